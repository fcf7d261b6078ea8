//! People at risk: hidden from everybody but those who look after them.

use contactable_server::demo::Persona::{
    Admin, Auditor, Clinician, DutyOfficer, HousingManager, MailRun, Officer, Patient,
    SafeguardingLead, SocialWorker, TeamLeader, Unattended,
};
use serde_json::json;

use crate::standing::{
    CARE, EMAIL, Held, NUMBER, agreement, answers, changes, held, known_patient, listed, reads,
    restrict, results, share, sharing, trail,
};
use crate::test_app::{AMARA, TestApp, phone};

/// Amara is restricted, though Housing holds her details, shares them, and knows how she wants to be reached.
async fn restricted(app: &TestApp) -> Held {
    known_patient(app).await;
    let held = held(app).await;
    share(app, Officer, &agreement()).await;
    let wishes = format!("/targets/{AMARA}/preferences");
    let told = r#"{"preferredMethod":"email"}"#;
    app.call(Officer, "PUT", &wishes, told).await;
    restrict(app, true).await;
    held
}

/// An app in which nobody holds anything, at the same instant.
fn empty() -> TestApp {
    let app = TestApp::new();
    app.clock.advance_seconds(1);
    app
}

#[tokio::test]
async fn a_restricted_person_is_like_nobody_in_every_call() {
    let app = TestApp::new();
    let held = restricted(&app).await;
    let empty = empty();
    // Who is this patient is known there, too, and nothing else.
    known_patient(&empty).await;
    let mut calls = reads(&held);
    calls.extend(changes(&held));
    for persona in [
        Officer,
        HousingManager,
        TeamLeader,
        SocialWorker,
        Clinician,
        Unattended,
        MailRun,
        Patient,
        Auditor,
        Admin,
    ] {
        for headers in [&[][..], CARE] {
            let told = answers(&app, persona, &calls, headers).await;
            let nothing = answers(&empty, persona, &calls, headers).await;
            assert_eq!(told, nothing, "{persona:?}");
            for answer in told {
                assert!(!answer.contains(NUMBER) && !answer.contains(EMAIL));
            }
        }
    }
    for persona in [Officer, SocialWorker, Patient] {
        let seen = results(&app, persona, &sharing()).await;
        assert!(seen.is_empty(), "{persona:?}");
    }
    let lines = trail(&app).await;
    for line in [
        "list refused restricted-person",
        "read refused restricted-person",
        "read-timeline refused restricted-person",
        "ask-contactability refused restricted-person",
        "read-sharing refused restricted-person",
        "amend refused restricted-person",
        "end refused restricted-person",
    ] {
        let is_there = lines.iter().any(|told| told.starts_with(line));
        assert!(is_there, "{line} is not in {lines:?}");
    }
}

#[tokio::test]
async fn who_looks_after_them_sees_and_changes() {
    let app = TestApp::new();
    let held = restricted(&app).await;
    let ids = [held.phone.clone(), held.email.clone()];
    assert_eq!(listed(&app, SafeguardingLead, &[]).await, ids);
    let path = format!("/contact-details/{}", held.phone);
    let note = r#"{"contactInformation":{"description":"ask for Jo"}}"#;
    let changed = app.call(SafeguardingLead, "PUT", &path, note).await;
    assert_eq!(changed.status, 200, "{}", changed.text);
    let made = phone("07700 900456", false);
    let made = app
        .call(SafeguardingLead, "POST", "/contact-details", &made)
        .await;
    assert_eq!(made.status, 201);
    assert_eq!(results(&app, SafeguardingLead, &sharing()).await.len(), 1);
    let lines = trail(&app).await;
    let trusted = |line: &String| line.starts_with("list allowed trusted-with-restricted");
    assert!(lines.iter().any(trusted), "{lines:?}");
}

#[tokio::test]
async fn something_new_about_them_is_refused_in_neutral_words() {
    let app = TestApp::new();
    restricted(&app).await;
    let wishes = format!("/targets/{AMARA}/preferences");
    let sharing = sharing();
    let kind = format!("/targets/{AMARA}/contact-details/phone-mobile");
    let of_kind = r#"{"contactInformation":{"value":"07700 900456"}}"#;
    for (path, method, body) in [
        (&*kind, "PUT", of_kind.to_owned()),
        ("/contact-details", "POST", phone("07700 900456", false)),
        (&wishes, "PUT", r#"{"preferredMethod":"text"}"#.to_owned()),
        (&sharing, "POST", agreement().to_string()),
    ] {
        for persona in [Officer, DutyOfficer] {
            let refused = app.call(persona, method, path, &body).await;
            assert_eq!(refused.status, 403, "{path}");
            assert_eq!(refused.told(), ["targetId role-needed"], "{path}");
            for word in ["restrict", "safeguard", "risk"] {
                assert!(!refused.text.contains(word), "{path}: {}", refused.text);
            }
        }
    }
    let lines = trail(&app).await;
    for action in ["create", "replace-kind", "set-preferences", "share"] {
        let line = format!("{action} refused restricted-person");
        assert!(
            lines.iter().any(|told| told.starts_with(&line)),
            "{lines:?}"
        );
    }
}

#[tokio::test]
async fn only_who_looks_after_them_restricts() {
    let app = TestApp::new();
    let path = format!("/targets/{AMARA}/restriction");
    let body = r#"{"restricted":true,"reason":"Flat is watched"}"#;
    for persona in [
        Officer,
        HousingManager,
        DutyOfficer,
        Auditor,
        Admin,
        Clinician,
    ] {
        for (method, body) in [("PUT", body), ("GET", "")] {
            let refused = app.call(persona, method, &path, body).await;
            assert_eq!(refused.status, 403, "{persona:?}");
            assert_eq!(refused.told(), ["(request) role-needed"], "{persona:?}");
        }
    }
    for persona in [Patient, Unattended, MailRun] {
        let refused = app.call(persona, "PUT", &path, body).await;
        assert_eq!(refused.status, 403, "{persona:?}");
        assert_eq!(
            refused.told(),
            ["(request) not-in-this-mode"],
            "{persona:?}"
        );
    }
    let nothing = json!({
        "targetId": AMARA, "restricted": false, "level": null, "reason": null, "since": null, "by": null,
        "version": 0,
    });
    let read = app.call(SafeguardingLead, "GET", &path, "").await;
    assert_eq!((read.status.as_u16(), read.json()), (200, nothing));
}

#[tokio::test]
async fn it_is_said_lifted_and_said_again() {
    let app = TestApp::new();
    let held = held(&app).await;
    let path = format!("/targets/{AMARA}/restriction");
    let by = json!({"fullName": "Safi Guard", "emailAddress": "safi.guard@example.com"});
    let lift = r#"{"restricted":false,"reason":"No danger any more"}"#;
    let early = app.call(SafeguardingLead, "PUT", &path, lift).await.json();
    assert_eq!(
        (&early["version"], &early["restricted"]),
        (&json!(0), &json!(false))
    );
    let on = restrict(&app, true).await.json();
    let expected = json!({
        "targetId": AMARA,
        "restricted": true,
        "level": "restricted",
        "reason": "Flat is watched",
        "since": "2026-11-21T09:30:01Z",
        "by": by,
        "version": 1,
    });
    assert_eq!(on, expected);
    app.clock.advance_seconds(60);
    let other = r#"{"restricted":true,"reason":"Still"}"#;
    let again = app.call(SafeguardingLead, "PUT", &path, other).await;
    assert_eq!(again.json(), expected);
    assert!(listed(&app, Officer, &[]).await.is_empty());
    let lifted = app.call(SafeguardingLead, "PUT", &path, lift).await.json();
    assert_eq!(
        (&lifted["restricted"], &lifted["reason"], &lifted["version"]),
        (&json!(false), &json!("No danger any more"), &json!(2))
    );
    assert_eq!(
        app.call(SafeguardingLead, "GET", &path, "").await.json(),
        lifted
    );
    let ids = [held.phone.clone(), held.email.clone()];
    assert_eq!(listed(&app, Officer, &[]).await, ids);
    assert_eq!(restrict(&app, true).await.json()["version"], 3);
}

#[tokio::test]
async fn a_level_is_said_and_changed() {
    let app = TestApp::new();
    let held = held(&app).await;
    let path = format!("/targets/{AMARA}/restriction");
    let say = async |body: &str| {
        let said = app.call(SafeguardingLead, "PUT", &path, body).await;
        assert_eq!(said.status, 200, "{}", said.text);
        let told = said.json();
        let read = app.call(SafeguardingLead, "GET", &path, "").await.json();
        assert_eq!(read, told);
        (told["level"].clone(), told["version"].clone())
    };
    let very = r#"{"restricted":true,"level":"Very-Restricted","reason":"Her work"}"#;
    let plain = r#"{"restricted":true,"reason":"Flat is watched"}"#;
    let lift = r#"{"restricted":false,"level":null,"reason":"No danger any more"}"#;
    for (body, level, version) in [
        (very, json!("very-restricted"), 1),
        (very, json!("very-restricted"), 1),
        (plain, json!("restricted"), 2),
        (very, json!("very-restricted"), 3),
    ] {
        assert_eq!(say(body).await, (level, json!(version)));
        assert!(listed(&app, Officer, &[]).await.is_empty());
        let ids = [held.phone.clone(), held.email.clone()];
        assert_eq!(listed(&app, SafeguardingLead, &[]).await, ids);
    }
    let pass = format!("/targets/{AMARA}/break-glass");
    let broken = app.call(DutyOfficer, "POST", &pass, r#"{"reason":"fire"}"#);
    assert_eq!(broken.await.status, 201);
    assert_eq!(listed(&app, DutyOfficer, &[]).await.len(), 2);
    assert_eq!(say(lift).await, (json!(null), json!(4)));
    assert_eq!(listed(&app, Officer, &[]).await.len(), 2);
}

#[tokio::test]
async fn what_is_said_is_held_against_the_rules() {
    let app = TestApp::new();
    let path = format!("/targets/{AMARA}/restriction");
    let long = format!(r#"{{"restricted":true,"reason":"{}"}}"#, "x".repeat(501));
    for (body, told) in [
        ("{}", &["restricted required", "reason required"][..]),
        (
            r#"{"restricted":"yes","reason":" "}"#,
            &["restricted wrong-type", "reason required"],
        ),
        (r#"{"restricted":true,"reason":"<b>"}"#, &["reason W42"]),
        (
            r#"{"restricted":true,"level":"secret","reason":"x"}"#,
            &["level unknown-word"],
        ),
        (
            r#"{"restricted":false,"level":"restricted","reason":"x"}"#,
            &["level not-together"],
        ),
        (long.as_str(), &["reason too-long"]),
        (
            r#"{"restricted":true,"reason":"x","until":"2027-01-01"}"#,
            &["until unknown-field"],
        ),
    ] {
        let refused = app.call(SafeguardingLead, "PUT", &path, body).await;
        assert_eq!(refused.status, 400, "{body}");
        assert_eq!(refused.told(), told, "{body}");
    }
    let nobody = path.replace(AMARA, "amara");
    for (method, body) in [("GET", ""), ("PUT", r#"{"restricted":true,"reason":"x"}"#)] {
        let refused = app.call(SafeguardingLead, method, &nobody, body).await;
        assert_eq!(refused.told(), ["id not-an-id"]);
    }
    let read = app.call(SafeguardingLead, "GET", &path, "").await.json();
    assert_eq!(read["version"], 0);
}

#[tokio::test]
async fn sharing_can_be_withdrawn_all_the_same() {
    let app = TestApp::new();
    restricted(&app).await;
    let grant = &results(&app, Auditor, &sharing()).await[0];
    let id = grant["id"].as_str().expect("an id");
    let path = format!("{}/{id}", sharing());
    assert_eq!(app.call(Officer, "DELETE", &path, "").await.status, 200);
    restrict(&app, false).await;
    assert!(listed(&app, SocialWorker, CARE).await.is_empty());
}
