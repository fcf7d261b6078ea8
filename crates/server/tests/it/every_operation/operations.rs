//! Every operation that needs a token, with a request that would succeed.

use crate::fhir::world::BASE;

/// One operation with a request that would succeed for the officer who owns the record `{id}`.
pub struct Operation {
    pub method: &'static str,
    /// The path in the document.
    pub path: &'static str,
    /// What it takes to be allowed to, as the table of access names it.
    pub asks: &'static str,
    /// The path as called.
    pub called: &'static str,
    pub body: Option<&'static str>,
    /// What somebody of another area gets.
    pub stranger: u16,
    /// What the owner gets.
    pub owner: u16,
}

impl Operation {
    /// What the request says beside its token.
    pub fn headers(&self) -> &'static [(&'static str, &'static str)] {
        match (self.path.starts_with(BASE), self.body) {
            (true, Some(_)) => OF_A_PATCH,
            (true, None) => &OF_A_PATCH[..1],
            (false, Some(_)) => &[("content-type", "application/json")],
            (false, None) => &[],
        }
    }
}

/// Of a target about which two things were recorded.
const OF_A_PATCH: &[(&str, &str)] = &[
    ("x-request-id", "60e0b220-8136-4ca5-ae46-1d97ef59d068"),
    ("content-type", "application/json-patch+json"),
    ("if-match", "W/\"2\""),
];

pub const NEW: &str = "NEW";
const QUESTION: &str = r#"{"targetIds":["3fa1c0de-0000-4000-8000-000000000001"]}"#;

const CHANGE: &str = r#"{"contactInformation":{"contactType":"phone","value":"07700 900999"}}"#;

const OF_KIND: &str = r#"{"targetType":"person","contactInformation":{"value":"amara@example.com"},"sourceServiceArea":{"area":"Housing"}}"#;

/// What Housing shares with the NHS, and not with the stranger.
pub const AGREED: &str = r#"{"from":"Housing","to":"NHS","lawfulBasis":"consent","agreement":{"by":"person","on":"2026-11-20","method":"form","wording":"notice 3"}}"#;

pub const PROTECTED: &[Operation] = &[
    Operation {
        method: "get",
        path: "/contact-details",
        asks: "see",
        called: "/contact-details?targetId={target}",
        body: None,
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/contact-details",
        asks: "record",
        called: "/contact-details",
        body: Some(NEW),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "post",
        path: "/contact-details/check",
        asks: "check",
        called: "/contact-details/check",
        body: Some(r#"{"value":"07700 900123"}"#),
        // Nothing that is anybody's is read.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/contactability",
        asks: "ask",
        called: "/contactability?targetId={target}",
        body: None,
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/contactability",
        asks: "ask",
        called: "/contactability",
        body: Some(QUESTION),
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/contact-details/{id}",
        asks: "see",
        called: "/contact-details/{id}",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/timeline",
        asks: "see-history",
        called: "/targets/{target}/timeline",
        body: None,
        // The empty timeline of a target that nobody knows.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "put",
        path: "/contact-details/{id}",
        asks: "change",
        called: "/contact-details/{id}",
        body: Some(r#"{"isActive":true}"#),
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/contact-details/{id}/history",
        asks: "see-history",
        called: "/contact-details/{id}/history",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/contact-details/{id}/verification",
        asks: "mark",
        called: "/contact-details/{id}/verification",
        body: Some(r#"{"how":"code"}"#),
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/contact-details/{id}/undeliverable",
        asks: "mark",
        called: "/contact-details/{id}/undeliverable",
        body: Some(r#"{"failure":"soft","means":"call"}"#),
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "delete",
        path: "/contact-details/{id}/undeliverable",
        asks: "mark",
        called: "/contact-details/{id}/undeliverable",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/preferences",
        asks: "see",
        called: "/targets/{target}/preferences",
        body: None,
        // Nothing of what another area was told.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/preferences/history",
        asks: "see-history",
        called: "/targets/{target}/preferences/history",
        body: None,
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "put",
        path: "/targets/{id}/preferences",
        asks: "record",
        called: "/targets/{target}/preferences",
        body: Some(r#"{"preferredMethod":"text"}"#),
        // On behalf of the stranger's own area.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/areas",
        asks: "check",
        called: "/areas",
        body: None,
        // The stranger's own.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/sharing",
        asks: "see-sharing",
        called: "/targets/{target}/sharing",
        body: None,
        // Nothing that other areas share with each other.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/sharing",
        asks: "share",
        called: "/targets/{target}/sharing",
        body: Some(AGREED),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "delete",
        path: "/targets/{id}/sharing/{grantId}",
        asks: "unshare",
        called: "/targets/{target}/sharing/018f3f2e-7a3b-7c00-8000-00000000000a",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/sharing/{grantId}/withdrawal",
        asks: "unshare",
        called: "/targets/{target}/sharing/018f3f2e-7a3b-7c00-8000-00000000000a/withdrawal",
        body: Some(r#"{"by":"person"}"#),
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/restriction",
        asks: "restrict",
        called: "/targets/{target}/restriction",
        body: None,
        // For those who look after people at risk.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "put",
        path: "/targets/{id}/restriction",
        asks: "restrict",
        called: "/targets/{target}/restriction",
        body: Some(r#"{"restricted":true,"reason":"at risk"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/break-glass",
        asks: "break-glass",
        called: "/targets/{target}/break-glass",
        body: Some(r#"{"reason":"fire"}"#),
        // For those who may break the glass.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/reports/break-glass",
        asks: "see-report",
        called: "/reports/break-glass",
        body: None,
        // For auditors, and for those who look after people at risk.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/me",
        asks: "check",
        called: "/me",
        body: None,
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/api/v1/contactDetails",
        asks: "see",
        called: "/api/v1/contactDetails?targetId={target}",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/api/v1/contactDetails",
        asks: "record",
        called: "/api/v1/contactDetails",
        body: Some(NEW),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "get",
        path: "/api/v2/contactDetails",
        asks: "see",
        called: "/api/v2/contactDetails?targetId={target}",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/api/v2/contactDetails",
        asks: "record",
        called: "/api/v2/contactDetails",
        body: Some(NEW),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "patch",
        path: "/api/v2/contactDetails/{id}/person/{personId}",
        asks: "retire",
        called: "/api/v2/contactDetails/{id}/person/{target}",
        body: Some(CHANGE),
        stranger: 404,
        owner: 204,
    },
    Operation {
        method: "post",
        path: "/contact-details/{id}/replacement",
        asks: "retire",
        called: "/contact-details/{id}/replacement",
        body: Some(CHANGE),
        stranger: 404,
        owner: 201,
    },
    Operation {
        method: "put",
        path: "/targets/{id}/contact-details/{kind}",
        asks: "record",
        // Of which nothing is held, so that nothing is to be retired.
        called: "/targets/{target}/contact-details/email-work",
        body: Some(OF_KIND),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "delete",
        path: "/api/v1/contactDetails",
        asks: "retire",
        called: "/api/v1/contactDetails?id={id}&targetId={target}",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/contact-details/search",
        asks: "trace",
        called: "/contact-details/search?value=07700900123",
        body: None,
        // For those who may trace.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/contact-details/search",
        asks: "trace",
        called: "/contact-details/search",
        body: Some(r#"{"value":"07700 900123"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/identifiers",
        asks: "administer",
        called: "/targets/{target}/identifiers",
        body: None,
        // For administrators.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "put",
        path: "/targets/{id}/identifiers",
        asks: "administer",
        called: "/targets/{target}/identifiers",
        body: Some(r#"{"system":"nhs-number","value":"9990000018"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/succession",
        asks: "administer",
        called: "/targets/{target}/succession",
        body: None,
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/supersede",
        asks: "administer",
        called: "/targets/{target}/supersede",
        body: Some(r#"{"by":"3fa1c0de-0000-4000-8000-000000000002","reason":"one person"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/invalidate",
        asks: "administer",
        called: "/targets/{target}/invalidate",
        body: Some(r#"{"reason":"registered by mistake"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/restore",
        asks: "administer",
        called: "/targets/{target}/restore",
        body: Some(r#"{"reason":"a mistake"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/revocations",
        asks: "administer",
        called: "/revocations",
        body: None,
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/revocations",
        asks: "administer",
        called: "/revocations",
        body: Some(r#"{"issuer":"https://demo.contactable.invalid","tokenId":"t","reason":"r"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "delete",
        path: "/revocations/{id}",
        asks: "administer",
        called: "/revocations/{id}",
        body: None,
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/audit",
        asks: "read-audit",
        called: "/audit?targetId={target}",
        body: None,
        // For auditors.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/personal-demographics/FHIR/R4/Patient/{nhsNumber}",
        asks: "see",
        called: "/personal-demographics/FHIR/R4/Patient/9990000018",
        body: None,
        // Their areas do not live by the rules of PDS.
        stranger: 401,
        owner: 401,
    },
    Operation {
        method: "patch",
        path: "/personal-demographics/FHIR/R4/Patient/{nhsNumber}",
        asks: "change",
        called: "/personal-demographics/FHIR/R4/Patient/9990000018",
        body: Some(
            r#"{"patches":[{"op":"add","path":"/telecom/-","value":{"system":"fax","use":"home","value":"01632 960123"}}]}"#,
        ),
        stranger: 401,
        owner: 401,
    },
    Operation {
        method: "get",
        path: "/personal-demographics/FHIR/R4/Patient/{nhsNumber}/RelatedPerson",
        asks: "see",
        called: "/personal-demographics/FHIR/R4/Patient/9990000018/RelatedPerson",
        body: None,
        stranger: 401,
        owner: 401,
    },
];
