//! The calls of a session: every operation of the API document as it is tried elsewhere, and others with values, forms
//! and mistakes of their own.

use clap::ValueEnum as _;
use contactable_server::demo::Persona;
use proptest::prelude::*;

use super::secrets::{HELD, Secret};
use crate::every_operation::operations::{NEW, PROTECTED};
use crate::test_app::phone;

/// A step of a session: who, what, about whom; and numbers that choose among what there is.
#[derive(Clone, Debug)]
pub struct Step {
    pub who: Persona,
    pub call: usize,
    pub target: usize,
    pub record: usize,
    pub value: usize,
    pub purpose: usize,
    /// How much time passes before it.
    pub seconds: i64,
}

/// A call, with `{target}`, `{id}`, `{grant}`, `{value}` (as typed), `{query}` (the same in an address) and `{own}`
/// (a value of this target) to be put in.
pub struct Template {
    pub method: &'static str,
    pub path: &'static str,
    pub body: Option<&'static str>,
}

const fn get(path: &'static str) -> Template {
    Template {
        method: "GET",
        path,
        body: None,
    }
}

const fn with(method: &'static str, path: &'static str, body: &'static str) -> Template {
    Template {
        method,
        path,
        body: Some(body),
    }
}

/// What is recorded about a target, by the kind of value.
pub const RECORD_PHONE: &str = r#"{"targetId":"{target}","targetType":"person","contactInformation":{"contactType":"phone","value":"{phone}","description":"{note}"},"sourceServiceArea":{"area":"{area}","isDefault":true}}"#;
pub const RECORD_EMAIL: &str = r#"{"targetId":"{target}","targetType":"person","contactInformation":{"contactType":"email","value":"{email}","description":"{note}"},"sourceServiceArea":{"area":"{area}"}}"#;
pub const RECORD_ADDRESS: &str = r#"{"targetId":"{target}","targetType":"person","contactInformation":{"contactType":"address","description":"{note}","addressExtended":{"addressLine1":"{line}","addressLine4":"London","postCode":"{postcode}"}},"sourceServiceArea":{"area":"{area}"}}"#;

/// What is changed of the Patient, who is the first target.
const PATIENT: &str = "/personal-demographics/FHIR/R4/Patient/9990000018";
const PATCH_PHONE: &str = r#"{"patches":[{"op":"add","path":"/telecom/-","value":{"system":"phone","use":"work","value":"{phone}"}}]}"#;
const PATCH_EMAIL: &str = r#"{"patches":[{"op":"add","path":"/contact/-","value":{"relationship":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0131","code":"C"}]}],"telecom":[{"system":"email","value":"{email}"}]}}]}"#;
const PATCH_ADDRESS: &str = r#"{"patches":[{"op":"add","path":"/address/-","value":{"use":"home","line":["{line}","","","London"],"postalCode":"{postcode}"}}]}"#;
const PATCH_TESTED: &str = r#"{"patches":[{"op":"test","path":"/telecom/0/value","value":"{value}"},{"op":"remove","path":"/telecom/0"}]}"#;

/// Calls beside those of the document's operations. The last ones are mistaken.
const MORE: &[Template] = &[
    with("POST", "/contact-details", RECORD_PHONE),
    with("POST", "/contact-details", RECORD_EMAIL),
    with("POST", "/contact-details", RECORD_ADDRESS),
    with("POST", "/api/v1/contactDetails", RECORD_PHONE),
    with("POST", "/api/v2/contactDetails", RECORD_ADDRESS),
    with(
        "PUT",
        "/contact-details/{id}",
        r#"{"contactInformation":{"description":"{note}"}}"#,
    ),
    with(
        "PUT",
        "/contact-details/{id}",
        r#"{"contactInformation":{"value":"{phone}"}}"#,
    ),
    with("PUT", "/contact-details/{id}", r#"{"isActive":false}"#),
    with(
        "POST",
        "/contact-details/{id}/replacement",
        r#"{"contactInformation":{"contactType":"phone","value":"{phone}"}}"#,
    ),
    with(
        "PATCH",
        "/api/v2/contactDetails/{id}/person/{target}",
        r#"{"contactInformation":{"contactType":"email","value":"{email}"}}"#,
    ),
    with(
        "POST",
        "/contact-details/{id}/undeliverable",
        r#"{"failure":"hard","means":"call"}"#,
    ),
    with(
        "POST",
        "/targets/{target}/sharing",
        r#"{"from":"Housing","to":"Social Care","lawfulBasis":"consent","agreement":{"by":"person","on":"2026-11-20","method":"form","wording":"notice 2"}}"#,
    ),
    with(
        "POST",
        "/targets/{target}/sharing",
        r#"{"from":"NHS","to":"Housing","lawfulBasis":"consent","purposes":["direct-care"],"agreement":{"by":"person","on":"2026-11-20","method":"form","wording":"notice 2"}}"#,
    ),
    with(
        "POST",
        "/targets/{target}/break-glass",
        r#"{"reason":"fire","minutes":20}"#,
    ),
    with("POST", "/contact-details/search", r#"{"value":"{value}"}"#),
    get("/contact-details/search?value={query}"),
    get("/contact-details?targetId={target}&includeHistoric=true"),
    get("/contact-details?targetId={target}&view=all"),
    get("/contact-details?targetId={target}&view=worker"),
    get("/contact-details?targetId={target}&view=patient"),
    get("/contact-details?targetId={target}&asOf=2026-11-21T09:30:00Z"),
    get("/contact-details?targetId={target}&validOn=2026-11-21"),
    get("/contact-details?targetId={target}&pageSize=1"),
    get("/targets/{target}/timeline?format=json"),
    get("/targets/{target}/timeline?format=svg"),
    get("/targets/{target}/timeline?format=html"),
    get("/api/v2/contactDetails?targetId={target}&includeHistoric=true"),
    get("/contactability?targetId={target}&area=Housing"),
    get("/contactability?targetId={target}&purpose=emergency&area=Social%20Care"),
    with(
        "POST",
        "/contactability",
        r#"{"area":"Housing","targetIds":["{target}","3fa1c0de-0000-4000-8000-000000000002"]}"#,
    ),
    get("/targets/{target}/preferences/history?area=Housing"),
    get("/audit?targetId={target}&limit=500"),
    get("/audit?targetId={target}&format=fhir"),
    get("/audit?format=ndjson"),
    get("/reports/break-glass"),
    with("PATCH", PATIENT, PATCH_PHONE),
    with("PATCH", PATIENT, PATCH_EMAIL),
    with("PATCH", PATIENT, PATCH_ADDRESS),
    with("PATCH", PATIENT, PATCH_TESTED),
    get(PATIENT),
    get("/docs"),
    get("/api/v1/healthcheck/ping"),
    get("/contact-details?targetId={query}"),
    get("/contact-details/{query}"),
    get("/{query}"),
    get("/targets/{query}/timeline?format={query}"),
    get("/contactability?targetId={target}&on={query}"),
    with(
        "POST",
        "/contact-details/search",
        r#"{"value":["{value}"]}"#,
    ),
    with(
        "POST",
        "/contact-details",
        r#"{"targetId":"{value}","contactInformation":"{value}""#,
    ),
    with(
        "PUT",
        "/targets/{target}/restriction",
        r#"{"restricted":"{value}"}"#,
    ),
    with(
        "PUT",
        "/targets/{target}/identifiers",
        r#"{"system":"nhs-number","value":"{value}"}"#,
    ),
    with("DELETE", "/contact-details/{id}", "{value}"),
];

/// How many calls there are.
fn count() -> usize {
    PROTECTED.len() + MORE.len()
}

pub fn step() -> impl Strategy<Value = Step> {
    let who = prop::sample::select(Persona::value_variants());
    let target = prop_oneof![3 => Just(0usize), 1 => 0..HELD.len()];
    let seconds = prop_oneof![6 => 0i64..40, 1 => 600i64..1500];
    (
        who,
        0..count(),
        target,
        0..64usize,
        0..64usize,
        0..4usize,
        seconds,
    )
        .prop_map(
            |(who, call, target, record, value, purpose, seconds)| Step {
                who,
                call,
                target,
                record,
                value,
                purpose,
                seconds,
            },
        )
}

/// One of these, whatever the number.
pub fn nth<T: Copy>(all: &[T], number: usize) -> T {
    all[number % all.len()]
}

impl Step {
    /// The method, the path and the body, with what the session knows put in.
    pub fn call(&self, target: &str, record: &str, grant: &str) -> (String, String, String) {
        let more = MORE.get(self.call.wrapping_sub(PROTECTED.len()));
        let (method, path, body) = if let Some(more) = more {
            (
                more.method.to_owned(),
                more.path,
                more.body.unwrap_or_default().to_owned(),
            )
        } else {
            let operation = &PROTECTED[self.call];
            let body = match operation.body.unwrap_or_default() {
                NEW => phone("07700 900456", false),
                body => body.to_owned(),
            };
            (operation.method.to_uppercase(), operation.called, body)
        };
        let put = |text: &str| self.put_in(text, target, record, grant);
        (method, put(path), put(&body))
    }

    fn put_in(&self, text: &str, target: &str, record: &str, grant: &str) -> String {
        let own = &HELD[self.target];
        let all: Vec<Secret> = HELD[self.value % HELD.len()].all();
        let value = nth(&all, self.value / 3).typed;
        let word = |secrets: &[Secret]| nth(secrets, self.value).typed;
        text.replace("018f3f2e-7a3b-7c00-8000-00000000000a", grant)
            .replace(crate::test_app::AMARA, target)
            .replace("{target}", target)
            .replace("{id}", record)
            .replace("{grant}", grant)
            .replace("{phone}", word(own.phones))
            .replace("{email}", word(own.emails))
            .replace("{line}", word(own.lines))
            .replace("{postcode}", word(own.postcodes))
            .replace("{note}", &word(own.notes).replace('<', "="))
            .replace(
                "{area}",
                nth(&["Housing", "Housing", "Social Care", "NHS"], self.record),
            )
            .replace("{value}", value)
            .replace("{query}", &encoded(value))
    }
}

/// A text as it stands in an address.
fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}
