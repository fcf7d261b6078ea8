//! What is found out about a value: that it is theirs, or that nothing arrives.

use contactable_server::demo::Persona::Officer;
use serde_json::{Value, json};

use crate::test_app::{AMARA, Answer, TestApp, phone};

const FAILED: &str =
    r#"{"failure":"hard","means":"text","evidence":"no such number","at":"2026-11-20T12:00:00Z"}"#;

async fn made(app: &TestApp) -> String {
    let body = phone("07700 900123", true);
    let answer = app.call(Officer, "POST", "/contact-details", &body).await;
    format!("/contact-details/{}", answer.id())
}

async fn get(app: &TestApp, path: &str) -> Value {
    app.call(Officer, "GET", path, "").await.json()
}

async fn verify(app: &TestApp, record: &str, body: &str) -> Answer {
    let path = format!("{record}/verification");
    app.call(Officer, "POST", &path, body).await
}

async fn fail(app: &TestApp, record: &str, body: &str) -> Answer {
    let path = format!("{record}/undeliverable");
    app.call(Officer, "POST", &path, body).await
}

#[tokio::test]
async fn marks_are_set_and_taken_back() {
    let app = TestApp::new();
    let record = made(&app).await;
    let verified = verify(&app, &record, r#"{"how":"In-Person"}"#).await;
    assert_eq!(
        (verified.status.as_u16(), verified.header("etag")),
        (200, "\"v2\"")
    );
    assert_eq!(
        verified.json()["verified"],
        json!({"how": "in-person", "at": "2026-11-21T09:30:00Z"})
    );
    app.clock.advance_seconds(60);
    let failed = r#"{"failure":"soft","means":"call","evidence":" "}"#;
    let failed = fail(&app, &record, failed).await;
    assert_eq!(failed.header("etag"), "\"v3\"");
    assert_eq!(
        failed.json()["undeliverable"],
        json!({"failure": "soft", "means": "call", "evidence": null, "at": "2026-11-21T09:31:00Z"})
    );
    let path = format!("{record}/undeliverable");
    let stale = [("if-match", "\"v2\"")];
    let refused = app.call_with(Officer, "DELETE", &path, "", &stale).await;
    assert_eq!(refused.status, 412);
    let lifted = app.call(Officer, "DELETE", &path, "").await;
    assert_eq!(lifted.header("etag"), "\"v4\"");
    assert_eq!(lifted.json()["undeliverable"], Value::Null);
    assert_eq!(lifted.json()["verified"]["how"], "in-person");
    let again = app.call(Officer, "DELETE", &path, "").await;
    assert_eq!(
        (again.status.as_u16(), again.header("etag")),
        (200, "\"v4\"")
    );
}

#[tokio::test]
async fn they_stay_with_the_value_and_go_with_it() {
    let app = TestApp::new();
    let record = made(&app).await;
    verify(
        &app,
        &record,
        r#"{"how":"code","at":"2026-11-19T12:00:00Z"}"#,
    )
    .await;
    fail(&app, &record, FAILED).await;
    let edited = r#"{"contactInformation":{"description":"after 6"},"sourceServiceArea":{"isDefault":false}}"#;
    let edited = app.call(Officer, "PUT", &record, edited).await.json();
    assert_eq!(edited["verified"]["how"], "code");
    assert_eq!(edited["undeliverable"]["evidence"], "no such number");

    let id = record.rsplit('/').next().expect("an id");
    let path = format!("/api/v2/contactDetails/{id}/person/{AMARA}");
    let same = r#"{"contactInformation":{"contactType":"phone","value":"+44 7700 900123"}}"#;
    app.call(Officer, "PATCH", &path, same).await;
    assert_eq!(get(&app, &record).await["verified"]["how"], "code");
    let other = same.replace("900123", "900124");
    app.call(Officer, "PATCH", &path, &other).await;
    let read = get(&app, &record).await;
    assert_eq!(
        (&read["verified"], &read["undeliverable"]),
        (&Value::Null, &Value::Null)
    );

    let history = get(&app, &format!("{record}/history")).await;
    let changed: Vec<_> = history["results"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|version| version["changed"].clone())
        .collect();
    assert_eq!(changed[1], json!(["verified.how", "verified.at"]));
    let failure = [
        "undeliverable.failure",
        "undeliverable.means",
        "undeliverable.evidence",
        "undeliverable.at",
    ];
    assert_eq!(changed[2], json!(failure));
    let last = changed.last().expect("one").as_array().expect("a list");
    for field in [
        "contactInformation.value",
        "verified.how",
        "undeliverable.at",
    ] {
        assert!(last.contains(&json!(field)), "{field}: {last:?}");
    }
}

#[tokio::test]
async fn a_verification_settles_what_failed_before() {
    let app = TestApp::new();
    let record = made(&app).await;
    fail(&app, &record, FAILED).await;
    let before = r#"{"how":"reached","at":"2026-11-20T11:59:59Z"}"#;
    let answer = verify(&app, &record, before).await.json();
    assert_eq!(answer["undeliverable"]["failure"], "hard");
    let after = before.replace("11:59:59", "12:00:00");
    let answer = verify(&app, &record, &after).await.json();
    assert_eq!(answer["undeliverable"], Value::Null);
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let app = TestApp::new();
    let record = made(&app).await;
    let change = |from: &str, to: &str| FAILED.replace(from, to);
    for (body, told) in [
        (change("text", "email"), "means wrong-means"),
        (change("text", "pigeon"), "means unknown-word"),
        (change("hard", "broken"), "failure unknown-word"),
        (change("2026-11-20", "2026-11-22"), "at in-the-future"),
        (change("T12:00:00Z", ""), "at not-an-instant"),
        (change("no such number", "<b>"), "evidence W42"),
        (
            change("no such number", &"x".repeat(501)),
            "evidence too-long",
        ),
        (change("\"failure\":\"hard\",", ""), "failure required"),
        (change("\"means\":\"text\",", ""), "means required"),
        (
            change("\"means\"", "\"by\":1,\"means\""),
            "by unknown-field",
        ),
    ] {
        let refused = fail(&app, &record, &body).await;
        assert_eq!(refused.status, 400, "{body}");
        assert_eq!(refused.told(), [told], "{body}");
    }
    for (body, told) in [
        (r#"{"how":"guessed"}"#, "how unknown-word"),
        ("{}", "how required"),
        (
            r#"{"how":"code","at":"2026-11-21T09:30:01Z"}"#,
            "at in-the-future",
        ),
        (r#"{"how":"code","at":5}"#, "at wrong-type"),
    ] {
        let refused = verify(&app, &record, body).await;
        assert_eq!(refused.status, 400, "{body}");
        assert_eq!(refused.told(), [told], "{body}");
    }
    assert_eq!(
        app.call(Officer, "GET", &record, "").await.header("etag"),
        "\"v1\""
    );
}

#[tokio::test]
async fn a_retired_record_is_not_marked() {
    let app = TestApp::new();
    let record = made(&app).await;
    app.call(Officer, "PUT", &record, r#"{"isActive":false}"#)
        .await;
    assert_eq!(fail(&app, &record, FAILED).await.status, 409);
    let refused = verify(&app, &record, r#"{"how":"code"}"#).await;
    assert_eq!(refused.status, 409);
    assert_eq!(refused.told(), ["contactInformation historic"]);
}

#[tokio::test]
async fn a_record_with_marks_may_be_sent_back_as_it_was_read() {
    let app = TestApp::new();
    let record = made(&app).await;
    fail(&app, &record, FAILED).await;
    verify(
        &app,
        &record,
        r#"{"how":"code","at":"2026-11-19T12:00:00Z"}"#,
    )
    .await;
    let read = app.call(Officer, "GET", &record, "").await;
    let sent = app.call(Officer, "PUT", &record, &read.text).await;
    assert_eq!((sent.status.as_u16(), sent.header("etag")), (200, "\"v3\""));
    assert_eq!(get(&app, &record).await, read.json());
    let change = |from: &str, to: &str| {
        assert!(read.text.contains(from), "{from}");
        read.text.replace(from, to)
    };
    for (body, told) in [
        (change("\"code\"", "\"link\""), "verified.how"),
        (change("2026-11-19T12", "2026-11-19T13"), "verified.at"),
        (change("\"hard\"", "\"soft\""), "undeliverable.failure"),
        (change("\"text\"", "\"call\""), "undeliverable.means"),
        (change("no such number", "none"), "undeliverable.evidence"),
        (change("2026-11-20T12", "2026-11-20T13"), "undeliverable.at"),
        (r#"{"verified":null}"#.to_owned(), "verified.how"),
        (
            r#"{"undeliverable":null}"#.to_owned(),
            "undeliverable.failure",
        ),
        (r#"{"ended":{"reason":"moved"}}"#.to_owned(), "ended.reason"),
    ] {
        let refused = app.call(Officer, "PUT", &record, &body).await;
        assert_eq!(refused.status, 400, "{told}");
        assert_eq!(refused.told(), [format!("{told} unchangeable")]);
    }
    let without = r#"{"ended":null,"supersedes":null}"#;
    let sent = app.call(Officer, "PUT", &record, without).await;
    assert_eq!((sent.status.as_u16(), sent.header("etag")), (200, "\"v3\""));
}
