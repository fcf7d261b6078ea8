//! Keys that are fetched over the net: rotation, rate limits, and key servers in trouble.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use contactable_http::auth::{Groups, Issuer, IssuerKind, KeyFailure, Keys, TokenVerifier};
use contactable_testkit::FrozenClock;
use serde_json::{Value, json};

use super::key_server::Host;
use super::signing::{ISSUER, SigningKey, algorithms, claims, claims_with, fixed, issuer, set};
use super::status;
use crate::test_app::TestApp;

/// A service that believes what this server publishes.
fn app(host: &Host) -> TestApp {
    TestApp::with(|parts| {
        let clock = parts.clock.clone();
        let keys = Keys::remote(ISSUER, host.keys(), algorithms(&["EdDSA"]), 60, clock);
        parts.issuers = vec![issuer(parts, ISSUER, keys)];
    })
}

async fn ping(app: &TestApp) -> (u16, Value) {
    let request = Request::get("/api/v1/healthcheck/ping").body(Body::empty());
    let answer = app.send(request.expect("a request")).await;
    (answer.status.as_u16(), answer.json())
}

/// Waits until something is so. What never comes about is told by the test's own end.
async fn until(is_so: impl AsyncFn() -> bool) {
    let waiting = async {
        while !is_so().await {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    let waited = tokio::time::timeout(Duration::from_mins(1), waiting).await;
    waited.expect("it comes about");
}

/// A token of this key that was not seen before.
fn fresh(key: &SigningKey, number: u32) -> String {
    key.token("EdDSA", &claims_with("jti", json!(number.to_string())))
}

#[tokio::test]
async fn keys_are_fetched_once_and_kept() {
    let key = SigningKey::ed("one");
    let host = Host::publishing(&set(&[&key])).await;
    let app = app(&host);
    for number in 0..5 {
        assert_eq!(status(&app, &fresh(&key, number)).await, 200);
    }
    assert_eq!(host.asked(), 1);
}

#[tokio::test]
async fn a_new_key_is_found_and_an_old_one_ends_its_tokens() {
    let (one, two) = (SigningKey::ed("one"), SigningKey::ed("two"));
    let host = Host::publishing(&set(&[&one])).await;
    let app = app(&host);
    let old = fresh(&one, 1);
    assert_eq!(status(&app, &old).await, 200);
    host.publish(&set(&[&two]));
    assert_eq!(status(&app, &fresh(&two, 1)).await, 401, "asked just now");
    assert_eq!(host.asked(), 1);
    app.clock.advance_seconds(30);
    assert_eq!(status(&app, &fresh(&two, 1)).await, 200);
    assert_eq!(host.asked(), 2);
    assert_eq!(status(&app, &old).await, 401, "its key is gone");
}

#[tokio::test]
async fn a_key_that_is_replaced_under_its_id_ends_its_tokens_too() {
    let (one, other) = (SigningKey::ed("one"), SigningKey::ed("one"));
    let (old, new) = (fresh(&one, 1), fresh(&other, 1));
    let host = Host::publishing(&set(&[&one])).await;
    let app = app(&host);
    assert_eq!(status(&app, &old).await, 200);
    host.publish(&set(&[&other]));
    app.clock.advance_seconds(30);
    let unknown = SigningKey::ed("two").token("EdDSA", &claims());
    assert_eq!(status(&app, &unknown).await, 401);
    assert_eq!(
        (status(&app, &old).await, status(&app, &new).await),
        (401, 200)
    );
}

#[tokio::test]
async fn unknown_keys_are_asked_for_once_in_a_while() {
    let (key, stranger) = (SigningKey::ed("one"), SigningKey::ed("two"));
    let host = Host::publishing(&set(&[&key])).await;
    let app = app(&host);
    assert_eq!(status(&app, &fresh(&key, 0)).await, 200);
    for round in 1..4 {
        app.clock.advance_seconds(30);
        for number in 0..20 {
            assert_eq!(status(&app, &fresh(&stranger, number)).await, 401);
        }
        assert_eq!(host.asked(), 1 + round);
    }
    assert_eq!(status(&app, &fresh(&key, 1)).await, 200);
}

#[tokio::test]
async fn those_who_ask_at_once_share_one_call() {
    let key = SigningKey::ed("one");
    let host = Host::publishing(&set(&[&key])).await;
    host.hold_back();
    let app = Arc::new(app(&host));
    let asking: Vec<_> = (0..20)
        .map(|number| {
            let (app, token) = (app.clone(), fresh(&key, number));
            tokio::spawn(async move { status(&app, &token).await })
        })
        .collect();
    until(async || host.asked() == 1).await;
    host.let_go();
    for answer in asking {
        assert_eq!(answer.await.expect("it answers"), 200);
    }
    assert_eq!(host.asked(), 1);
}

#[tokio::test]
async fn a_call_goes_on_when_whoever_made_it_is_gone() {
    let (one, two) = (SigningKey::ed("one"), SigningKey::ed("two"));
    let host = Host::publishing(&set(&[&one])).await;
    let app = Arc::new(app(&host));
    assert_eq!(status(&app, &fresh(&one, 1)).await, 200);
    host.publish(&set(&[&one, &two]));
    host.hold_back();
    app.clock.advance_seconds(30);
    let (asking_app, token) = (app.clone(), fresh(&two, 1));
    let asking = tokio::spawn(async move { status(&asking_app, &token).await });
    until(async || host.asked() == 2).await;
    asking.abort();
    assert!(asking.await.expect_err("gone").is_cancelled());
    host.let_go();
    until(async || status(&app, &fresh(&two, 2)).await == 200).await;
    assert_eq!(host.asked(), 2);
}

#[tokio::test]
async fn old_keys_are_fetched_anew_while_nobody_waits() {
    let (one, two) = (SigningKey::ed("one"), SigningKey::ed("two"));
    let host = Host::publishing(&set(&[&one])).await;
    let app = app(&host);
    let token = key_for_long(&one);
    assert_eq!(status(&app, &token).await, 200);
    host.publish(&set(&[&two]));
    app.clock.advance_seconds(60 * 60 - 1);
    assert_eq!(status(&app, &token).await, 200);
    assert_eq!(host.asked(), 1);
    host.hold_back();
    app.clock.advance_seconds(1);
    assert_eq!(
        status(&app, &token).await,
        200,
        "answered with the keys there are"
    );
    until(async || host.asked() == 2).await;
    assert_eq!(status(&app, &token).await, 200);
    host.let_go();
    until(async || status(&app, &token).await == 401).await;
    assert_eq!(host.asked(), 2);
}

/// A token that is good for a day.
fn key_for_long(key: &SigningKey) -> String {
    let exp = super::signing::NOW + 24 * 60 * 60;
    key.token("EdDSA", &claims_with("exp", json!(exp)))
}

#[tokio::test]
async fn a_key_server_in_trouble_leaves_the_last_good_keys() {
    let key = SigningKey::ed("one");
    let host = Host::publishing(&set(&[&key])).await;
    let app = app(&host);
    let token = key_for_long(&key);
    assert_eq!(status(&app, &token).await, 200);
    assert_eq!(ping(&app).await, health(200, "healthy", "healthy"));
    let troubles: [&dyn Fn(); 5] = [
        &|| host.fail(),
        &|| host.publish("<html>"),
        &|| host.publish(r#"{"keys":[]}"#),
        &|| host.publish(r#"{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"one"}]}"#),
        &|| host.publish(&" ".repeat(300 * 1024)),
    ];
    app.clock.advance_seconds(60 * 60);
    for (round, trouble) in troubles.into_iter().enumerate() {
        trouble();
        assert_eq!(status(&app, &token).await, 200);
        until(async || host.asked() == round + 2 && ping(&app).await.1["status"] == "degraded")
            .await;
        assert_eq!(ping(&app).await, health(200, "degraded", "degraded"));
        assert_eq!(status(&app, &token).await, 200);
        app.clock.advance_seconds(30);
    }
    host.publish(&set(&[&key]));
    until(async || ping(&app).await == health(200, "healthy", "healthy")).await;
}

fn health(code: u16, all: &str, keys: &str) -> (u16, Value) {
    let dependencies = json!({ "store": "healthy", "issuers[0] (staff)": keys });
    (code, json!({ "status": all, "dependencies": dependencies }))
}

#[tokio::test]
async fn the_service_starts_while_the_key_server_is_down() {
    let key = SigningKey::ed("one");
    let host = Host::publishing(&set(&[&key])).await;
    host.fail();
    let app = app(&host);
    assert_eq!(status(&app, &fresh(&key, 1)).await, 401);
    assert_eq!(ping(&app).await, health(503, "unhealthy", "unhealthy"));
    assert_eq!(host.asked(), 1);
    host.publish(&set(&[&key]));
    app.clock.advance_seconds(30);
    assert_eq!(status(&app, &fresh(&key, 1)).await, 200);
    assert_eq!(ping(&app).await, health(200, "healthy", "healthy"));
}

#[tokio::test]
async fn one_issuer_in_trouble_leaves_the_others() {
    let (ours, theirs) = (SigningKey::ed("one"), SigningKey::ed("one"));
    let host = Host::publishing("").await;
    let app = TestApp::with(|parts| {
        let clock = parts.clock.clone();
        let keys = Keys::remote(ISSUER, host.keys(), algorithms(&["EdDSA"]), 60, clock);
        let there = fixed(&[&theirs], &["EdDSA"]);
        parts.issuers = vec![
            issuer(parts, ISSUER, keys),
            issuer(parts, "https://other.example", there),
        ];
    });
    assert_eq!(status(&app, &fresh(&ours, 1)).await, 401);
    let others = claims_with("iss", json!("https://other.example"));
    assert_eq!(status(&app, &theirs.token("EdDSA", &others)).await, 200);
    assert_eq!(ping(&app).await, health(200, "degraded", "unhealthy"));
}

#[tokio::test]
async fn how_the_keys_are_doing_is_told() {
    let key = SigningKey::ed("one");
    let host = Host::publishing(&set(&[&key])).await;
    let clock = Arc::new(FrozenClock::default());
    let names = algorithms(&["EdDSA"]);
    let keys = Keys::remote(ISSUER, host.keys(), names, 60, clock.clone());
    let audiences = vec!["contactable".to_owned()];
    let kind = IssuerKind::Staff(Groups::default());
    let issuer = Issuer::new(ISSUER, audiences, 0, kind, keys);
    let verifier = TokenVerifier::new(vec![issuer], clock.clone());
    let state = || {
        let states = verifier.key_states();
        let state = states.first().expect("one issuer");
        assert!(*state.issuer == *ISSUER && state.kind == "staff" && state.is_remote);
        (state.keys, state.age_seconds, state.failure)
    };
    assert_eq!(state(), (0, None, None));
    assert!(verifier.verify(&fresh(&key, 1)).await.is_ok());
    clock.advance_seconds(40);
    assert_eq!(state(), (1, Some(40), None));
    let unknown = SigningKey::ed("two");
    for (trouble, failure) in [
        ("<html>", KeyFailure::NotAKeySet),
        (r#"{"keys":[{"kty":"new"}]}"#, KeyFailure::NoUsableKey),
        ("", KeyFailure::Unavailable),
    ] {
        match failure {
            KeyFailure::Unavailable => host.fail(),
            _ => host.publish(trouble),
        }
        assert!(verifier.verify(&fresh(&unknown, 1)).await.is_err());
        assert_eq!((state().0, state().2), (1, Some(failure)));
        clock.advance_seconds(30);
    }
    assert_eq!(state().1, Some(130), "since they were good");
}

#[tokio::test]
async fn a_clock_that_is_put_back_is_not_waited_for() {
    let key = SigningKey::ed("one");
    let host = Host::publishing(&set(&[&key])).await;
    let app = app(&host);
    assert_eq!(status(&app, &fresh(&key, 1)).await, 200);
    app.clock.advance_seconds(-2 * 60 * 60);
    assert_eq!(status(&app, &fresh(&key, 1)).await, 200);
    until(async || host.asked() == 2).await;
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let key = SigningKey::ed("one");
    let elsewhere = Host::publishing(&set(&[&key])).await;
    let host = Host::publishing("").await;
    host.redirect(&format!("{}/keys", elsewhere.base));
    assert_eq!(status(&app(&host), &fresh(&key, 1)).await, 401);
    assert_eq!((host.asked(), elsewhere.asked()), (1, 0));
}

#[tokio::test]
async fn keys_are_fetched_without_anybody_asking() {
    let key = SigningKey::ed("one");
    let host = Host::publishing(&set(&[&key])).await;
    let app = app(&host);
    until(async || ping(&app).await == health(200, "healthy", "healthy")).await;
    assert_eq!(host.asked(), 1);
}

#[tokio::test]
async fn the_issuer_says_where_its_keys_are() {
    let key = SigningKey::ed("one");
    let host = Host::publishing(&set(&[&key])).await;
    let issuer_name = host.base.clone();
    let discovering = || {
        TestApp::with(|parts| {
            let clock = parts.clock.clone();
            let names = algorithms(&["EdDSA"]);
            let keys = Keys::remote(&issuer_name, host.discovered(), names, 60, clock);
            parts.issuers = vec![issuer(parts, &issuer_name, keys)];
        })
    };
    let token = key.token("EdDSA", &claims_with("iss", json!(issuer_name)));
    let keys = format!("{}/keys", host.base);
    for other in ["https://other.example", &format!("{}/", host.base)] {
        host.say_issuer(other, &keys);
        assert_eq!(status(&discovering(), &token).await, 401, "{other}");
    }
    assert_eq!(host.asked(), 0);
    host.say_issuer(&host.base, &keys);
    assert_eq!(status(&discovering(), &token).await, 200);
}
