//! A new record in the place of another.

use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{Officer, SocialWorker};
use serde_json::{Value, json};

use crate::test_app::{AMARA, Answer, TestApp, phone};

const NEW: &str = "018f3f2e-7a3b-7c00-8000-0123456789ab";

/// The body of a replacement by this mobile number, with more fields.
fn by(value: &str, more: &str) -> String {
    format!(
        r#"{{"contactInformation":{{"contactType":"phone","subType":"mobile","value":"{value}"}}{more}}}"#
    )
}

async fn made(app: &TestApp, body: &str) -> String {
    let answer = app.call(Officer, "POST", "/contact-details", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.id()
}

async fn replace(app: &TestApp, old: &str, body: &str) -> Answer {
    let path = format!("/contact-details/{old}/replacement");
    app.call(Officer, "POST", &path, body).await
}

async fn read(app: &TestApp, id: &str) -> Value {
    let path = format!("/contact-details/{id}");
    app.call(Officer, "GET", &path, "").await.json()
}

#[tokio::test]
async fn the_new_record_takes_over_default_and_preference() {
    let app = TestApp::new();
    let preferred = phone("07700 900123", true).replace(
        "\"isDefault\":true",
        "\"isDefault\":true,\"isPreferred\":true",
    );
    let old = made(&app, &preferred).await;
    app.clock.advance_seconds(60);
    let answer = replace(&app, &old, &by("07700 900124", "")).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let new = answer.json();
    assert_eq!(answer.header("etag"), "\"v1\"");
    assert_eq!(
        answer.header("location"),
        format!("/contact-details/{}", answer.id())
    );
    assert_eq!(new["targetId"], AMARA);
    assert_eq!(new["supersedes"], old);
    assert_eq!(
        new["sourceServiceArea"],
        json!({"area": "Housing", "isDefault": true, "isPreferred": true})
    );
    let old = read(&app, &old).await;
    assert_eq!(old["isActive"], false);
    assert_eq!(old["sourceServiceArea"]["isDefault"], false);
    assert_eq!(old["ended"]["reason"], "superseded");
    assert_eq!(old["ended"]["supersededBy"], new["id"]);
}

#[tokio::test]
async fn it_is_told_as_one_record_that_went_and_one_that_came() {
    let app = TestApp::new();
    let old = made(&app, &phone("07700 900123", true)).await;
    let new = replace(&app, &old, &by("07700 900124", "")).await.id();
    let target = TargetId::parse(AMARA).expect("an id");
    let events = app.store.outbox(target).await.expect("readable");
    let kinds: Vec<_> = events[1..]
        .iter()
        .map(|event| serde_json::from_str::<Value>(event).expect("JSON")["eventType"].clone())
        .collect();
    assert_eq!(
        kinds,
        ["ContactDetailDeletedEvent", "ContactDetailAddedEvent"]
    );
    let trail = app.store.trail(target).await.expect("readable");
    assert!(
        trail.contains(&format!("supersede allowed own-area {new}")),
        "{trail:?}"
    );
    assert!(
        trail.contains(&format!("end allowed own-area {old}")),
        "{trail:?}"
    );
    assert_eq!(app.store.target_version(target).await.expect("it"), 2);
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_answer() {
    let app = TestApp::new();
    let old = made(&app, &phone("07700 900123", true)).await;
    let body = by(
        "07700 900124",
        &format!(r#","id":"{NEW}","reason":"Moved""#),
    );
    let first = replace(&app, &old, &body).await;
    assert_eq!(
        (first.status.as_u16(), first.id().as_str()),
        (201, NEW),
        "{}",
        first.text
    );
    app.clock.advance_seconds(60);
    let path = format!("/contact-details/{NEW}");
    let described = r#"{"contactInformation":{"description":"after 6"}}"#;
    app.call(Officer, "PUT", &path, described).await;
    let again = replace(&app, &old, &body).await;
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    for other in [
        body.replace("900124", "900125"),
        body.replace("Moved", "wrong"),
    ] {
        let refused = replace(&app, &old, &other).await;
        assert_eq!(refused.status, 409);
        assert_eq!(refused.told(), ["id id-in-use"]);
    }
    let own = replace(&app, &old, &body.replace(NEW, &old)).await;
    assert_eq!(own.told(), ["id id-in-use"]);
}

#[tokio::test]
async fn everything_wrong_with_it_is_told_at_once() {
    let app = TestApp::new();
    let old = made(&app, &phone("07700 900123", true)).await;
    let body = r#"{"id":"x","targetId":"y","contactInformation":{"contactType":"phone","value":"no"},
        "recordValidFrom":"soon","reason":"because"}"#;
    let refused = replace(&app, &old, body).await;
    assert_eq!(refused.status, 400);
    let problems = refused.told();
    for problem in [
        "id not-an-id",
        "targetId unknown-field",
        "contactInformation.value W41",
        "recordValidFrom not-a-date",
        "reason unknown-word",
    ] {
        assert!(
            problems.contains(&problem.to_owned()),
            "{problem}: {problems:?}"
        );
    }
    assert_eq!(read(&app, &old).await["isActive"], true);
}

#[tokio::test]
async fn it_leaves_no_gap_and_no_double() {
    let app = TestApp::new();
    let old = made(&app, &phone("07700 900123", true)).await;
    let later = by("07700 900124", r#","recordValidFrom":"2026-11-22""#);
    let refused = replace(&app, &old, &later).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.told(), ["recordValidFrom in-the-future"]);
    let backwards = by(
        "07700 900124",
        r#","recordValidFrom":"2026-11-02","recordValidUntil":"2026-11-01""#,
    );
    let refused = replace(&app, &old, &backwards).await;
    assert_eq!(refused.told(), ["recordValidUntil end-before-start"]);
    let over = by("07700 900124", r#","recordValidUntil":"2026-11-20""#);
    let refused = replace(&app, &old, &over).await;
    assert_eq!(refused.told(), ["recordValidUntil already-over"]);
    let from_before = by("07700 900124", r#","recordValidFrom":"2026-11-01""#);
    assert_eq!(replace(&app, &old, &from_before).await.status, 201);
    let refused = replace(&app, &old, &by("07700 900125", "")).await;
    assert_eq!(refused.status, 409);
    assert_eq!(refused.told(), ["contactInformation historic"]);
}

#[tokio::test]
async fn a_temporary_one_lasts_three_months_at_most() {
    let app = TestApp::new();
    let old = made(&app, &phone("07700 900123", true)).await;
    let until = |day: &str| {
        by("07700 900124", &format!(r#","recordValidUntil":"{day}""#))
            .replace("mobile", "temporary")
    };
    let refused = replace(&app, &old, &until("2027-02-22")).await;
    assert_eq!(refused.told(), ["recordValidUntil temporary-too-long"]);
    assert_eq!(replace(&app, &old, &until("2027-02-21")).await.status, 201);
}

#[tokio::test]
async fn one_of_another_type_needs_room_there() {
    let app = TestApp::new();
    let email = phone("a@example.com", false).replace(
        r#""contactType":"phone","subType":"mobile""#,
        r#""contactType":"email""#,
    );
    let email = made(&app, &email).await;
    let mut phones = Vec::new();
    for number in 0..5 {
        phones.push(made(&app, &phone(&format!("07700 90012{number}"), false)).await);
    }
    let refused = replace(&app, &email, &by("07700 900199", "")).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.told(), ["existingContacts too-many-active"]);
    assert_eq!(read(&app, &email).await["isActive"], true);
    // One of the same type takes the room of the old one.
    assert_eq!(
        replace(&app, &phones[0], &by("07700 900199", ""))
            .await
            .status,
        201
    );
}

#[tokio::test]
async fn it_can_be_made_to_depend_on_a_version() {
    let app = TestApp::new();
    let old = made(&app, &phone("07700 900123", true)).await;
    let path = format!("/contact-details/{old}/replacement");
    let body = by("07700 900124", "");
    let stale = [("if-match", "\"v2\"")];
    let refused = app.call_with(Officer, "POST", &path, &body, &stale).await;
    assert_eq!(refused.status, 412);
    let current = [("if-match", "\"v1\"")];
    let done = app.call_with(Officer, "POST", &path, &body, &current).await;
    assert_eq!(done.status, 201);
}

#[tokio::test]
async fn another_area_replaces_nothing() {
    let app = TestApp::new();
    let old = made(&app, &phone("07700 900123", true)).await;
    let path = format!("/contact-details/{old}/replacement");
    let refused = app
        .call(SocialWorker, "POST", &path, &by("07700 900124", ""))
        .await;
    assert_eq!(refused.status, 404);
    assert_eq!(read(&app, &old).await["isActive"], true);
}

#[tokio::test]
async fn what_is_still_to_begin_is_replaced_from_when_it_would_have_begun() {
    let app = TestApp::new();
    let to_come = phone("07700 900123", false).replace(
        "\"targetType\"",
        "\"recordValidFrom\":\"2026-12-13\",\"targetType\"",
    );
    let old = made(&app, &to_come).await;
    let id = "018f3f2e-7a3b-7c00-8000-00000000abcd";
    let own_id = format!(r#","id":"{id}","reason":"wrong""#);
    let body = by("07700 900124", &own_id);
    let new = replace(&app, &old, &body).await;
    assert_eq!(new.status, 201, "{}", new.text);
    assert_eq!(new.json()["recordValidFrom"], "2026-12-13");
    assert_eq!(new.json()["status"]["effective"], "not-yet-valid");
    // Also when it is asked for again after it has begun.
    app.clock.advance_seconds(60 * 24 * 3600);
    let again = replace(&app, &old, &body).await;
    assert_eq!((again.status.as_u16(), again.id()), (201, id.to_owned()));
    let other = made(&app, &to_come.replace("2026-12-13", "2027-06-01")).await;
    let sooner = by("07700 900125", r#","recordValidFrom":"2027-05-01""#);
    assert_eq!(replace(&app, &other, &sooner).await.status, 201);
}
