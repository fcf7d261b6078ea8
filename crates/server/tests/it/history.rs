//! A record's versions: who recorded what, when, what changed, and how it ended.

use contactable_server::demo::Persona::{Officer, SocialWorker, TeamLeader};
use serde_json::{Value, json};

use crate::test_app::{AMARA, TestApp, phone};

async fn made(app: &TestApp) -> String {
    let body = phone("07700 900123", true);
    app.call(Officer, "POST", "/contact-details", &body)
        .await
        .id()
}

async fn history(app: &TestApp, id: &str) -> Vec<Value> {
    let path = format!("/contact-details/{id}/history");
    let answer = app.call(Officer, "GET", &path, "").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["results"].as_array().expect("a list").clone()
}

#[tokio::test]
async fn it_tells_who_changed_what_and_when() {
    let app = TestApp::new();
    let id = made(&app).await;
    let path = format!("/contact-details/{id}");
    app.clock.advance_seconds(60);
    let described = r#"{"contactInformation":{"description":"after 6"}}"#;
    app.call(TeamLeader, "PUT", &path, described).await;
    app.clock.advance_seconds(60);
    let retired = r#"{"isActive":false,"ended":{"reason":"moved"}}"#;
    app.call(Officer, "PUT", &path, retired).await;

    let versions = history(&app, &id).await;
    let told: Vec<_> = versions
        .iter()
        .map(|version| {
            let by = version["recordedBy"]["fullName"].clone();
            let parts = ["version", "recordedAt", "changed"].map(|part| version[part].clone());
            json!([parts, by])
        })
        .collect();
    assert_eq!(
        json!(told),
        json!([
            [[1, "2026-11-21T09:30:00Z", []], "Olive Officer"],
            [
                [
                    2,
                    "2026-11-21T09:31:00Z",
                    ["contactInformation.description"]
                ],
                "Tilda Leader"
            ],
            [
                [
                    3,
                    "2026-11-21T09:32:00Z",
                    ["sourceServiceArea.isDefault", "ended.at", "ended.reason"]
                ],
                "Olive Officer"
            ],
        ])
    );
    let email = &versions[1]["recordedBy"]["emailAddress"];
    assert_eq!(email, "tilda.leader@example.com");
}

#[tokio::test]
async fn each_version_is_shown_as_the_record_was() {
    let app = TestApp::new();
    let id = made(&app).await;
    let path = format!("/contact-details/{id}");
    let first = app.call(Officer, "GET", &path, "").await.json();
    let described = r#"{"contactInformation":{"description":"after 6"}}"#;
    app.call(Officer, "PUT", &path, described).await;
    let second = app.call(Officer, "GET", &path, "").await.json();
    let shown: Vec<_> = history(&app, &id)
        .await
        .iter()
        .map(|version| version["record"].clone())
        .collect();
    assert_eq!(shown, [first, second]);
}

#[tokio::test]
async fn the_state_of_a_version_is_judged_today() {
    let app = TestApp::new();
    let body = phone("07700 900123", false).replace(
        "\"targetType\"",
        "\"recordValidUntil\":\"2026-11-22\",\"targetType\"",
    );
    let id = app
        .call(Officer, "POST", "/contact-details", &body)
        .await
        .id();
    app.clock.advance_seconds(2 * 24 * 60 * 60);
    let versions = history(&app, &id).await;
    assert_eq!(versions[0]["record"]["isActive"], false);
    assert_eq!(versions[0]["record"]["status"]["effective"], "expired");
}

#[tokio::test]
async fn it_tells_why_a_record_ended_and_what_took_its_place() {
    let app = TestApp::new();
    let old = made(&app).await;
    let body = r#"{"contactInformation":{"contactType":"phone","value":"07700 900124"},"reason":"refused"}"#;
    let path = format!("/contact-details/{old}/replacement");
    let new = app.call(Officer, "POST", &path, body).await.id();

    let versions = history(&app, &old).await;
    let changed = &versions[1]["changed"];
    assert_eq!(
        *changed,
        json!([
            "sourceServiceArea.isDefault",
            "ended.at",
            "ended.reason",
            "ended.supersededBy"
        ])
    );
    let ended = &versions[1]["record"]["ended"];
    assert_eq!(
        *ended,
        json!({
            "at": "2026-11-21T09:30:00Z",
            "fullName": "Olive Officer",
            "emailAddress": "olive.officer@example.com",
            "reason": "refused",
            "supersededBy": new,
        })
    );
    assert_eq!(history(&app, &new).await[0]["record"]["supersedes"], old);
}

#[tokio::test]
async fn a_new_value_is_a_new_version() {
    let app = TestApp::new();
    let id = made(&app).await;
    let path = format!("/api/v2/contactDetails/{id}/person/{AMARA}");
    let body = r#"{"contactInformation":{"contactType":"phone","value":"07700 900124"}}"#;
    assert_eq!(app.call(Officer, "PATCH", &path, body).await.status, 204);
    let versions = history(&app, &id).await;
    let values: Vec<_> = versions
        .iter()
        .map(|version| version["record"]["contactInformation"]["value"].clone())
        .collect();
    assert_eq!(values, ["07700 900123", "07700 900124"]);
    assert_eq!(
        versions[1]["changed"],
        json!(["contactInformation.subType", "contactInformation.value"])
    );
}

#[tokio::test]
async fn another_area_sees_none_of_it() {
    let app = TestApp::new();
    let id = made(&app).await;
    let path = format!("/contact-details/{id}/history");
    assert_eq!(app.call(SocialWorker, "GET", &path, "").await.status, 404);
    let nowhere = "/contact-details/not-an-id/history";
    assert_eq!(app.call(Officer, "GET", nowhere, "").await.status, 400);
}
