//! Every operation of the OpenAPI document, tried by those who may not.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{Officer, SocialWorker, Visitor};

use crate::test_app::{AMARA, Answer, TestApp, phone};

/// One operation with a request that would succeed for the officer who owns the record `{id}`.
struct Operation {
    method: &'static str,
    /// The path in the document.
    path: &'static str,
    /// The path as called.
    called: &'static str,
    body: Option<&'static str>,
    /// What somebody of another area gets.
    stranger: u16,
    /// What the owner gets.
    owner: u16,
}

const NEW: &str = "NEW";
const QUESTION: &str = r#"{"targetIds":["3fa1c0de-0000-4000-8000-000000000001"]}"#;

const CHANGE: &str = r#"{"contactInformation":{"contactType":"phone","value":"07700 900999"}}"#;

/// What Housing shares with the NHS, and not with the stranger.
const AGREED: &str = r#"{"from":"Housing","to":"NHS","lawfulBasis":"consent","agreement":{"by":"person","on":"2026-11-20","method":"form","wording":"notice 3"}}"#;

const PROTECTED: &[Operation] = &[
    Operation {
        method: "get",
        path: "/contact-details",
        called: "/contact-details?targetId={target}",
        body: None,
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/contact-details",
        called: "/contact-details",
        body: Some(NEW),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "post",
        path: "/contact-details/check",
        called: "/contact-details/check",
        body: Some(r#"{"value":"07700 900123"}"#),
        // Nothing that is anybody's is read.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/contactability",
        called: "/contactability?targetId={target}",
        body: None,
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/contactability",
        called: "/contactability",
        body: Some(QUESTION),
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/contact-details/{id}",
        called: "/contact-details/{id}",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/timeline",
        called: "/targets/{target}/timeline",
        body: None,
        // The empty timeline of a target that nobody knows.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "put",
        path: "/contact-details/{id}",
        called: "/contact-details/{id}",
        body: Some(r#"{"isActive":true}"#),
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/contact-details/{id}/history",
        called: "/contact-details/{id}/history",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/contact-details/{id}/verification",
        called: "/contact-details/{id}/verification",
        body: Some(r#"{"how":"code"}"#),
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/contact-details/{id}/undeliverable",
        called: "/contact-details/{id}/undeliverable",
        body: Some(r#"{"failure":"soft","means":"call"}"#),
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "delete",
        path: "/contact-details/{id}/undeliverable",
        called: "/contact-details/{id}/undeliverable",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/preferences",
        called: "/targets/{target}/preferences",
        body: None,
        // Nothing of what another area was told.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/preferences/history",
        called: "/targets/{target}/preferences/history",
        body: None,
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "put",
        path: "/targets/{id}/preferences",
        called: "/targets/{target}/preferences",
        body: Some(r#"{"preferredMethod":"text"}"#),
        // On behalf of the stranger's own area.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/areas",
        called: "/areas",
        body: None,
        // The stranger's own.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/sharing",
        called: "/targets/{target}/sharing",
        body: None,
        // Nothing that other areas share with each other.
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/sharing",
        called: "/targets/{target}/sharing",
        body: Some(AGREED),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "delete",
        path: "/targets/{id}/sharing/{grantId}",
        called: "/targets/{target}/sharing/018f3f2e-7a3b-7c00-8000-00000000000a",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/sharing/{grantId}/withdrawal",
        called: "/targets/{target}/sharing/018f3f2e-7a3b-7c00-8000-00000000000a/withdrawal",
        body: Some(r#"{"by":"person"}"#),
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/restriction",
        called: "/targets/{target}/restriction",
        body: None,
        // For those who look after people at risk.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "put",
        path: "/targets/{id}/restriction",
        called: "/targets/{target}/restriction",
        body: Some(r#"{"restricted":true,"reason":"at risk"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/targets/{id}/break-glass",
        called: "/targets/{target}/break-glass",
        body: Some(r#"{"reason":"fire"}"#),
        // For those who may break the glass.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/reports/break-glass",
        called: "/reports/break-glass",
        body: None,
        // For auditors, and for those who look after people at risk.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/me",
        called: "/me",
        body: None,
        stranger: 200,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/api/v1/contactDetails",
        called: "/api/v1/contactDetails?targetId={target}",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/api/v1/contactDetails",
        called: "/api/v1/contactDetails",
        body: Some(NEW),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "get",
        path: "/api/v2/contactDetails",
        called: "/api/v2/contactDetails?targetId={target}",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "post",
        path: "/api/v2/contactDetails",
        called: "/api/v2/contactDetails",
        body: Some(NEW),
        stranger: 403,
        owner: 201,
    },
    Operation {
        method: "patch",
        path: "/api/v2/contactDetails/{id}/person/{personId}",
        called: "/api/v2/contactDetails/{id}/person/{target}",
        body: Some(CHANGE),
        stranger: 404,
        owner: 204,
    },
    Operation {
        method: "post",
        path: "/contact-details/{id}/replacement",
        called: "/contact-details/{id}/replacement",
        body: Some(CHANGE),
        stranger: 404,
        owner: 201,
    },
    Operation {
        method: "delete",
        path: "/api/v1/contactDetails",
        called: "/api/v1/contactDetails?id={id}&targetId={target}",
        body: None,
        stranger: 404,
        owner: 200,
    },
    Operation {
        method: "get",
        path: "/contact-details/search",
        called: "/contact-details/search?value=07700900123",
        body: None,
        // For those who may trace.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/contact-details/search",
        called: "/contact-details/search",
        body: Some(r#"{"value":"07700 900123"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/targets/{id}/identifiers",
        called: "/targets/{target}/identifiers",
        body: None,
        // For administrators.
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "put",
        path: "/targets/{id}/identifiers",
        called: "/targets/{target}/identifiers",
        body: Some(r#"{"system":"nhs-number","value":"9990000018"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/revocations",
        called: "/revocations",
        body: None,
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "post",
        path: "/revocations",
        called: "/revocations",
        body: Some(r#"{"issuer":"https://demo.contactable.invalid","tokenId":"t","reason":"r"}"#),
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "delete",
        path: "/revocations/{id}",
        called: "/revocations/{id}",
        body: None,
        stranger: 403,
        owner: 403,
    },
    Operation {
        method: "get",
        path: "/audit",
        called: "/audit?targetId={target}",
        body: None,
        // For auditors.
        stranger: 403,
        owner: 403,
    },
];

/// What somebody of no area is told where they are not refused: nothing of anybody, or who they are.
const WITHOUT_AREA: &[(&str, &str, u16)] = &[
    ("delete", "/targets/{id}/sharing/{grantId}", 404),
    ("post", "/targets/{id}/sharing/{grantId}/withdrawal", 404),
    ("get", "/me", 200),
];

/// Operations that need no token, with the reason.
const OPEN: &[(&str, &str)] = &[("get", "/api/v1/healthcheck/ping")]; // load balancers have none

#[test]
fn no_operation_of_the_document_is_missing_here() {
    let document = serde_json::to_value(contactable_http::openapi_document()).expect("JSON");
    let mut documented = BTreeSet::new();
    let mut open = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let place = (method.clone(), path.clone());
            if operation["security"] == serde_json::json!([{"bearer": []}]) {
                documented.insert(place);
            } else {
                open.insert(place);
            }
        }
    }
    let listed = |list: &[(&str, &str)]| {
        list.iter()
            .map(|(m, p)| ((*m).to_owned(), (*p).to_owned()))
            .collect::<BTreeSet<_>>()
    };
    let protected: Vec<_> = PROTECTED
        .iter()
        .map(|operation| (operation.method, operation.path))
        .collect();
    assert_eq!(documented, listed(&protected));
    assert_eq!(open, listed(OPEN));
}

async fn perform(app: &TestApp, operation: &Operation, id: &str, token: Option<&str>) -> Answer {
    let path = operation
        .called
        .replace("{id}", id)
        .replace("{target}", AMARA);
    let mut request = Request::builder()
        .method(operation.method.to_uppercase().as_str())
        .uri(path);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let body = match operation.body {
        Some(NEW) => phone("07700 900456", false),
        Some(body) => body.to_owned(),
        None => String::new(),
    };
    if !body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    app.send(request.body(Body::from(body)).expect("a request"))
        .await
}

/// The path of a target's wishes.
fn wishes() -> String {
    format!("/targets/{AMARA}/preferences")
}

/// The path of what is shared of a target.
fn sharing() -> String {
    format!("/targets/{AMARA}/sharing")
}

/// A record of the officer's area; the area knows of the target's wishes, and shares what it holds, too.
async fn record(app: &TestApp) -> String {
    let grant = AGREED
        .replacen('{', r#"{"id":"018f3f2e-7a3b-7c00-8000-00000000000a","#, 1)
        .replace("notice 3", "notice 2");
    app.call(Officer, "POST", &sharing(), &grant).await;
    let told = r#"{"preferredMethod":"email","doNotUse":["fax"]}"#;
    app.call(Officer, "PUT", &wishes(), told).await;
    app.call(
        Officer,
        "POST",
        "/contact-details",
        &phone("07700 900123", true),
    )
    .await
    .id()
}

async fn state(app: &TestApp) -> String {
    let path = format!("/contact-details?targetId={AMARA}&includeHistoric=true");
    let records = app.call(Officer, "GET", &path, "").await.text;
    let wishes = app.call(Officer, "GET", &wishes(), "").await.text;
    let sharing = app.call(Officer, "GET", &sharing(), "").await.text;
    format!("{records} {wishes} {sharing}")
}

#[tokio::test]
async fn without_a_good_token_every_operation_is_refused() {
    let app = TestApp::new();
    let id = record(&app).await;
    let before = state(&app).await;
    let good = app.token(Officer, &[]);
    let forged = format!("{}AAAA", &good[..good.len() - 4]);
    let expired = app.token(Officer, &["exp=1"]);
    let elsewhere = app.token(Officer, &["aud=elsewhere"]);
    for operation in PROTECTED {
        for token in [
            None,
            Some(forged.as_str()),
            Some(expired.as_str()),
            Some(elsewhere.as_str()),
        ] {
            let answer = perform(&app, operation, &id, token).await;
            let told = format!("{} {}", operation.method, operation.path);
            assert_eq!(answer.status, 401, "{told}");
            assert!(
                answer.header("www-authenticate").starts_with("Bearer"),
                "{told}"
            );
        }
    }
    assert_eq!(state(&app).await, before);
}

#[tokio::test]
async fn another_area_is_told_what_nobody_is_told() {
    let app = TestApp::new();
    let id = record(&app).await;
    let before = state(&app).await;
    let stranger = app.token(SocialWorker, &[]);
    let nobody = "018f3f2e-7a3b-7c00-8000-0123456789ab";
    let empty = TestApp::new();
    for operation in PROTECTED {
        let told = format!("{} {}", operation.method, operation.path);
        let answer = perform(&app, operation, &id, Some(&stranger)).await;
        assert_eq!(answer.status, operation.stranger, "{told}");
        // Word for word what is said where there is nothing at all.
        let nothing = perform(&empty, operation, &id, Some(&stranger)).await;
        assert_eq!(plain(&answer), plain(&nothing), "{told}");
        let unknown = perform(&app, operation, nobody, Some(&stranger)).await;
        assert_eq!(
            plain(&answer).replace(&id, nobody),
            plain(&unknown),
            "{told}"
        );
    }
    assert_eq!(state(&app).await, before);
    let trail = app
        .store
        .trail(TargetId::parse(AMARA).expect("an id"))
        .await
        .expect("readable");
    for tried in [
        "create refused not-your-area",
        "replace-information refused another-area",
        "amend refused another-area",
        "end refused another-area",
    ] {
        assert!(
            trail.iter().any(|line| line.starts_with(tried)),
            "{tried} is not in the trail"
        );
    }
}

#[tokio::test]
async fn somebody_of_no_area_is_refused_everywhere() {
    let app = TestApp::new();
    let id = record(&app).await;
    let visitor = app.token(Visitor, &[]);
    for operation in PROTECTED {
        let answer = perform(&app, operation, &id, Some(&visitor)).await;
        let place = (operation.method, operation.path);
        let told = |(method, path, _): &&(&str, &str, u16)| (*method, *path) == place;
        let expected = WITHOUT_AREA.iter().find(told).map_or(403, |told| told.2);
        assert_eq!(
            answer.status, expected,
            "{} {}",
            operation.method, operation.path
        );
    }
}

#[tokio::test]
async fn the_owner_may() {
    let app = TestApp::new();
    let id = record(&app).await;
    let owner = app.token(Officer, &[]);
    for operation in PROTECTED {
        let answer = perform(&app, operation, &id, Some(&owner)).await;
        assert_eq!(
            answer.status, operation.owner,
            "{} {}: {}",
            operation.method, operation.path, answer.text
        );
    }
}

/// The answer without what is different in every request.
fn plain(answer: &Answer) -> String {
    let correlation = answer.header("x-correlation-id").to_owned();
    format!(
        "{} {}",
        answer.status,
        answer.text.replace(&correlation, "(correlation)")
    )
}
