//! A change that comes as patches leaves behind what the same change leaves that comes by the house's own paths:
//! records, their history, events, and the trail.

use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{Auditor, Clinician, PdsApp, PdsWorker};
use serde_json::{Value, json};

use super::world::{Ask, add, known, place, read, remove, replace, telecom, version};
use crate::standing::{results, trail};
use crate::test_app::{AMARA, TestApp};

/// What was left behind of a target: records with their versions, events, the trail.
struct Left {
    records: Value,
    histories: Vec<Value>,
    events: Vec<Value>,
    trail: Vec<String>,
}

/// Ids in the order of their appearance: two apps make others.
struct Names(Vec<String>);

impl Names {
    fn named(&mut self, text: &str) -> String {
        let known = self.0.iter().position(|known| known == text);
        let number = known.unwrap_or_else(|| {
            self.0.push(text.to_owned());
            self.0.len() - 1
        });
        format!("id {number}")
    }

    /// The same with every made id by its number, without what differs from request to request.
    fn plain(&mut self, value: &mut Value) {
        match value {
            Value::String(text) if is_made(text) => *text = self.named(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.plain(item)),
            Value::Object(members) => {
                for name in [
                    "eventId",
                    "correlationId",
                    "createdBy",
                    "recordedBy",
                    "by",
                    "actor",
                ] {
                    members.remove(name);
                }
                members.values_mut().for_each(|item| self.plain(item));
            }
            _ => {}
        }
    }
}

fn is_made(text: &str) -> bool {
    text != AMARA && uuid::Uuid::try_parse(text).is_ok()
}

async fn left(app: &TestApp) -> Left {
    let mut names = Names(Vec::new());
    let amara = TargetId::parse(AMARA).expect("an id");
    let list = format!("/contact-details?targetId={AMARA}&includeHistoric=true");
    let records = results(app, PdsApp, &list).await;
    let mut histories = Vec::new();
    for record in &records {
        let id = record["id"].as_str().expect("an id");
        let path = format!("/contact-details/{id}/history");
        let history = app.call(PdsApp, "GET", &path, "").await;
        assert_eq!(history.status, 200, "{}", history.text);
        histories.push(history.json());
    }
    let events = app.store.outbox(amara).await.expect("readable");
    let mut events: Vec<Value> = events
        .iter()
        .map(|event| serde_json::from_str(event).expect("JSON"))
        .collect();
    let mut records = json!(records);
    names.plain(&mut records);
    for told in events.iter_mut().chain(&mut histories) {
        names.plain(told);
    }
    // Of the trail what was changed; the ids of records are the last words.
    let changing = [
        "create ",
        "replace-information ",
        "end ",
        "set-preferences ",
    ];
    let lines = trail(app).await.into_iter();
    let lines = lines.filter(|line| changing.iter().any(|action| line.starts_with(action)));
    let trail = lines
        .map(|line| {
            let words = line.split(' ').map(|word| {
                if is_made(word) {
                    names.named(word)
                } else {
                    word.to_owned()
                }
            });
            words.collect::<Vec<String>>().join(" ")
        })
        .collect();
    Left {
        records,
        histories,
        events,
        trail,
    }
}

/// Two apps: one that is told by patches, one by the house's own paths.
async fn two() -> (TestApp, TestApp) {
    (known().await, known().await)
}

fn council_phone(value: &str) -> String {
    json!({
        "targetId": AMARA, "targetType": "person",
        "contactInformation": {"contactType": "phone", "subType": "mobile", "value": value},
        "sourceServiceArea": {"area": "NHS"},
        "recordValidFrom": "2026-11-21",
    })
    .to_string()
}

/// Where the house changes what a record says.
fn edit(record: &Value) -> String {
    let id = record["id"].as_str().expect("an id");
    format!("/api/v2/contactDetails/{id}/person/{AMARA}")
}

fn edited(value: &str) -> String {
    format!(
        r#"{{"contactInformation":{{"contactType":"phone","subType":"mobile","value":"{value}"}}}}"#
    )
}

async fn by_council(app: &TestApp, method: &str, path: &str, body: &str) -> Value {
    let answer = app.call(Clinician, method, path, body).await;
    assert!(
        answer.status.is_success(),
        "{method} {path}: {}",
        answer.text
    );
    app.clock.advance_seconds(1);
    serde_json::from_str(&answer.text).unwrap_or_default()
}

/// By the same worker, who comes with a token of another kind than most do here.
async fn by_patches(app: &TestApp, patches: &Value) {
    let ask = Ask::patch(version(app).await, patches);
    let answer = ask.by(app, Clinician).await;
    app.clock.advance_seconds(1);
    assert_eq!(answer.status, 200, "{}", answer.text);
}

async fn alike(fhir: &TestApp, council: &TestApp, when: &str) {
    let (one, other) = (left(fhir).await, left(council).await);
    assert_eq!(one.records, other.records, "{when}");
    assert_eq!(one.histories, other.histories, "{when}");
    assert_eq!(one.trail, other.trail, "{when}");
    assert_eq!(one.events, other.events, "{when}");
}

#[tokio::test]
async fn making_changing_and_ending() {
    let (fhir, council) = two().await;
    by_patches(
        &fhir,
        &json!([add("telecom", &telecom("phone", "mobile", "07700 900123"))]),
    )
    .await;
    let made = by_council(
        &council,
        "POST",
        "/contact-details",
        &council_phone("07700 900123"),
    )
    .await;
    alike(&fhir, &council, "made").await;

    let seen = read(&fhir).await.json();
    by_patches(
        &fhir,
        &json!([replace(
            &seen,
            "telecom",
            0,
            &json!({"value": "07700 900124"})
        )]),
    )
    .await;
    by_council(&council, "PATCH", &edit(&made), &edited("07700 900124")).await;
    alike(&fhir, &council, "changed").await;

    let seen = read(&fhir).await.json();
    by_patches(&fhir, &json!(remove(&seen, "telecom", 0))).await;
    let id = made["id"].as_str().expect("an id");
    let path = format!("/api/v1/contactDetails?id={id}&targetId={AMARA}");
    by_council(&council, "DELETE", &path, "").await;
    alike(&fhir, &council, "ended").await;
}

#[tokio::test]
async fn what_the_house_recorded_is_shown_and_changed_and_the_other_way_round() {
    let app = known().await;
    let made = by_council(
        &app,
        "POST",
        "/contact-details",
        &council_phone("07700 900123"),
    )
    .await;
    let id = made["id"].as_str().expect("an id");
    let seen = read(&app).await.json();
    let mobile = &seen["telecom"][place(&seen, "telecom", "use", "mobile")];
    assert_eq!(mobile["id"], id.replace('-', "").to_uppercase());
    assert_eq!(mobile["value"], "07700 900123");
    by_patches(
        &app,
        &json!([replace(
            &seen,
            "telecom",
            0,
            &json!({"value": "07700 900124"})
        )]),
    )
    .await;
    let path = format!("/contact-details/{id}");
    let now = app.call(Clinician, "GET", &path, "").await.json();
    assert_eq!(now["contactInformation"]["value"], "07700 900124");
    by_council(&app, "PATCH", &edit(&made), &edited("07700 900125")).await;
    assert_eq!(
        read(&app).await.json()["telecom"][0]["value"],
        "07700 900125"
    );
}

#[tokio::test]
async fn the_trail_has_who_read_and_who_changed_and_by_which_rule() {
    let app = known().await;
    let ask = Ask::patch(
        0,
        &json!([add("telecom", &telecom("phone", "mobile", "07700 900123"))]),
    );
    assert_eq!(ask.by(&app, PdsWorker).await.status, 200);
    let stale = Ask::patch(
        9,
        &json!([add("telecom", &telecom("fax", "home", "01632 960001"))]),
    );
    assert_eq!(stale.by(&app, PdsWorker).await.status, 409);
    let lines = trail(&app).await;
    for line in [
        "patch-patient allowed own-area",
        "patch-patient refused RESOURCE_VERSION_MISMATCH",
        "create allowed own-area",
    ] {
        assert!(
            lines.iter().any(|known| known.starts_with(line)),
            "{line}: {lines:?}"
        );
    }
    let path = format!("/audit?targetId={AMARA}&limit=500");
    let entries = app.call(Auditor, "GET", &path, "").await.json();
    let entries = entries["results"].as_array().expect("entries").clone();
    let of_patch = entries
        .iter()
        .filter(|entry| entry["action"] == "patch-patient");
    for entry in of_patch {
        assert_eq!(entry["mode"], "healthcare-worker");
        assert_eq!(entry["actor"], "demo-pds-worker");
    }
}
