//! By which identifiers of other systems a target is known.

use contactable_server::demo::Persona::{Admin, Auditor, Officer, Unattended, Visitor};
use serde_json::{Value, json};

use crate::asking::{entries, told};
use crate::test_app::{AMARA, Answer, TestApp};

const OTHER: &str = "3fa1c0de-0000-4000-8000-000000000002";

fn path(target: &str) -> String {
    format!("/targets/{target}/identifiers")
}

async fn tie(app: &TestApp, target: &str, system: &str, value: &str) -> Answer {
    let body = json!({ "system": system, "value": value }).to_string();
    app.call(Admin, "PUT", &path(target), &body).await
}

async fn of(app: &TestApp, target: &str) -> Value {
    let answer = app.call(Admin, "GET", &path(target), "").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn an_identifier_is_tied_and_read_back_in_its_normal_form() {
    let app = TestApp::new();
    assert_eq!(of(&app, AMARA).await, json!({ "results": [] }));
    let tied = tie(&app, AMARA, "NHS-number", "999 000 0018").await;
    assert_eq!(tied.status, 200, "{}", tied.text);
    let tied = tied.json();
    assert_eq!(tied["system"], "nhs-number");
    assert_eq!(tied["value"], "9990000018");
    assert_eq!(tied["recordedBy"]["fullName"], "Ade Admin");
    assert_eq!(of(&app, AMARA).await, json!({ "results": [tied] }));
    assert_eq!(of(&app, OTHER).await, json!({ "results": [] }));
}

#[tokio::test]
async fn another_one_of_the_system_takes_its_place_and_the_same_changes_nothing() {
    let app = TestApp::new();
    let uri = "https://fhir.nhs.uk/Id/nhs-number";
    let first = tie(&app, AMARA, uri, "9990000018").await.json();
    app.clock.advance_seconds(60);
    let again = tie(&app, AMARA, uri, "999 000 0018").await.json();
    assert_eq!(again, first, "it stays as it was recorded");
    let other = tie(&app, AMARA, uri, "9990000026").await;
    assert_eq!(other.status, 200, "{}", other.text);
    assert_eq!(of(&app, AMARA).await["results"][0]["value"], "9990000026");
    // The first one is free again.
    let elsewhere = tie(&app, OTHER, uri, "9990000018").await;
    assert_eq!(elsewhere.status, 200, "{}", elsewhere.text);
    let trail: Vec<String> = entries(&app, Some(AMARA)).await.iter().map(told).collect();
    assert_eq!(
        trail,
        [
            "identify allowed by-role",
            "identify allowed no-change",
            "identify allowed by-role",
            "read-identifiers allowed by-role",
        ]
    );
}

#[tokio::test]
async fn an_identifier_is_one_targets_only() {
    let app = TestApp::new();
    tie(&app, AMARA, "nhs-number", "9990000018").await;
    let refused = tie(&app, OTHER, "nhs-number", "9990000018").await;
    assert_eq!(refused.status, 409);
    assert_eq!(refused.told(), ["value identifier-in-use"]);
    assert!(!refused.text.contains("9990000018"), "{}", refused.text);
    assert_eq!(of(&app, OTHER).await, json!({ "results": [] }));
    let trail = entries(&app, Some(OTHER)).await;
    assert_eq!(told(&trail[0]), "identify refused identifier-in-use");
    assert!(!format!("{trail:?}").contains("9990000018"));
}

#[tokio::test]
async fn wrong_ones_are_told_all_that_is_wrong() {
    let app = TestApp::new();
    for (body, told) in [
        (json!({}), &["system required", "value required"][..]),
        (
            json!({ "system": "passport", "value": "1", "kind": "x" }),
            &["kind unknown-field", "system unknown-word"],
        ),
        (
            json!({ "system": "nhs-number", "value": "9990000019" }),
            &["value not-an-nhs-number"],
        ),
        (
            json!({ "system": 1, "value": null }),
            &["system wrong-type", "value required"],
        ),
    ] {
        let body = body.to_string();
        let refused = app.call(Admin, "PUT", &path(AMARA), &body).await;
        assert_eq!(refused.status, 400, "{body}");
        assert_eq!(refused.told(), told, "{body}");
        assert!(!refused.text.contains("9990000019"), "{}", refused.text);
    }
    let refused = tie(&app, "somebody", "nhs-number", "9990000018").await;
    assert_eq!(refused.told(), ["id not-an-id"]);
    assert_eq!(of(&app, AMARA).await, json!({ "results": [] }));
}

#[tokio::test]
async fn nobody_but_an_administrator_may() {
    let app = TestApp::new();
    let body = json!({ "system": "nhs-number", "value": "9990000018" }).to_string();
    for (persona, told) in [
        (Officer, "(request) role-needed"),
        (Auditor, "(request) role-needed"),
        (Visitor, "(request) role-needed"),
        (Unattended, "(request) not-in-this-mode"),
    ] {
        for (method, body) in [("PUT", body.as_str()), ("GET", "")] {
            let refused = app.call(persona, method, &path(AMARA), body).await;
            assert_eq!(refused.status, 403, "{persona:?} {method}");
            assert_eq!(refused.told(), [told], "{persona:?} {method}");
        }
    }
    assert_eq!(of(&app, AMARA).await, json!({ "results": [] }));
}
