//! Whatever is sent, the answer is never a failure of the service.

use contactable_server::demo::Persona::Officer;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::test_app::{AMARA, TestApp, phone};

/// A record that is not there.
const UNKNOWN: &str = "018f3f2e-7a3b-7c00-8000-0123456789ab";

/// Names the API knows, and some it does not.
const NAMES: &[&str] = &[
    "id",
    "targetId",
    "targetType",
    "contactInformation",
    "sourceServiceArea",
    "recordValidFrom",
    "recordValidUntil",
    "verified",
    "undeliverable",
    "ended",
    "supersedes",
    "status",
    "team",
    "isPreferred",
    "how",
    "at",
    "failure",
    "means",
    "evidence",
    "reason",
    "preferredMethod",
    "writtenFormat",
    "contactTimes",
    "doNotUse",
    "targetIds",
    "channels",
    "purpose",
    "on",
    "letterPolicy",
    "isActive",
    "createdBy",
    "contactType",
    "subType",
    "value",
    "description",
    "addressExtended",
    "uprn",
    "isOverseasAddress",
    "overseasAddress",
    "addressLine1",
    "postCode",
    "area",
    "isDefault",
    "createdAt",
    "fullName",
    "other",
    "",
];

fn json_value() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        AMARA,
        "person",
        "phone",
        "email",
        "address",
        "mobile",
        "Housing",
        "07700 900123",
        "a@example.com",
        "E8 0ZZ",
        "2027-04-01T00:00:00Z",
        "2026-11-20T00:00:00Z",
        "-009999-01-01T00:00:00Z",
        "9999-12-31",
        "code",
        "hard",
        "text",
        "moved",
        "temporary",
        "12",
        "0001-01-01",
        "<b>",
        "\u{0}",
        "",
        "00000000-0000-0000-0000-000000000000",
        "+9999-01-01",
    ]);
    let leaf = prop_oneof![
        4 => words.prop_map(|word| json!(word)),
        1 => ".{0,40}".prop_map(Value::String),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => any::<f64>().prop_map(|number| json!(number)),
        1 => Just(Value::Null),
    ];
    leaf.prop_recursive(4, 64, 12, |inner| {
        prop_oneof![
            4 => vec((prop::sample::select(NAMES), inner.clone()), 0..12)
                .prop_map(|members| Value::Object(members.into_iter().map(|(n, v)| (n.to_owned(), v)).collect::<Map<_, _>>())),
            1 => vec(inner, 0..4).prop_map(Value::Array),
        ]
    })
}

#[test]
fn random_bodies_and_queries_get_a_4xx_at_worst() {
    let app = TestApp::new();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(400)
    };
    proptest!(config, |(body in json_value(), query in "[ -~]{0,60}")| {
        let body = body.to_string();
        // A record that is there, for as long as nobody retires it.
        let one = phone("07700 900123", false);
        let id = runtime.block_on(app.call(Officer, "POST", "/contact-details", &one));
        let id = if id.status == 201 { id.id() } else { UNKNOWN.to_owned() };
        let query: String = query.chars().filter(|c| !"\"<>\\^`{|} #".contains(*c)).collect();
        let calls = [
            ("POST", "/contact-details".to_owned()),
            ("PUT", format!("/contact-details/{id}")),
            ("POST", "/api/v1/contactDetails".to_owned()),
            ("POST", "/api/v2/contactDetails".to_owned()),
            ("PATCH", format!("/api/v2/contactDetails/{id}/person/{AMARA}")),
            ("POST", format!("/contact-details/{id}/replacement")),
            ("POST", format!("/contact-details/{id}/verification")),
            ("POST", format!("/contact-details/{id}/undeliverable")),
            ("PUT", format!("/targets/{AMARA}/preferences")),
            ("PUT", format!("/targets/{AMARA}/contact-details/phone-mobile")),
            ("PUT", format!("/targets/{AMARA}/contact-details/{query}")),
            ("POST", "/contactability".to_owned()),
            ("GET", format!("/contact-details?{query}")),
            ("GET", format!("/contactability?{query}")),
            ("GET", format!("/targets/{AMARA}/timeline?{query}")),
            ("GET", format!("/contact-details?targetId={AMARA}&asOf={query}&validOn={query}")),
            ("DELETE", format!("/api/v1/contactDetails?{query}")),
        ];
        for (method, path) in calls {
            let answer = runtime.block_on(app.call(Officer, method, &path, &body));
            prop_assert!(answer.status.as_u16() < 500, "{method} {path} {body}: {}", answer.text);
            if answer.status == 400 {
                let refusal = answer.json();
                prop_assert!(!refusal["errors"].is_null(), "{}", answer.text);
            }
        }
    });
}
