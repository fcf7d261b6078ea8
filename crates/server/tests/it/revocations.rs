//! Access that is taken back before its tokens expire.

use contactable_server::demo::Persona::{
    self, Admin, Auditor, Officer, SocialWorker, Unattended, Visitor,
};
use serde_json::{Value, json};

use crate::asking::{call_as, entries, told};
use crate::test_app::{AMARA, Answer, TestApp};

const ISSUER: &str = "https://demo.contactable.invalid";

async fn revoke(app: &TestApp, body: &Value) -> Answer {
    app.call(Admin, "POST", "/revocations", &body.to_string())
        .await
}

async fn status(app: &TestApp, token: &str) -> u16 {
    let path = format!("/contact-details?targetId={AMARA}");
    call_as(app, token, "GET", &path, "", &[])
        .await
        .status
        .as_u16()
}

#[tokio::test]
async fn a_revoked_token_is_refused_at_once_until_that_is_lifted() {
    let app = TestApp::new();
    let one = app.token(Officer, &["jti=one"]);
    let two = app.token(Officer, &["jti=two"]);
    // It is remembered as verified from here on.
    assert_eq!(status(&app, &one).await, 200);
    let asked = json!({ "issuer": ISSUER, "tokenId": "one", "reason": "The laptop was stolen" });
    let revoked = revoke(&app, &asked).await;
    assert_eq!(revoked.status, 201, "{}", revoked.text);
    let shown = revoked.json();
    assert_eq!(shown["issuer"], ISSUER);
    assert_eq!(shown["tokenId"], "one");
    assert_eq!(shown["reason"], "The laptop was stolen");
    assert_eq!(shown["recordedBy"]["fullName"], "Ade Admin");
    assert!(shown.get("subject").is_none() && shown.get("lifted").is_none());
    assert_eq!(status(&app, &one).await, 401);
    assert_eq!(status(&app, &two).await, 200);
    let path = format!("/revocations/{}", revoked.id());
    let lifted = app.call(Admin, "DELETE", &path, "").await;
    assert_eq!(lifted.status, 200, "{}", lifted.text);
    assert_eq!(lifted.json()["lifted"]["by"]["fullName"], "Ade Admin");
    assert_eq!(status(&app, &one).await, 200);
    let known = app.call(Admin, "GET", "/revocations", "").await.json();
    assert_eq!(known, json!({ "results": [lifted.json()] }));
}

#[tokio::test]
async fn everything_of_somebody_is_refused_and_nothing_of_others() {
    let app = TestApp::new();
    let officer = app.token(Officer, &[]);
    assert_eq!(status(&app, &officer).await, 200);
    let asked = json!({ "issuer": ISSUER, "subject": "demo-officer", "reason": "Left" });
    assert_eq!(revoke(&app, &asked).await.status, 201);
    assert_eq!(status(&app, &officer).await, 401);
    let new = app.token(Officer, &["jti=new"]);
    assert_eq!(status(&app, &new).await, 401);
    assert_eq!(status(&app, &app.token(SocialWorker, &[])).await, 200);
}

#[tokio::test]
async fn it_holds_in_another_service_over_the_same_data() {
    let app = TestApp::new();
    let asked = json!({ "issuer": ISSUER, "subject": "demo-officer", "reason": "Left" });
    assert_eq!(revoke(&app, &asked).await.status, 201);
    let started_anew = app.again(|_| {});
    started_anew
        .use_cases
        .load_revocations()
        .await
        .expect("readable");
    assert_eq!(
        status(&started_anew, &started_anew.token(Officer, &[])).await,
        401
    );
}

#[tokio::test]
async fn lifted_again_it_stays_as_it_was() {
    let app = TestApp::new();
    let asked = json!({ "issuer": ISSUER, "tokenId": "one", "reason": "Lost" });
    let path = format!("/revocations/{}", revoke(&app, &asked).await.id());
    let first = app.call(Admin, "DELETE", &path, "").await.json();
    app.clock.advance_seconds(60);
    let again = app.call(Admin, "DELETE", &path, "").await.json();
    assert_eq!(again, first);
    let unknown = "/revocations/018f3f2e-7a3b-7c00-8000-0123456789ab";
    assert_eq!(app.call(Admin, "DELETE", unknown, "").await.status, 404);
    let none = app.call(Admin, "DELETE", "/revocations/one", "").await;
    assert_eq!(none.told(), ["id not-an-id"]);
}

#[tokio::test]
async fn wrong_ones_are_told_all_that_is_wrong() {
    let app = TestApp::new();
    let long = "x".repeat(9_000);
    for (body, told) in [
        (
            json!({}),
            &["tokenId required", "issuer required", "reason required"][..],
        ),
        (
            json!({ "issuer": ISSUER, "tokenId": "a", "subject": "b", "reason": "c" }),
            &["tokenId not-together"],
        ),
        (
            json!({ "issuer": " ", "subject": long, "reason": "<b>", "why": 1 }),
            &[
                "why unknown-field",
                "subject too-long",
                "issuer required",
                "reason W42",
            ],
        ),
        (
            json!({ "issuer": ISSUER, "subject": "b", "reason": "x".repeat(501) }),
            &["reason too-long"],
        ),
    ] {
        let refused = revoke(&app, &body).await;
        assert_eq!(refused.status, 400, "{body}");
        let mut said = refused.told();
        said.sort();
        let mut told = told.to_vec();
        told.sort_unstable();
        assert_eq!(said, told, "{body}");
    }
    let known = app.call(Admin, "GET", "/revocations", "").await.json();
    assert_eq!(known, json!({ "results": [] }));
}

#[tokio::test]
async fn nobody_but_an_administrator_may() {
    let app = TestApp::new();
    let body = json!({ "issuer": ISSUER, "tokenId": "a", "reason": "b" }).to_string();
    let one = "/revocations/018f3f2e-7a3b-7c00-8000-0123456789ab";
    let calls = [
        ("POST", "/revocations", body.as_str()),
        ("GET", "/revocations", ""),
        ("DELETE", one, ""),
    ];
    let people: [(Persona, &str); 4] = [
        (Officer, "(request) role-needed"),
        (Auditor, "(request) role-needed"),
        (Visitor, "(request) role-needed"),
        (Unattended, "(request) not-in-this-mode"),
    ];
    for (persona, told) in people {
        for (method, path, body) in calls {
            let refused = app.call(persona, method, path, body).await;
            assert_eq!(refused.status, 403, "{persona:?} {method} {path}");
            assert_eq!(refused.told(), [told], "{persona:?} {method} {path}");
        }
    }
    let refused: Vec<String> = entries(&app, None).await.iter().map(told).collect();
    assert_eq!(refused.len(), 12);
    for action in ["revoke", "read-revocations", "lift-revocation"] {
        for because in ["role-needed", "not-in-this-mode"] {
            let line = format!("{action} refused {because}");
            assert!(refused.contains(&line), "{line}");
        }
    }
}
