//! Tokens that must not be believed, one by one.

mod admission;
mod attacks;
mod claims;
mod configured;
mod key_server;
mod platform;
mod platform_access;
mod properties;
mod purpose;
mod revoked;
mod rotation;
pub mod signing;

use axum::body::Body;
use axum::http::Request;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contactable_server::demo::Persona::{Officer, Visitor};

use crate::test_app::{AMARA, Answer, TestApp};

async fn get(app: &TestApp, surface: &str, authorization: &str) -> Answer {
    let path = format!("{surface}?targetId={AMARA}");
    let request = Request::get(path).header("authorization", authorization);
    app.send(request.body(Body::empty()).expect("a request"))
        .await
}

async fn status(app: &TestApp, token: &str) -> u16 {
    get(app, "/contact-details", &format!("Bearer {token}"))
        .await
        .status
        .as_u16()
}

fn with_header(token: &str, header: &str) -> String {
    let rest = token.split_once('.').expect("three parts").1;
    format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header))
}

#[tokio::test]
async fn a_good_token_is_believed_until_it_expires() {
    let app = TestApp::new();
    let token = app.token(Officer, &[]);
    assert_eq!(status(&app, &token).await, 200);
    app.clock.advance_seconds(12 * 60 * 60 - 1);
    assert_eq!(status(&app, &token).await, 200);
    app.clock.advance_seconds(1);
    let refused = get(&app, "/contact-details", &format!("Bearer {token}")).await;
    assert_eq!(refused.status, 401);
    assert_eq!(
        refused.header("www-authenticate"),
        "Bearer error=\"invalid_token\", error_description=\"expired\""
    );
}

#[tokio::test]
async fn claims_must_hold() {
    let app = TestApp::new();
    let now = 1_795_253_400;
    let late = format!("nbf={}", now + 1);
    for claims in [
        &["iss=https://elsewhere.invalid"][..],
        &["iss=null"],
        &["aud=somebody-else"],
        &["aud=[\"a\",\"b\"]"],
        &["aud=null"],
        &["sub=null"],
        &["sub=\" \""],
        &["exp=null"],
        &["exp=\"never\""],
        &["exp=1"],
        &[late.as_str()],
        &["nbf=\"soon\""],
        &["groups=\"housing-officers\""],
        &["groups=[1]"],
        &["name=[]"],
    ] {
        assert_eq!(
            status(&app, &app.token(Officer, claims)).await,
            401,
            "{claims:?}"
        );
    }
    for claims in [
        &["aud=[\"other\",\"contactable\"]"][..],
        &["nbf=1"],
        &["exp=1e300"],
        &["name=null"],
    ] {
        assert_eq!(
            status(&app, &app.token(Officer, claims)).await,
            200,
            "{claims:?}"
        );
    }
}

#[tokio::test]
async fn signatures_must_be_the_issuers() {
    let app = TestApp::new();
    let token = app.token(Officer, &[]);
    let other = app.token(Visitor, &[]);
    let (signed, _) = token.rsplit_once('.').expect("three parts");
    let (_, others_signature) = other.rsplit_once('.').expect("three parts");
    let forged = [
        format!("{signed}."),
        signed.to_owned(),
        format!("{signed}.{others_signature}"),
        format!("{signed}.AAAA"),
        with_header(&token, r#"{"alg":"none"}"#),
        with_header(&token, r#"{"alg":"HS256"}"#),
        with_header(&token, r#"{"alg":"RS256"}"#),
        with_header(&token, r#"{"alg":"EdDSA","kid":"another"}"#),
        "a.b.c".to_owned(),
        "x".repeat(100_000),
        String::new(),
    ];
    for token in forged {
        assert_eq!(
            status(&app, &token).await,
            401,
            "{}",
            &token[..token.len().min(80)]
        );
    }
}

#[tokio::test]
async fn the_bare_token_is_for_the_deployed_paths() {
    let app = TestApp::new();
    let token = app.token(Officer, &[]);
    assert_eq!(get(&app, "/contact-details", &token).await.status, 401);
    assert_eq!(
        get(&app, "/api/v1/contactDetails", &token).await.status,
        404
    );
    assert_eq!(
        get(&app, "/api/v2/contactDetails", &format!("bearer  {token}"))
            .await
            .status,
        404
    );
    assert_eq!(
        get(&app, "/api/v1/contactDetails", &format!("Basic {token}"))
            .await
            .status,
        401
    );
}

#[tokio::test]
async fn two_tokens_are_none() {
    let app = TestApp::new();
    let token = format!("Bearer {}", app.token(Officer, &[]));
    let request = Request::get(format!("/contact-details?targetId={AMARA}"))
        .header("authorization", &token)
        .header("authorization", &token);
    assert_eq!(
        app.send(request.body(Body::empty()).expect("a request"))
            .await
            .status,
        401
    );
}
