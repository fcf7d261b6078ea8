//! For what somebody asks: the header `X-Purpose`.

use axum::body::Body;
use axum::http::Request;
use contactable_domain::actor::PurposeOfUse;
use contactable_server::demo::Persona::Officer;

use crate::test_app::{AMARA, Answer, TestApp};

async fn ask(app: &TestApp, path: &str, purposes: &[&[u8]]) -> Answer {
    let token = format!("Bearer {}", app.token(Officer, &[]));
    let request = Request::get(path).header("authorization", token);
    let request = purposes.iter().fold(request, |request, purpose| {
        request.header("x-purpose", *purpose)
    });
    app.send(request.body(Body::empty()).expect("a request"))
        .await
}

fn list() -> String {
    format!("/contact-details?targetId={AMARA}")
}

#[tokio::test]
async fn every_purpose_is_taken_whatever_its_case() {
    let app = TestApp::new();
    assert_eq!(ask(&app, &list(), &[]).await.status, 200);
    for purpose in PurposeOfUse::ALL {
        let word = purpose.as_str();
        for written in [word.to_owned(), word.to_uppercase(), format!(" {word} ")] {
            let answer = ask(&app, &list(), &[written.as_bytes()]).await;
            assert_eq!(answer.status, 200, "{written}");
        }
    }
}

#[tokio::test]
async fn other_words_are_refused_with_those_there_are() {
    let app = TestApp::new();
    for purposes in [
        &[&b"curiosity"[..]][..],
        &[b""],
        &[b"general, emergency"],
        &[b"\xff"],
    ] {
        let refused = ask(&app, &list(), purposes).await;
        assert_eq!(refused.status, 400);
        assert_eq!(refused.told(), ["X-Purpose unknown-word"]);
        for purpose in PurposeOfUse::ALL {
            assert!(refused.text.contains(purpose.as_str()), "{purpose:?}");
        }
        assert!(!refused.text.contains("curiosity"));
    }
}

#[tokio::test]
async fn a_purpose_is_given_once() {
    let app = TestApp::new();
    let refused = ask(&app, &list(), &[b"emergency", b"emergency"]).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.told(), ["X-Purpose given-twice"]);
}

#[tokio::test]
async fn the_deployed_paths_say_it_in_their_shape() {
    let app = TestApp::new();
    let path = format!("/api/v1/contactDetails?targetId={AMARA}");
    let refused = ask(&app, &path, &[b"curiosity"]).await;
    assert_eq!(refused.status, 400);
    assert!(
        refused.json()["errors"]["X-Purpose"].is_array(),
        "{}",
        refused.text
    );
}

#[tokio::test]
async fn strangers_are_told_nothing_about_it() {
    let app = TestApp::new();
    let request = Request::get(list()).header("x-purpose", "curiosity");
    let request = request.body(Body::empty()).expect("a request");
    assert_eq!(app.send(request).await.status, 401);
}
