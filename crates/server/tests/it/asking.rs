//! Asking with a token of one's own, and reading the trail as an auditor does.

use axum::body::Body;
use axum::http::Request;
use contactable_domain::audit::{Stream, TrailQuery};
use contactable_server::demo::Persona::Auditor;
use serde_json::Value;

use crate::test_app::{Answer, TestApp};

/// A call with this token and these headers, with a JSON body unless it is empty.
pub async fn call_as(
    app: &TestApp,
    token: &str,
    method: &str,
    path: &str,
    body: &str,
    headers: &[(&str, &str)],
) -> Answer {
    let mut request = Request::builder()
        .method(method)
        .uri(path)
        .header("authorization", format!("Bearer {token}"));
    if !body.is_empty() && headers.iter().all(|(name, _)| *name != "content-type") {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.send(
        request
            .body(Body::from(body.to_owned()))
            .expect("a request"),
    )
    .await
}

/// The entries about a target, or about none.
pub async fn entries(app: &TestApp, target: Option<&str>) -> Vec<Value> {
    let about = target.map_or(String::new(), |target| format!("&targetId={target}"));
    let path = format!("/audit?limit=500{about}");
    let answer = app.call(Auditor, "GET", &path, "").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let page = answer.json();
    assert!(page["nextAfter"].is_null(), "more than a page");
    page["results"].as_array().expect("entries").clone()
}

/// Of an entry the action, the outcome and the rule.
pub fn told(entry: &Value) -> String {
    let word = |name: &str| entry[name].as_str().expect("a word").to_owned();
    format!("{} {} {}", word("action"), word("outcome"), word("because"))
}

/// Every field of every entry of the trail.
pub async fn whole_trail(app: &TestApp) -> String {
    let mut text = String::new();
    for stream in Stream::all() {
        let query = TrailQuery {
            stream,
            target: None,
            from: None,
            until: None,
            after: 0,
            limit: usize::MAX,
        };
        for entry in app.store.trail_entries(query).await.expect("readable") {
            let words = [
                &entry.issuer,
                &entry.actor,
                &entry.mode,
                &entry.purpose,
                &entry.action,
                &entry.areas,
                &entry.outcome,
                &entry.because,
            ];
            for word in words {
                text.push_str(word);
                text.push('|');
            }
            text.push('\n');
        }
    }
    assert!(!text.is_empty(), "the trail is empty");
    text
}
