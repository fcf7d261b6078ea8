//! How a target wants to be reached.

use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{Officer, SocialWorker, TeamLeader};
use serde_json::{Value, json};

use crate::test_app::{AMARA, Answer, TestApp};

fn path() -> String {
    format!("/targets/{AMARA}/preferences")
}

async fn put(app: &TestApp, body: &str) -> Answer {
    app.call(Officer, "PUT", &path(), body).await
}

async fn get(app: &TestApp) -> Value {
    app.call(Officer, "GET", &path(), "").await.json()
}

#[tokio::test]
async fn what_is_told_is_read_again() {
    let app = TestApp::new();
    assert_eq!(get(&app).await, json!({"results": []}));
    let body = r#"{"preferredMethod":"Email","writtenFormat":"braille","contactTimes":"after 10","doNotUse":["call","fax","call"]}"#;
    let answer = put(&app, body).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("etag"), "\"v1\"");
    let known = json!({
        "area": "Housing",
        "version": 1,
        "preferredMethod": "email",
        "writtenFormat": "braille",
        "contactTimes": "after 10",
        "doNotUse": ["call", "fax"],
        "pds": {"preferredContactMethod": "4", "preferredWrittenCommunicationFormat": "12"},
        "recordedAt": "2026-11-21T09:30:00Z",
        "recordedBy": {"fullName": "Olive Officer", "emailAddress": "olive.officer@example.com"},
    });
    assert_eq!(answer.json(), known);
    assert_eq!(get(&app).await, json!({"results": [known]}));
}

#[tokio::test]
async fn the_codes_of_pds_are_taken_for_words() {
    let app = TestApp::new();
    let answer = put(&app, r#"{"preferredMethod":"4","writtenFormat":"12"}"#).await;
    assert_eq!(answer.json()["preferredMethod"], "email");
    assert_eq!(answer.json()["writtenFormat"], "braille");
    let refused = put(&app, r#"{"preferredMethod":"10","writtenFormat":"1"}"#).await;
    assert_eq!(
        refused.told(),
        ["preferredMethod unknown-word", "writtenFormat unknown-word"]
    );
}

#[tokio::test]
async fn all_of_it_is_replaced_and_the_history_stays() {
    let app = TestApp::new();
    put(
        &app,
        r#"{"preferredMethod":"email","contactTimes":"after 10"}"#,
    )
    .await;
    app.clock.advance_seconds(60);
    let replaced = put(&app, r#"{"writtenFormat":"large-print"}"#).await;
    assert_eq!(replaced.json()["preferredMethod"], Value::Null);
    let again = put(&app, r#"{"writtenFormat":"large-print"}"#).await;
    assert_eq!(
        (&again.text, again.header("etag")),
        (&replaced.text, "\"v2\"")
    );
    let forgotten = put(&app, "{}").await;
    assert_eq!(forgotten.json()["version"], 3);
    let history = app
        .call(
            Officer,
            "GET",
            &format!("{}/history?AREA=housing", path()),
            "",
        )
        .await
        .json();
    let told: Vec<_> = history["results"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            [
                &one["version"],
                &one["preferredMethod"],
                &one["writtenFormat"],
            ]
        })
        .collect();
    assert_eq!(
        json!(told),
        json!([
            [1, "email", null],
            [2, null, "large-print"],
            [3, null, null]
        ])
    );
}

#[tokio::test]
async fn nothing_told_where_nothing_is_known_leaves_nothing_behind() {
    let app = TestApp::new();
    let answer = put(
        &app,
        r#"{"preferredMethod":null,"contactTimes":" ","doNotUse":[]}"#,
    )
    .await;
    assert_eq!((answer.status.as_u16(), answer.header("etag")), (200, ""));
    assert_eq!(answer.json()["version"], 0);
    assert_eq!(answer.json()["area"], "Housing");
    assert_eq!(answer.json()["recordedBy"], Value::Null);
    assert_eq!(get(&app).await, json!({"results": []}));
    let target = TargetId::parse(AMARA).expect("an id");
    assert_eq!(app.store.target_version(target).await.expect("it"), 0);
}

#[tokio::test]
async fn they_can_be_made_to_depend_on_a_version() {
    let app = TestApp::new();
    let body = r#"{"preferredMethod":"letter"}"#;
    let first = [("if-match", "\"v1\"")];
    let refused = app.call_with(Officer, "PUT", &path(), body, &first).await;
    assert_eq!(refused.status, 412);
    put(&app, r#"{"preferredMethod":"email"}"#).await;
    let done = app.call_with(Officer, "PUT", &path(), body, &first).await;
    assert_eq!((done.status.as_u16(), done.header("etag")), (200, "\"v2\""));
}

#[tokio::test]
async fn each_area_knows_its_own() {
    let app = TestApp::new();
    put(&app, r#"{"preferredMethod":"email"}"#).await;
    let body = r#"{"preferredMethod":"letter"}"#;
    app.call(SocialWorker, "PUT", &path(), body).await;
    assert_eq!(get(&app).await["results"][0]["preferredMethod"], "email");
    let both = app.call(TeamLeader, "GET", &path(), "").await.json();
    let areas: Vec<_> = both["results"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["area"].clone())
        .collect();
    assert_eq!(areas, ["Housing", "Social Care"]);
}

#[tokio::test]
async fn somebody_of_several_areas_says_for_which() {
    let app = TestApp::new();
    let history = format!("{}/history", path());
    for refused in [
        app.call(TeamLeader, "PUT", &path(), "{}").await,
        app.call(TeamLeader, "GET", &history, "").await,
    ] {
        assert_eq!(refused.status, 400);
        assert_eq!(refused.told(), ["area which-area"]);
    }
    let body = r#"{"area":"social care","preferredMethod":"text"}"#;
    let told = app.call(TeamLeader, "PUT", &path(), body).await;
    assert_eq!(told.json()["area"], "Social Care");
    for refused in [
        put(&app, body).await,
        app.call(Officer, "GET", &format!("{history}?area=Parks"), "")
            .await,
    ] {
        assert_eq!(refused.status, 403);
        assert_eq!(refused.told(), ["area not-your-area"]);
    }
    assert_eq!(get(&app).await, json!({"results": []}));
}

#[tokio::test]
async fn everything_wrong_with_it_is_told_at_once() {
    let app = TestApp::new();
    let body = r#"{"area":5,"preferredMethod":"pigeon","contactTimes":"<b>","doNotUse":["call","drum","fax","flag"],"colour":"red"}"#;
    let refused = put(&app, body).await;
    assert_eq!(refused.status, 400);
    assert_eq!(
        refused.told(),
        [
            "colour unknown-field",
            "area wrong-type",
            "preferredMethod unknown-word",
            "contactTimes W42",
            "doNotUse[1] unknown-word",
            "doNotUse[3] unknown-word",
        ]
    );
    for (body, told) in [
        (r#"{"doNotUse":["call",7]}"#, "doNotUse[1] wrong-type"),
        (r#"{"doNotUse":"call"}"#, "doNotUse wrong-type"),
        ("[]", "body wrong-type"),
    ] {
        assert_eq!(put(&app, body).await.told(), [told]);
    }
    let long = json!({"contactTimes": "x".repeat(201)}).to_string();
    assert_eq!(put(&app, &long).await.told(), ["contactTimes too-long"]);
}

#[tokio::test]
async fn the_preferred_method_is_not_ruled_out() {
    let app = TestApp::new();
    let body = r#"{"preferredMethod":"call","doNotUse":["call"]}"#;
    let refused = put(&app, body).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.told(), ["doNotUse not-together"]);
    // Not to be called oneself is no contradiction to either.
    for method in ["no-call", "call-through-proxy"] {
        let body = format!(r#"{{"preferredMethod":"{method}","doNotUse":["call"]}}"#);
        assert_eq!(put(&app, &body).await.status, 200);
    }
}

#[tokio::test]
async fn a_change_is_told_and_leaves_a_trail() {
    let app = TestApp::new();
    put(&app, r#"{"preferredMethod":"email"}"#).await;
    get(&app).await;
    let target = TargetId::parse(AMARA).expect("an id");
    let events = app.store.outbox(target).await.expect("readable");
    assert_eq!(events.len(), 1);
    assert!(
        events[0].contains("ContactPreferencesChangedEvent"),
        "{events:?}"
    );
    // That they have changed, and nothing of what they are.
    assert!(events[0].contains(r#""newData":{}"#), "{events:?}");
    let trail = app.store.trail(target).await.expect("readable");
    let actions: Vec<_> = trail
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(actions, ["set-preferences", "read-preferences"]);
}

#[tokio::test]
async fn a_star_asks_for_something_that_is_there() {
    let app = TestApp::new();
    let path = format!("/targets/{AMARA}/preferences");
    let body = r#"{"preferredMethod":"email"}"#;
    let there = [("if-match", "*")];
    let none = app.call_with(Officer, "PUT", &path, body, &there).await;
    assert_eq!(none.status, 412);
    put(&app, body).await;
    let known = app.call_with(Officer, "PUT", &path, body, &there).await;
    assert_eq!(known.status, 200);
}
