//! The trail in its three forms.

use contactable_domain::audit::{Head, Line, SERVICE_STREAM};
use contactable_server::demo::Persona::{Admin, Auditor, Officer, Visitor};
use jiff::Timestamp;
use serde_json::Value;
use uuid::Uuid;

use super::with_entries;
use crate::asking::{entries, told};
use crate::test_app::{AMARA, Answer, TestApp};

async fn accepting(app: &TestApp, path: &str, accept: &str) -> Answer {
    let headers = [("accept", accept)];
    let answer = app.call_with(Auditor, "GET", path, "", &headers).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer
}

fn lines(answer: &Answer) -> Vec<Value> {
    let lines = answer.text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[tokio::test]
async fn lines_are_all_entries_to_where_the_trail_had_come() {
    let app = with_entries().await;
    for _ in 0..520 {
        let path = format!("/contact-details?targetId={AMARA}");
        app.call(Officer, "GET", &path, "").await;
    }
    let path = format!("/audit?targetId={AMARA}");
    let first = app.call(Auditor, "GET", &path, "").await.json();
    let answer = accepting(&app, &path, "application/x-ndjson").await;
    assert_eq!(answer.header("content-type"), "application/x-ndjson");
    assert_eq!(answer.header("vary"), "Accept");
    let all = lines(&answer);
    assert_eq!(all.len(), 5 + 520 + 1, "and the auditor's page");
    let page = first["results"].as_array().expect("entries");
    assert_eq!(all.get(..100), Some(page.as_slice()));
    let numbers: Vec<u64> = all.iter().filter_map(|e| e["number"].as_u64()).collect();
    assert!(numbers.is_sorted_by(|one, next| one < next));
    // One entry for the whole export.
    let path = format!("{path}&format=ndjson&after={}", numbers[numbers.len() - 1]);
    let rest = lines(&app.call(Auditor, "GET", &path, "").await);
    let rest: Vec<String> = rest.iter().map(told).collect();
    assert_eq!(rest, ["read-audit allowed by-role"]);
    let none = format!("/audit?targetId={AMARA}&format=ndjson&after=100000");
    assert_eq!(app.call(Auditor, "GET", &none, "").await.text, "");
}

#[tokio::test]
async fn who_has_the_lines_can_go_along_the_chain() {
    let app = TestApp::new();
    for persona in [Officer, Visitor, Admin] {
        app.call(persona, "GET", "/revocations", "").await;
        let search = r#"{"value":"07700 900123"}"#;
        app.call(persona, "POST", "/contact-details/search", search)
            .await;
    }
    let lines = lines(&app.call(Auditor, "GET", "/audit?format=ndjson", "").await);
    assert_eq!(lines.len(), 6);
    let mut head = Head::empty(SERVICE_STREAM);
    for line in &lines {
        let text = |name: &str| line[name].as_str().expect("a text").to_owned();
        let id = |name: &str| line[name].as_str().and_then(|id| Uuid::try_parse(id).ok());
        let at: Timestamp = text("at").parse().expect("an instant");
        let areas = line["areas"].as_array().expect("areas").iter();
        let areas: Vec<&str> = areas.filter_map(Value::as_str).collect();
        head = head.after(&Line {
            id: id("id").expect("an id"),
            at: at.as_microsecond(),
            issuer: &text("issuer"),
            actor: &text("actor"),
            mode: &text("mode"),
            purpose: &text("purpose"),
            action: &text("action"),
            target: id("targetId"),
            record: id("recordId"),
            grant: id("grantId"),
            pass: id("passId"),
            areas: &areas.join(","),
            outcome: &text("outcome"),
            because: &text("because"),
            correlation: id("correlationId").expect("an id"),
        });
        let digest = contactable_http::hex(&head.digest);
        assert_eq!(digest, text("digest"), "entry {}", head.number);
    }
}

#[tokio::test]
async fn events_of_fhir_have_what_fhir_asks_for() {
    let app = with_entries().await;
    app.call(
        Visitor,
        "GET",
        &format!("/contact-details?targetId={AMARA}"),
        "",
    )
    .await;
    let path = format!("/audit?targetId={AMARA}&limit=4");
    let trail = entries(&app, Some(AMARA)).await;
    let answer = accepting(&app, &path, "application/fhir+json").await;
    assert_eq!(answer.header("content-type"), "application/fhir+json");
    let bundle = answer.json();
    assert_eq!(bundle["resourceType"], "Bundle");
    assert_eq!(bundle["type"], "collection");
    assert!(bundle["timestamp"].is_string());
    assert_eq!(bundle["entry"].as_array().map(Vec::len), Some(4));
    for (entry, event) in trail
        .iter()
        .zip(bundle["entry"].as_array().expect("entries"))
    {
        let id = entry["id"].as_str().expect("an id");
        assert_eq!(event["fullUrl"], format!("urn:uuid:{id}"));
        check_event(&event["resource"], entry);
    }
    let next = bundle["link"][0]["url"].as_str().expect("more");
    assert_eq!(bundle["link"][0]["relation"], "next");
    let rest = app.call(Auditor, "GET", next, "").await.json();
    let rest = rest["entry"].as_array().expect("entries");
    let refused = &rest[1]["resource"];
    assert_eq!(refused["outcome"], "4");
    assert_eq!(refused["outcomeDesc"], "no-area");
    check_event(refused, &trail[5]);
    assert_no_empty(&bundle);
    let path = "/audit?format=fhir&after=1000";
    let empty = app.call(Auditor, "GET", path, "").await.json();
    assert!(empty.get("entry").is_none() && empty.get("link").is_none());
}

/// What FHIR R4 requires of an `AuditEvent`, and what is to be in it of the entry.
fn check_event(event: &Value, entry: &Value) {
    assert_eq!(event["resourceType"], "AuditEvent");
    assert_eq!(event["id"], entry["id"]);
    let is_coding = |coding: &Value| coding["system"].is_string() && coding["code"].is_string();
    let types = "http://terminology.hl7.org/CodeSystem/audit-event-type";
    assert_eq!(event["type"]["system"], types);
    assert_eq!(event["type"]["code"], "rest");
    let subtypes = event["subtype"].as_array().expect("subtypes");
    assert_eq!(
        subtypes[0]["system"],
        "http://hl7.org/fhir/restful-interaction"
    );
    assert_eq!(subtypes[1]["code"], entry["action"]);
    assert!(subtypes.iter().all(is_coding));
    let action = if entry["action"] == "create" {
        "C"
    } else {
        "E"
    };
    assert_eq!(event["action"], action);
    assert_eq!(event["recorded"], entry["at"]);
    assert_eq!(event["outcomeDesc"], entry["because"]);
    let purposes = &event["purposeOfEvent"][0]["coding"];
    assert!(purposes.as_array().expect("codings").iter().all(is_coding));
    let agent = &event["agent"][0];
    assert_eq!(agent["requestor"], true);
    assert_eq!(agent["who"]["identifier"]["system"], entry["issuer"]);
    assert_eq!(agent["who"]["identifier"]["value"], entry["actor"]);
    assert!(event["source"]["observer"]["display"].is_string());
    assert!(is_coding(&event["source"]["type"][0]));
    let entities = event["entity"].as_array().expect("entities");
    for (name, field) in [("target", "targetId"), ("record", "recordId")] {
        let entity = entities.iter().find(|entity| entity["name"] == name);
        let named = entity.map(|entity| entity["what"]["identifier"]["value"].clone());
        let urn = entry[field]
            .as_str()
            .map(|id| format!("urn:uuid:{id}").into());
        assert_eq!(named, urn, "{name}");
    }
    for entity in entities {
        assert!(is_coding(&entity["type"]));
        for detail in entity["detail"].as_array().into_iter().flatten() {
            assert!(detail["type"].is_string() && detail["valueString"].is_string());
        }
    }
}

/// FHIR has no null, no empty text, list or object.
fn assert_no_empty(json: &Value) {
    match json {
        Value::Null => panic!("null"),
        Value::String(text) => assert!(!text.is_empty()),
        Value::Array(items) => {
            assert!(!items.is_empty());
            items.iter().for_each(assert_no_empty);
        }
        Value::Object(members) => {
            assert!(!members.is_empty());
            members.values().for_each(assert_no_empty);
        }
        Value::Bool(_) | Value::Number(_) => {}
    }
}

#[tokio::test]
async fn what_nobody_who_is_known_asked_is_an_event_too() {
    let app = TestApp::new();
    app.use_cases.note_configuration().await.expect("noted");
    let path = "/audit?format=fhir";
    let bundle = app.call(Auditor, "GET", path, "").await.json();
    let event = &bundle["entry"][0]["resource"];
    assert_eq!(
        event["type"]["system"],
        "http://dicom.nema.org/resources/ontology/DCM"
    );
    assert_eq!(event["type"]["code"], "110100");
    assert_eq!(event["subtype"][0]["code"], "110120");
    assert!(event["agent"][0]["who"].get("identifier").is_none());
    assert_no_empty(&bundle);
}
