//! What decides who sees what of Amara, set as the tests need it, and every call that reads.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author, PurposeOfUse, Role};
use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::ids::{CorrelationId, TargetId};
use contactable_server::demo::PATIENT_NHS_NUMBER;
use contactable_server::demo::Persona::{self, Officer, SafeguardingLead};
use contactable_service::Caller;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::test_app::{AMARA, Answer, TestApp, phone};

pub const NUMBER: &str = "07700 900123";
pub const EMAIL: &str = "amara@example.com";

/// For what those ask with whom something is shared for direct care.
pub const CARE: &[(&str, &str)] = &[("x-purpose", "direct-care")];

/// The ids of two records of Housing about Amara.
pub struct Held {
    pub phone: String,
    pub email: String,
}

/// Housing holds a number and an email address of Amara's.
pub async fn held(app: &TestApp) -> Held {
    let number = phone(NUMBER, true);
    let email = number
        .replace(r#""phone","subType":"mobile""#, r#""email""#)
        .replace(NUMBER, EMAIL);
    let made = app.call(Officer, "POST", "/contact-details", &number).await;
    app.clock.advance_seconds(1);
    let other = app.call(Officer, "POST", "/contact-details", &email).await;
    assert_eq!((made.status.as_u16(), other.status.as_u16()), (201, 201));
    Held {
        phone: made.id(),
        email: other.id(),
    }
}

/// Housing shares Amara's numbers with Social Care for direct care.
pub fn agreement() -> Value {
    json!({
        "to": "Social Care",
        "channels": ["phone"],
        "purposes": ["direct-care"],
        "lawfulBasis": "consent",
        "agreement": {
            "by": "person",
            "on": "2026-11-20",
            "method": "in-person",
            "wording": "Sharing notice, version 3",
            "evidence": "Form 17",
        },
    })
}

pub fn sharing() -> String {
    format!("/targets/{AMARA}/sharing")
}

pub async fn share(app: &TestApp, persona: Persona, body: &Value) -> Answer {
    let path = sharing();
    app.call(persona, "POST", &path, &body.to_string()).await
}

/// The same agreement with one thing changed, by its path.
pub fn but(pointer: &str, value: Value) -> Value {
    let mut body = agreement();
    let (parent, name) = pointer.rsplit_once('/').expect("a path");
    let members = body.pointer_mut(parent).expect("a part");
    let members = members.as_object_mut().expect("an object");
    match value {
        Value::Null => members.remove(name),
        value => members.insert(name.to_owned(), value),
    };
    body
}

pub async fn restrict(app: &TestApp, restricted: bool) -> Answer {
    let body = json!({"restricted": restricted, "reason": "Flat is watched"}).to_string();
    let path = format!("/targets/{AMARA}/restriction");
    let answer = app.call(SafeguardingLead, "PUT", &path, &body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer
}

/// It becomes known that Amara is the patient.
pub async fn known_patient(app: &TestApp) {
    let author = Author {
        subject: "registrar".to_owned(),
        name: None,
        email: None,
    };
    let mut actor = Actor::new(AccessMode::Staff, "tests", author, Vec::new());
    actor.roles.push(Role::Administrator);
    let (actor, system) = (Arc::new(actor), IdentifierSystem::NHS_NUMBER.to_owned());
    let caller = Caller {
        actor: &actor,
        purpose: PurposeOfUse::General,
        correlation: CorrelationId::from(Uuid::from_u128(1)),
    };
    let amara = TargetId::parse(AMARA).expect("an id");
    let number = Identifier::from_stored(system, PATIENT_NHS_NUMBER.to_owned());
    let tied = app.use_cases.identify_target(caller, amara, number).await;
    tied.expect("it is tied");
}

/// Every call that reads what is held about Amara, or one of these records.
pub fn reads(held: &Held) -> Vec<(&'static str, String, String)> {
    let list = format!("/contact-details?targetId={AMARA}");
    let many = json!({"targetIds": [AMARA], "area": "Social Care"});
    let many = many.to_string();
    let asking = many.replace("Social Care", "Housing");
    let get = |path: String| ("GET", path, String::new());
    let mut reads = vec![
        get(list.clone()),
        get(format!("{list}&includeHistoric=true")),
        get(format!("{list}&asOf=2026-11-21T09:30:01Z")),
        get(format!("{list}&validOn=2026-11-21")),
        get(format!("{list}&view=all")),
        get(format!("{list}&view=worker")),
        get(format!("{list}&view=patient")),
        get(format!("{list}&pageSize=1")),
        get(format!("/contactability?targetId={AMARA}")),
        get(format!(
            "/contactability?targetId={AMARA}&purpose=emergency"
        )),
        ("POST", "/contactability".to_owned(), many),
        ("POST", "/contactability".to_owned(), asking),
        get(format!("/targets/{AMARA}/preferences")),
        get(format!("/targets/{AMARA}/preferences/history")),
        get(format!("/api/v1/contactDetails?targetId={AMARA}")),
        get(format!("/api/v2/contactDetails?targetId={AMARA}")),
        get(format!(
            "/api/v2/contactDetails?targetId={AMARA}&includeHistoric=true"
        )),
    ];
    for format in ["json", "svg", "html"] {
        reads.push(get(format!("/targets/{AMARA}/timeline?format={format}")));
    }
    for id in [&held.phone, &held.email] {
        reads.push(get(format!("/contact-details/{id}")));
        reads.push(get(format!("/contact-details/{id}/history")));
    }
    reads
}

/// Every call that changes something that is there.
pub fn changes(held: &Held) -> Vec<(&'static str, String, String)> {
    let id = &held.phone;
    let record = format!("/contact-details/{id}");
    let other = r#"{"contactInformation":{"contactType":"phone","value":"07700 900999"}}"#;
    let call = |method, path: &str, body: &str| (method, path.to_owned(), body.to_owned());
    let edit = format!("/api/v2/contactDetails/{id}/person/{AMARA}");
    let delete = format!("/api/v1/contactDetails?id={id}&targetId={AMARA}");
    vec![
        call(
            "PUT",
            &record,
            r#"{"contactInformation":{"description":"after 6"}}"#,
        ),
        call("PUT", &record, r#"{"isActive":false}"#),
        call(
            "POST",
            &format!("{record}/verification"),
            r#"{"how":"code"}"#,
        ),
        call(
            "POST",
            &format!("{record}/undeliverable"),
            r#"{"failure":"soft","means":"call"}"#,
        ),
        call("DELETE", &format!("{record}/undeliverable"), ""),
        call("POST", &format!("{record}/replacement"), other),
        call("PATCH", &edit, other),
        call("DELETE", &delete, ""),
    ]
}

/// Of each of these calls what comes back, word for word.
pub async fn answers(
    app: &TestApp,
    persona: Persona,
    calls: &[(&'static str, String, String)],
    headers: &[(&str, &str)],
) -> Vec<String> {
    let mut answers = Vec::new();
    for (method, path, body) in calls {
        let answer = app.call_with(persona, method, path, body, headers).await;
        let mut told: Vec<String> = answer
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value:?}"))
            .collect();
        told.sort();
        let (status, text) = (answer.status, &answer.text);
        answers.push(format!(
            "{method} {path}\n{status}\n{}\n{text}",
            told.join("\n")
        ));
    }
    answers
}

/// The ids of the records in a list, in order.
pub async fn listed(app: &TestApp, persona: Persona, headers: &[(&str, &str)]) -> Vec<String> {
    let path = format!("/contact-details?targetId={AMARA}");
    let answer = app.call_with(persona, "GET", &path, "", headers).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let results = answer.json()["results"].take();
    let results = results.as_array().expect("a list").iter();
    results
        .map(|record| record["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// The results of a call that answers with a list.
pub async fn results(app: &TestApp, persona: Persona, path: &str) -> Vec<Value> {
    let answer = app.call(persona, "GET", path, "").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let results = answer.json()["results"].take();
    results.as_array().expect("a list").clone()
}

/// The lines of Amara's audit trail.
pub async fn trail(app: &TestApp) -> Vec<String> {
    let amara = TargetId::parse(AMARA).expect("an id");
    app.store.trail(amara).await.expect("readable")
}
