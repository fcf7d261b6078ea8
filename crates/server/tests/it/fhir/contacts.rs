//! Emergency contacts: which record is which, what they never take over, how many there may be; and numbers by which
//! nobody is reached.

use contactable_server::demo::Persona::{Clinician, PdsPatient, PdsWorker};
use serde_json::{Value, json};

use super::rows::refused;
use super::world::{Ask, add, emergency, known, patch, read, telecom, version};
use crate::test_app::{AMARA, TestApp};

/// The records as the house shows them: of each the id, the value, its version and whether it is a default.
async fn records(app: &TestApp) -> Vec<(String, String, String, bool)> {
    let path = format!("/contact-details?targetId={AMARA}");
    let listed = app.call(Clinician, "GET", &path, "").await.json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let records = listed["results"].as_array().expect("records").iter();
    records
        .map(|record| {
            (
                text(&record["id"]),
                text(&record["contactInformation"]["value"]),
                record["version"].to_string(),
                record["sourceServiceArea"]["isDefault"] == true,
            )
        })
        .collect()
}

fn two_ways() -> Value {
    let mut contact = emergency("phone", "07700 900111");
    contact["telecom"] = json!([
        {"system": "phone", "value": "07700 900111"},
        {"system": "phone", "value": "07700 900222"},
    ]);
    contact
}

#[tokio::test]
async fn of_two_ways_the_one_that_stays_is_the_record_that_it_was() {
    let app = known().await;
    assert_eq!(
        patch(&app, &json!([add("contact", &two_ways())]))
            .await
            .status,
        200
    );
    let before = app
        .store
        .target_version(contactable_domain::ids::TargetId::parse(AMARA).expect("an id"))
        .await;
    let shown = read(&app).await.json();
    let mut contact = shown["contact"][0].clone();
    contact["telecom"] = json!([{"system": "phone", "value": "07700 900222"}]);
    let replaced = json!([{"op": "replace", "path": "/contact/0", "value": contact}]);
    let answer = patch(&app, &replaced).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(read(&app).await.text, answer.text);
    let after = answer.json();
    assert_eq!(
        after["contact"][0]["telecom"].as_array().map(Vec::len),
        Some(1)
    );
    assert!(before.is_ok());
    let history = |value: &'static str| {
        let app = &app;
        async move {
            let lines = app
                .store
                .outbox(contactable_domain::ids::TargetId::parse(AMARA).expect("an id"))
                .await
                .expect("events");
            lines.iter().filter(|event| event.contains(value)).count()
        }
    };
    // The one that stays was told of once, when it was made; the other when it was made and when it ended.
    assert_eq!(history("07700 900222").await, 1);
    assert_eq!(history("07700 900111").await, 2);
}

#[tokio::test]
async fn a_default_stays_on_its_channel() {
    let app = known().await;
    let contact = json!([add("contact", &emergency("phone", "07700 900111"))]);
    assert_eq!(patch(&app, &contact).await.status, 200);
    let id = records(&app).await.swap_remove(0).0;
    let path = format!("/contact-details/{id}");
    let body = r#"{"sourceServiceArea":{"isDefault":true}}"#;
    let marked = app.call(Clinician, "PUT", &path, body).await;
    assert_eq!(marked.status, 200, "{}", marked.text);
    let work = json!({
        "targetId": AMARA, "targetType": "person",
        "contactInformation": {"contactType": "email", "subType": "work", "value": "work@example.com"},
        "sourceServiceArea": {"area": "NHS", "isDefault": true},
    });
    let made = app
        .call(Clinician, "POST", "/contact-details", &work.to_string())
        .await;
    assert_eq!(made.status, 201, "{}", made.text);
    let mut contact = read(&app).await.json()["contact"][0].clone();
    contact["telecom"] = json!([{"system": "email", "value": "daughter@example.com"}]);
    let replaced = json!([{"op": "replace", "path": "/contact/0", "value": contact}]);
    assert_eq!(patch(&app, &replaced).await.status, 200);
    let defaults = records(&app).await.into_iter().filter(|record| record.3);
    let defaults: Vec<String> = defaults.map(|record| record.1).collect();
    assert_eq!(defaults, ["work@example.com"]);
}

#[tokio::test]
async fn there_is_an_end_to_emergency_contacts() {
    let app = known().await;
    let many: Vec<Value> = (0..50)
        .map(|number| {
            add(
                "contact",
                &emergency("phone", &format!("07700 9001{number:02}")),
            )
        })
        .collect();
    assert_eq!(patch(&app, &json!(many)).await.status, 200);
    let ask = Ask::patch(
        version(&app).await,
        &json!([add("contact", &emergency("phone", "07700 900999"))]),
    );
    let answer = ask.by(&app, PdsPatient).await;
    assert_eq!(answer.status, 400, "{}", answer.text);
    assert!(
        answer.text.contains("TOO_MANY_VALUES_SUBMITTED"),
        "{}",
        answer.text
    );
}

#[tokio::test]
async fn numbers_by_which_nobody_is_reached_are_refused() {
    let app = known().await;
    for value in ["0909 879 0123", "070 1234 5678", "+1 900 555 0199"] {
        for who in [PdsWorker, PdsPatient] {
            let patches = json!([add("telecom", &telecom("phone", "mobile", value))]);
            let ask = Ask::patch(version(&app).await, &patches);
            let answer = ask.by(&app, who).await;
            refused(
                &answer,
                400,
                "INVALID_UPDATE",
                Some("Invalid update with error - phone number format is invalid"),
            );
        }
    }
    // What is in no numbering plan is taken: PDS asks for no more than the form.
    let patches = json!([add("contact", &emergency("phone", "0788548987"))]);
    assert_eq!(patch(&app, &patches).await.status, 200);
}
