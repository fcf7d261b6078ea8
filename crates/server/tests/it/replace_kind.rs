//! One record in the place of all of its kind.

mod owners;
mod random;

use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{self, Officer, SocialWorker};
use serde_json::{Value, json};

use crate::test_app::{AMARA, Answer, TestApp, phone};

/// The body that says this number, with more fields.
fn number(value: &str, more: &str) -> String {
    format!(r#"{{"contactInformation":{{"value":"{value}"}}{more}}}"#)
}

async fn put_as(app: &TestApp, who: Persona, kind: &str, body: &str) -> Answer {
    let path = format!("/targets/{AMARA}/contact-details/{kind}");
    app.call(who, "PUT", &path, body).await
}

async fn put(app: &TestApp, kind: &str, body: &str) -> Answer {
    put_as(app, Officer, kind, body).await
}

async fn put_if(app: &TestApp, kind: &str, body: &str, tag: &str) -> Answer {
    let path = format!("/targets/{AMARA}/contact-details/{kind}");
    let tag = [("if-match", tag)];
    app.call_with(Officer, "PUT", &path, body, &tag).await
}

async fn made(app: &TestApp, body: &str) -> String {
    let answer = app.call(Officer, "POST", "/contact-details", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.id()
}

/// A phone of another use than a mobile.
fn used_for(value: &str, usage: &str) -> String {
    phone(value, false).replace("\"mobile\"", &format!("\"{usage}\""))
}

async fn read(app: &TestApp, id: &str) -> Value {
    let path = format!("/contact-details/{id}");
    app.call(Officer, "GET", &path, "").await.json()
}

async fn active(app: &TestApp, who: Persona) -> Vec<String> {
    let path = format!("/contact-details?targetId={AMARA}");
    let list = app.call(who, "GET", &path, "").await.json();
    let records = list["results"].as_array().expect("a list").iter();
    let shown = records.map(|one| one["contactInformation"]["value"].as_str().expect("text"));
    shown.map(str::to_owned).collect()
}

async fn version(app: &TestApp) -> u64 {
    let amara = TargetId::parse(AMARA).expect("an id");
    app.store.target_version(amara).await.expect("readable")
}

#[tokio::test]
async fn the_first_of_its_kind_is_made() {
    let app = TestApp::new();
    let body = number("07700 900123", r#","targetType":"person""#);
    let answer = put(&app, "phone-mobile", &body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let location = format!("/contact-details/{}", answer.id());
    assert_eq!(answer.header("location"), location);
    assert_eq!(answer.header("etag"), tag_of(&answer));
    let record = answer.json();
    assert_eq!(record["contactInformation"]["contactType"], "phone");
    assert_eq!(record["contactInformation"]["subType"], "mobile");
    assert_eq!(record["targetType"], "person");
    assert_eq!(
        record["sourceServiceArea"],
        json!({"area": "Housing", "isDefault": false, "isPreferred": false})
    );
    // What an answer tells besides, such as warnings, is as a POST tells it.
    let body = phone("07700 900456", false).replace("Housing", "Social Care");
    let posted = app
        .call(SocialWorker, "POST", "/contact-details", &body)
        .await;
    assert_eq!(record["warnings"], posted.json()["warnings"]);
    assert!(record.get("supersedes").is_none());
}

#[tokio::test]
async fn all_of_the_kind_go_and_nothing_else_does() {
    let app = TestApp::new();
    let until_today = r#""recordValidUntil":"2026-11-21","targetType""#;
    let begins = r#""recordValidFrom":"2027-03-01","targetType""#;
    let lapsed = made(
        &app,
        &phone("07700 900120", false).replace("\"targetType\"", until_today),
    )
    .await;
    app.clock.advance_seconds(24 * 3600);
    let default = made(&app, &phone("07700 900121", true)).await;
    let to_come = phone("07700 900122", false).replace("\"targetType\"", begins);
    let to_come = made(
        &app,
        &to_come.replace("\"isDefault\":false", "\"isPreferred\":true"),
    )
    .await;
    let home = made(&app, &used_for("020 7946 0001", "home")).await;
    let carers = made(&app, &used_for("07700 900125", "carer")).await;
    let email = phone("a@example.com", false).replace("\"phone\"", "\"email\"");
    let email = made(&app, &email).await;
    let before = version(&app).await;
    app.clock.advance_seconds(60);
    let answer = put(&app, "phone-mobile", &number("07700 900129", "")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(answer.header("location"), "");
    assert_eq!(answer.header("etag"), tag_of(&answer));
    assert_eq!(version(&app).await, before + 1);
    let new = answer.json();
    assert_eq!(new["supersedes"], default);
    assert_eq!(
        new["sourceServiceArea"],
        json!({"area": "Housing", "isDefault": true, "isPreferred": true})
    );
    for old in [&lapsed, &default, &to_come] {
        let old = read(&app, old).await;
        assert_eq!(old["ended"]["reason"], "superseded");
        assert_eq!(old["ended"]["supersededBy"], new["id"]);
        assert_eq!(old["sourceServiceArea"]["isDefault"], false);
    }
    for other in [&home, &carers, &email] {
        assert_eq!(read(&app, other).await["isActive"], true);
    }
}

#[tokio::test]
async fn it_is_one_change_with_an_event_for_each_record() {
    let app = TestApp::new();
    for value in ["07700 900121", "07700 900122"] {
        made(&app, &phone(value, false)).await;
    }
    put(&app, "phone-mobile", &number("07700 900123", "")).await;
    let amara = TargetId::parse(AMARA).expect("an id");
    let events = app.store.outbox(amara).await.expect("readable");
    let kinds: Vec<_> = events[2..]
        .iter()
        .map(|event| serde_json::from_str::<Value>(event).expect("JSON")["eventType"].clone())
        .collect();
    assert_eq!(
        kinds,
        [
            "ContactDetailDeletedEvent",
            "ContactDetailDeletedEvent",
            "ContactDetailAddedEvent"
        ]
    );
    assert_eq!(active(&app, Officer).await, ["07700 900123"]);
}

#[tokio::test]
async fn what_is_so_already_is_no_change() {
    let app = TestApp::new();
    let body = number(
        "07700 900123",
        r#","targetType":"person","recordValidFrom":"2026-11-01""#,
    );
    let first = put(&app, "phone-mobile", &body).await;
    app.clock.advance_seconds(60);
    let without_start = number("07700 900123", "");
    for (kind, same) in [("phone-mobile", &body), ("Phone-Mobile", &without_start)] {
        let again = put(&app, kind, same).await;
        assert_eq!((again.status.as_u16(), &again.text), (200, &first.text));
        assert_eq!(again.header("etag"), tag_of(&first));
    }
    let other_end = number("07700 900123", r#","recordValidUntil":"2027-11-01""#);
    let changed = put(&app, "phone-mobile", &other_end).await;
    assert_eq!(changed.json()["supersedes"], first.id());
    let with_note = other_end.replace("\"value\"", r#""description":"after 6","value""#);
    let changed = put(&app, "phone-mobile", &with_note).await;
    assert_eq!(changed.header("etag"), tag_of(&changed));
    // Of two of which one says so, the other goes.
    made(&app, &phone("07700 900999", false)).await;
    let alone = put(&app, "phone-mobile", &with_note).await;
    assert_eq!(alone.status, 200);
    assert_eq!(active(&app, Officer).await, ["07700 900123"]);
}

#[tokio::test]
async fn marks_stay_with_the_same_value_only() {
    let app = TestApp::new();
    let old = made(&app, &phone("07700 900123", false)).await;
    let mark = |what: &str| format!("/contact-details/{old}/{what}");
    app.call(Officer, "POST", &mark("verification"), r#"{"how":"code"}"#)
        .await;
    app.clock.advance_seconds(60);
    let failed = r#"{"failure":"soft","means":"text"}"#;
    app.call(Officer, "POST", &mark("undeliverable"), failed)
        .await;
    let same = number("+44 7700 900123", r#","recordValidUntil":"2027-11-01""#);
    let same = put(&app, "phone-mobile", &same).await.json();
    assert_eq!(same["supersedes"], old);
    assert_eq!(same["verified"]["how"], "code");
    assert_eq!(same["undeliverable"]["failure"], "soft");
    let other = put(&app, "phone-mobile", &number("07700 900124", "")).await;
    assert!(other.json().get("verified").is_none());
    assert!(other.json().get("undeliverable").is_none());
}

#[tokio::test]
async fn it_fits_where_all_places_are_taken_and_one_of_them_leaves() {
    let app = TestApp::new();
    for number in 0..4 {
        made(&app, &used_for(&format!("07700 90012{number}"), "carer")).await;
    }
    made(&app, &phone("07700 900124", false)).await;
    let replaced = put(&app, "phone-mobile", &number("07700 900199", "")).await;
    assert_eq!(replaced.status, 200, "{}", replaced.text);
    let before = version(&app).await;
    let sixth = put(&app, "phone-home", &number("020 7946 0001", "")).await;
    assert_eq!(sixth.status, 400);
    assert_eq!(sixth.told(), ["existingContacts too-many-active"]);
    assert_eq!(version(&app).await, before);
}

#[tokio::test]
async fn it_leaves_nothing_that_is_not_in_force() {
    let app = TestApp::new();
    made(&app, &phone("07700 900123", false)).await;
    for (more, told) in [
        (
            r#","recordValidFrom":"2026-11-22""#,
            "recordValidFrom in-the-future",
        ),
        (
            r#","recordValidUntil":"2026-11-20""#,
            "recordValidUntil already-over",
        ),
        (
            r#","recordValidFrom":"2026-11-02","recordValidUntil":"2026-11-01""#,
            "recordValidUntil end-before-start",
        ),
    ] {
        let refused = put(&app, "phone-mobile", &number("07700 900124", more)).await;
        assert_eq!(
            (refused.status.as_u16(), refused.told()),
            (400, vec![told.to_owned()])
        );
    }
    let long = number("07700 900124", r#","recordValidUntil":"2027-02-22""#);
    let refused = put(&app, "phone-temporary", &long).await;
    assert_eq!(refused.told(), ["recordValidUntil temporary-too-long"]);
    assert_eq!(active(&app, Officer).await, ["07700 900123"]);
}

#[tokio::test]
async fn every_channel_has_kinds_and_emergency_contacts_are_none() {
    let app = TestApp::new();
    made(&app, &phone("07700 900100", false)).await;
    let address = r#"{"contactInformation":{"addressExtended":{"addressLine1":"Flat 1",
        "addressLine2":"23 Mill Lane","postCode":"E8 0ZZ"}}}"#;
    for (kind, body, shown) in [
        ("email-home", number("a@example.com", ""), "home"),
        (
            "address-correspondence",
            address.to_owned(),
            "correspondenceAddress",
        ),
        ("address-temporary", address.to_owned(), "temporary"),
        ("textphone-home", number("020 7946 0001", ""), "home"),
        ("fax-work", number("020 7946 0002", ""), "work"),
    ] {
        let answer = put(&app, kind, &body).await;
        assert_eq!(answer.status, 201, "{kind}: {}", answer.text);
        let said = &answer.json()["contactInformation"];
        assert_eq!(said["subType"], shown);
        assert!(kind.starts_with(said["contactType"].as_str().expect("text")));
    }
    for kind in [
        "phone-emergency",
        "pager-home",
        "phone",
        "phone-carer",
        "phone-%20",
    ] {
        let refused = put(&app, kind, &number("07700 900124", "")).await;
        assert_eq!(refused.told(), ["kind unknown-word"], "{kind}");
        assert_eq!(refused.status, 400);
    }
}

#[tokio::test]
async fn everything_wrong_with_it_is_told_at_once() {
    let app = TestApp::new();
    let body = r#"{"id":"x","contactInformation":{"contactType":"email","value":"no"},"targetType":"cat",
        "sourceServiceArea":{"isDefault":true},"recordValidFrom":"soon"}"#;
    let mut told = put(&app, "phone-mobile", body).await.told();
    told.sort();
    assert_eq!(
        told,
        [
            "contactInformation.contactType unknown-field",
            "contactInformation.value W41",
            "contactInformation.value phone-characters",
            "contactInformation.value phone-length",
            "id unknown-field",
            "recordValidFrom not-a-date",
            "sourceServiceArea.isDefault unknown-field",
            "targetType unknown-word",
        ]
    );
    let unknown_target = put(&app, "phone-mobile", &number("07700 900123", "")).await;
    assert_eq!(unknown_target.told(), ["targetType required"]);
    let missing = put(&app, "phone-mobile", "{}").await;
    assert_eq!(missing.told(), ["contactInformation required"]);
    let landline = put(&app, "phone-mobile", &number("020 7946 0001", "")).await;
    assert_eq!(landline.told(), ["contactInformation.value not-a-mobile"]);
}

#[tokio::test]
async fn it_can_be_made_to_depend_on_what_stands_there() {
    let app = TestApp::new();
    let body = number("07700 900123", r#","targetType":"person""#);
    let refused = put_if(&app, "phone-mobile", &body, "*").await;
    assert_eq!(refused.status, 412, "there is none to be replaced");
    let first = put(&app, "phone-mobile", &body).await;
    let tag = first.header("etag").to_owned();
    // What happens to other kinds is none of it.
    made(&app, &used_for("020 7946 0001", "home")).await;
    let other = number("07700 900124", "");
    for stale in ["\"v1\"", "\"1\"", "W/\"1\"", &tag.replace(".v1", ".v2")] {
        let refused = put_if(&app, "phone-mobile", &other, stale).await;
        assert_eq!(refused.status, 412, "{stale}");
    }
    let second = put_if(&app, "phone-mobile", &other, &tag).await;
    assert_eq!(second.status, 200, "{}", second.text);
    assert_eq!(put_if(&app, "phone-mobile", &body, &tag).await.status, 412);
    // Another of its kind has come.
    let tag = second.header("etag").to_owned();
    made(&app, &phone("07700 900999", false)).await;
    assert_eq!(put_if(&app, "phone-mobile", &body, &tag).await.status, 412);
    assert_eq!(put_if(&app, "phone-mobile", &body, "*").await.status, 200);
}

fn tag_of(answer: &Answer) -> String {
    format!("\"{}.v1\"", answer.id())
}
