//! What became of a target: who says so, what is refused from then on, and how nobody is reached by it.

use contactable_server::demo::Persona::{
    Admin, Auditor, MailRun, Officer, SafeguardingLead, SocialWorker, Unattended, Visitor,
};
use serde_json::{Value, json};

use crate::asking::{entries, told};
use crate::standing::{
    EMAIL, Held, NUMBER, agreement, changes, held, listed, restrict, results, share, sharing,
};
use crate::test_app::{AMARA, Answer, TestApp, phone};

const SURVIVOR: &str = "3fa1c0de-0000-4000-8000-000000000002";
const NOBODY: &str = "3fa1c0de-0000-4000-8000-00000000dead";

fn path(target: &str, call: &str) -> String {
    format!("/targets/{target}/{call}")
}

async fn say(app: &TestApp, target: &str, call: &str, body: &Value) -> Answer {
    let path = path(target, call);
    app.call(Admin, "POST", &path, &body.to_string()).await
}

async fn done(app: &TestApp, target: &str, call: &str, body: &Value) -> Value {
    let answer = say(app, target, call, body).await;
    assert_eq!(answer.status, 200, "{call}: {}", answer.text);
    answer.json()
}

fn because() -> Value {
    json!({"reason": "Two records of one person"})
}

fn by(target: &str) -> Value {
    json!({"by": target, "reason": "Two records of one person"})
}

/// Housing holds details of Amara's, and one of the survivor's.
async fn both(app: &TestApp) -> Held {
    let held = held(app).await;
    let other = phone("07700 900456", false).replace(AMARA, SURVIVOR);
    let made = app.call(Officer, "POST", "/contact-details", &other).await;
    assert_eq!(made.status, 201, "{}", made.text);
    held
}

/// Each way in which Amara's details end, and the code by which more is refused.
const ENDS: [(&str, &str); 2] = [
    ("supersede", "target-superseded"),
    ("invalidate", "target-invalidated"),
];

async fn end(app: &TestApp, call: &str) {
    let body = match call {
        "supersede" => by(SURVIVOR),
        _ => because(),
    };
    done(app, AMARA, call, &body).await;
}

#[tokio::test]
async fn it_is_said_read_and_taken_back() {
    let app = TestApp::new();
    both(&app).await;
    let nothing = json!({
        "targetId": AMARA, "fate": null, "supersededBy": null, "reason": null, "since": null,
        "by": null, "version": 0,
    });
    let read = async || {
        let path = path(AMARA, "succession");
        app.call(Admin, "GET", &path, "").await.json()
    };
    assert_eq!(read().await, nothing);
    assert_eq!(done(&app, AMARA, "restore", &because()).await, nothing);
    let said = done(&app, AMARA, "supersede", &by(SURVIVOR)).await;
    let expected = json!({
        "targetId": AMARA,
        "fate": "superseded",
        "supersededBy": SURVIVOR,
        "reason": "Two records of one person",
        "since": "2026-11-21T09:30:01Z",
        "by": {"fullName": "Ade Admin", "emailAddress": "ade.admin@example.com"},
        "version": 1,
    });
    assert_eq!(said, expected);
    app.clock.advance_seconds(60);
    let again = json!({"by": SURVIVOR, "reason": "Said again"});
    assert_eq!(done(&app, AMARA, "supersede", &again).await, expected);
    assert_eq!(read().await, expected);
    let restored = done(&app, AMARA, "restore", &because()).await;
    assert_eq!(restored["fate"], "restored");
    assert_eq!(
        (&restored["supersededBy"], &restored["version"]),
        (&Value::Null, &json!(2))
    );
    let invalid = done(&app, AMARA, "invalidate", &because()).await;
    assert_eq!(
        (&invalid["fate"], &invalid["version"]),
        (&json!("invalidated"), &json!(3))
    );
    assert_eq!(read().await, invalid);
    let trail: Vec<String> = entries(&app, Some(AMARA)).await.iter().map(told).collect();
    for line in [
        "supersede-target allowed by-role",
        "supersede-target allowed no-change",
        "restore-target allowed no-change",
        "restore-target allowed by-role",
        "invalidate-target allowed by-role",
        "read-succession allowed by-role",
    ] {
        assert!(trail.iter().any(|told| told == line), "{line}: {trail:?}");
    }
}

#[tokio::test]
async fn only_what_is_known_and_live_takes_a_place_or_loses_one() {
    let app = TestApp::new();
    both(&app).await;
    for (target, call, body, status, problem) in [
        (AMARA, "supersede", by(AMARA), 400, "by not-together"),
        (AMARA, "supersede", by(NOBODY), 409, "by unknown-target"),
        (
            NOBODY,
            "supersede",
            by(AMARA),
            409,
            "targetId unknown-target",
        ),
        (
            NOBODY,
            "invalidate",
            because(),
            409,
            "targetId unknown-target",
        ),
    ] {
        let refused = say(&app, target, call, &body).await;
        assert_eq!(refused.status, status, "{}", refused.text);
        assert_eq!(refused.told(), [problem]);
    }
    end(&app, "supersede").await;
    for (target, call, body, problem) in [
        (SURVIVOR, "supersede", by(AMARA), "by target-superseded"),
        (AMARA, "invalidate", because(), "targetId target-superseded"),
    ] {
        let refused = say(&app, target, call, &body).await;
        assert_eq!(
            (refused.status.as_u16(), refused.told()),
            (409, vec![problem.to_owned()])
        );
        assert!(!refused.text.contains(SURVIVOR), "{}", refused.text);
    }
    done(&app, SURVIVOR, "invalidate", &because()).await;
    done(&app, AMARA, "restore", &because()).await;
    let refused = say(&app, AMARA, "supersede", &by(SURVIVOR)).await;
    assert_eq!(refused.told(), ["by target-invalidated"]);
    // Of a restricted person it says no more and no less.
    restrict(&app, true).await;
    done(&app, AMARA, "invalidate", &because()).await;
}

#[tokio::test]
async fn about_one_that_is_not_live_nothing_is_recorded() {
    for (call, code) in ENDS {
        let app = TestApp::new();
        let held = both(&app).await;
        let granted = share(&app, Officer, &agreement()).await.json();
        end(&app, call).await;
        let before = listed(&app, Officer, &[]).await;
        assert_eq!(before, [held.phone.clone(), held.email.clone()]);
        let mut calls = changes(&held);
        let new = phone("07700 900456", false);
        let call = |method, path: &str, body: &str| (method, path.to_owned(), body.to_owned());
        calls.extend([
            call("POST", "/contact-details", &new),
            call("POST", "/api/v1/contactDetails", &new),
            call("POST", "/api/v2/contactDetails", &new),
            call(
                "PUT",
                &path(AMARA, "preferences"),
                r#"{"preferredMethod":"text"}"#,
            ),
        ]);
        for (method, path, body) in &calls {
            let refused = app.call(Officer, method, path, body).await;
            assert_eq!(refused.status, 409, "{method} {path}: {}", refused.text);
            if !path.starts_with("/api/") {
                let told = format!("targetId {code}");
                assert_eq!(refused.told(), [told], "{method} {path}");
            }
            assert!(!refused.text.contains(SURVIVOR), "{method} {path}");
        }
        let mut other = agreement();
        other["to"] = json!("NHS");
        let refused = share(&app, Officer, &other).await;
        assert_eq!(refused.told(), [format!("targetId {code}")]);
        assert_eq!(listed(&app, Officer, &[]).await, before);
        let lines: Vec<String> = entries(&app, Some(AMARA)).await.iter().map(told).collect();
        for action in [
            "create",
            "amend",
            "end",
            "verify",
            "set-preferences",
            "share",
        ] {
            let line = format!("{action} refused {code}");
            assert!(lines.contains(&line), "{line}: {lines:?}");
        }
        // Whoever may not know of it is told what they always are.
        let path = format!("/contact-details/{}", held.phone);
        let body = r#"{"contactInformation":{"description":"after 6"}}"#;
        let refused = app.call(SocialWorker, "PUT", &path, body).await;
        assert_eq!(refused.status, 404, "{}", refused.text);
        // What makes less visible is never held up.
        let path = format!("{}/{}", sharing(), granted["id"].as_str().expect("an id"));
        let withdrawn = app.call(Officer, "DELETE", &path, "").await;
        assert_eq!(withdrawn.status, 200, "{}", withdrawn.text);
        restrict(&app, true).await;
        assert!(listed(&app, Officer, &[]).await.is_empty());
        restrict(&app, false).await;
        // Taken back, everything goes on.
        done(&app, AMARA, "restore", &because()).await;
        let made = app.call(Officer, "POST", "/contact-details", &new).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(results(&app, Auditor, &sharing()).await.len(), 1);
    }
}

#[tokio::test]
async fn nobody_is_reached_by_one_that_is_not_live() {
    for (call, code) in ENDS {
        let app = TestApp::new();
        both(&app).await;
        let one = format!("/contactability?targetId={AMARA}");
        let many = json!({"targetIds": [AMARA, SURVIVOR]}).to_string();
        let used = async || {
            let one = app.call(MailRun, "GET", &one, "").await;
            assert_eq!(one.status, 200, "{}", one.text);
            let many = app.call(MailRun, "POST", "/contactability", &many).await;
            (one, many)
        };
        let (one_before, _) = used().await;
        assert!(
            one_before.text.contains("only-usable"),
            "{}",
            one_before.text
        );
        end(&app, call).await;
        let (one, many) = used().await;
        let answer = one.json();
        for means in ["text", "call", "email"] {
            let channel = &answer["channels"][means];
            assert_eq!(channel["use"], Value::Null, "{means}: {channel}");
            assert_eq!(channel["because"]["code"], code, "{means}: {channel}");
            let passed = channel["passedOver"].as_array().expect("a list");
            assert!(!passed.is_empty());
            assert!(
                passed
                    .iter()
                    .all(|passed| passed["because"]["code"] == code),
                "{channel}"
            );
        }
        let lines: Vec<&str> = many.text.lines().collect();
        let of = |target: &str| {
            let line = lines.iter().find(|line| line.contains(target));
            line.expect("an answer").to_string()
        };
        assert!(of(AMARA).contains(code) && !of(AMARA).contains("only-usable"));
        assert!(of(SURVIVOR).contains("only-usable"), "{}", of(SURVIVOR));
        assert!(!of(AMARA).contains(SURVIVOR) && !one.text.contains(SURVIVOR));
        // What is held is seen as before.
        let list = format!("/contact-details?targetId={AMARA}");
        let seen = app.call(Officer, "GET", &list, "").await.text;
        assert!(seen.contains(NUMBER) && seen.contains(EMAIL));
    }
}

#[tokio::test]
async fn what_is_said_is_held_against_the_rules() {
    let app = TestApp::new();
    both(&app).await;
    let long = json!({"reason": "x".repeat(501)});
    for (call, body, told) in [
        (
            "supersede",
            json!({}),
            &["by required", "reason required"][..],
        ),
        (
            "supersede",
            json!({"by": "amara", "reason": "<b>"}),
            &["by not-an-id", "reason W42"],
        ),
        (
            "supersede",
            json!({"by": 7, "reason": " ", "until": "2027"}),
            &["until unknown-field", "by wrong-type", "reason required"],
        ),
        ("invalidate", json!({}), &["reason required"]),
        ("invalidate", by(SURVIVOR), &["by unknown-field"]),
        ("restore", long, &["reason too-long"]),
    ] {
        let refused = say(&app, AMARA, call, &body).await;
        assert_eq!(refused.status, 400, "{call} {body}");
        assert_eq!(refused.told(), told, "{call} {body}");
        assert!(!refused.text.contains("amara"), "{}", refused.text);
        let refused = say(&app, "amara", call, &body).await;
        assert_eq!(refused.told(), ["id not-an-id"]);
    }
    let read = app
        .call(Admin, "GET", &path("amara", "succession"), "")
        .await;
    assert_eq!(read.told(), ["id not-an-id"]);
    let read = app.call(Admin, "GET", &path(AMARA, "succession"), "").await;
    assert_eq!(read.json()["version"], 0);
}

#[tokio::test]
async fn nobody_but_an_administrator_may() {
    let app = TestApp::new();
    both(&app).await;
    for (persona, told) in [
        (Officer, "(request) role-needed"),
        (SafeguardingLead, "(request) role-needed"),
        (Auditor, "(request) role-needed"),
        (Visitor, "(request) role-needed"),
        (Unattended, "(request) not-in-this-mode"),
        (MailRun, "(request) not-in-this-mode"),
    ] {
        for (method, call, body) in [
            ("POST", "supersede", by(SURVIVOR).to_string()),
            ("POST", "invalidate", because().to_string()),
            ("POST", "restore", because().to_string()),
            ("GET", "succession", String::new()),
        ] {
            let refused = app.call(persona, method, &path(AMARA, call), &body).await;
            assert_eq!(refused.status, 403, "{persona:?} {call}");
            assert_eq!(refused.told(), [told], "{persona:?} {call}");
        }
    }
    let new = phone("07700 900457", false);
    let made = app.call(Officer, "POST", "/contact-details", &new).await;
    assert_eq!(made.status, 201, "she is live");
}

/// Under the old number the survivor's details are read from then on.
#[tokio::test]
async fn whoever_takes_a_restricted_ones_place_is_restricted_too() {
    let app = TestApp::new();
    both(&app).await;
    restrict(&app, true).await;
    done(&app, AMARA, "supersede", &by(SURVIVOR)).await;
    let path = format!("/targets/{SURVIVOR}/restriction");
    let word = app.call(SafeguardingLead, "GET", &path, "").await.json();
    assert_eq!(word["restricted"], true, "{word}");
    let path = format!("/contact-details?targetId={SURVIVOR}");
    let listed = app.call(Officer, "GET", &path, "").await.json();
    assert_eq!(listed["results"], json!([]));
}
