//! How a record ends, and why.

use contactable_server::demo::Persona::Officer;

use crate::test_app::{AMARA, TestApp, phone};

async fn made(app: &TestApp) -> String {
    let body = phone("07700 900123", true);
    let answer = app.call(Officer, "POST", "/contact-details", &body).await;
    format!("/contact-details/{}", answer.id())
}

#[tokio::test]
async fn it_is_said_why_a_record_ends() {
    let app = TestApp::new();
    let record = made(&app).await;
    let unknown = r#"{"isActive":false,"ended":{"reason":"because"}}"#;
    let refused = app.call(Officer, "PUT", &record, unknown).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.told(), ["ended.reason unknown-word"]);
    let moved = r#"{"isActive":false,"ended":{"reason":"moved"}}"#;
    let ended = app.call(Officer, "PUT", &record, moved).await;
    assert_eq!(ended.json()["ended"]["reason"], "moved");
    let again = app.call(Officer, "PUT", &record, &ended.text).await;
    assert_eq!(
        (again.status.as_u16(), again.header("etag")),
        (200, "\"v2\"")
    );
    let other = moved.replace("moved", "wrong");
    let refused = app.call(Officer, "PUT", &record, &other).await;
    assert_eq!(refused.status, 409);
    assert_eq!(refused.told(), ["ended.reason historic"]);
}

#[tokio::test]
async fn no_reason_is_added_to_a_record_that_has_lapsed() {
    let app = TestApp::new();
    let body = phone("07700 900123", false).replace(
        "\"targetType\"",
        "\"recordValidUntil\":\"2026-11-20\",\"targetType\"",
    );
    let made = app.call(Officer, "POST", "/contact-details", &body).await;
    let record = format!("/contact-details/{}", made.id());
    let moved = r#"{"isActive":false,"ended":{"reason":"moved"}}"#;
    let refused = app.call(Officer, "PUT", &record, moved).await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    assert_eq!(refused.told(), ["ended.reason historic"]);
}

#[tokio::test]
async fn the_deployed_delete_takes_a_reason() {
    let app = TestApp::new();
    let record = made(&app).await;
    let id = record.rsplit('/').next().expect("an id");
    let path = format!("/api/v1/contactDetails?id={id}&targetId={AMARA}");
    let refused = app
        .call(Officer, "DELETE", &format!("{path}&reason=because"), "")
        .await;
    assert_eq!(refused.status, 400);
    assert!(refused.text.contains("unknown-word"), "{}", refused.text);
    let ended = app
        .call(Officer, "DELETE", &format!("{path}&reason=wrong"), "")
        .await;
    assert_eq!(ended.status, 200);
    assert_eq!(
        app.call(Officer, "GET", &record, "").await.json()["ended"]["reason"],
        "wrong"
    );
}

#[tokio::test]
async fn to_be_called_temporary_does_not_end_a_record() {
    let app = TestApp::new();
    let body = phone("07700 900123", true).replace(
        "\"targetType\"",
        "\"recordValidFrom\":\"2026-01-01\",\"targetType\"",
    );
    let made = app.call(Officer, "POST", "/contact-details", &body).await;
    let path = format!("/api/v2/contactDetails/{}/person/{AMARA}", made.id());
    let change = r#"{"contactInformation":{"contactType":"phone","subType":"temporary","value":"07700 900123"}}"#;
    let refused = app.call(Officer, "PATCH", &path, change).await;
    assert_eq!(refused.status, 400);
    assert!(refused.text.contains("already-over"), "{}", refused.text);
    let record = format!("/contact-details/{}", made.id());
    let read = app.call(Officer, "GET", &record, "").await;
    assert_eq!(read.json()["isActive"], true);
}

#[tokio::test]
async fn who_ended_it_may_be_sent_back_but_not_be_changed() {
    let app = TestApp::new();
    let record = made(&app).await;
    let ended = app
        .call(Officer, "PUT", &record, r#"{"isActive":false}"#)
        .await;
    let same = app.call(Officer, "PUT", &record, &ended.text).await;
    assert_eq!(same.status, 200, "{}", same.text);
    let refused = app
        .call(
            Officer,
            "PUT",
            &record,
            r#"{"ended":{"fullName":"Somebody Else","emailAddress":null}}"#,
        )
        .await;
    assert_eq!(
        refused.told(),
        [
            "ended.fullName unchangeable",
            "ended.emailAddress unchangeable"
        ]
    );
}
