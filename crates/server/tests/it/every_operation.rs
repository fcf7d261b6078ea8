//! Every operation of the OpenAPI document, tried by those who may not.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use contactable_domain::ids::TargetId;
use contactable_server::demo::Persona::{Officer, SocialWorker, Visitor};

use crate::test_app::{AMARA, Answer, TestApp, phone};

mod access;
pub mod operations;
mod people;
mod situation;

use operations::{AGREED, NEW, Operation, PROTECTED};

/// What somebody of no area is told where they are not refused: nothing of anybody, or who they are.
const WITHOUT_AREA: &[(&str, &str, u16)] = &[
    ("delete", "/targets/{id}/sharing/{grantId}", 404),
    ("post", "/targets/{id}/sharing/{grantId}/withdrawal", 404),
    ("get", "/me", 200),
    // As an application that did not subscribe.
    ("get", OF_A_PATIENT, 401),
    ("patch", OF_A_PATIENT, 401),
    ("get", OF_RELATED_PEOPLE, 401),
];

const OF_A_PATIENT: &str = "/personal-demographics/FHIR/R4/Patient/{nhsNumber}";
const OF_RELATED_PEOPLE: &str = "/personal-demographics/FHIR/R4/Patient/{nhsNumber}/RelatedPerson";

/// Operations that need no token, with the reason.
const OPEN: &[(&str, &str)] = &[
    ("get", "/api/v1/healthcheck/ping"), // load balancers have none
    ("get", "/health"),                  // nor has whoever starts the service again
    ("get", "/ready"),                   // nor has whoever sends it requests
    ("get", "/personal-demographics/FHIR/R4/_ping"), // nor has whoever looks whether it is there
    ("get", "/personal-demographics/FHIR/R4/_status"), // monitors bring a key
    ("get", "/personal-demographics/FHIR/R4/metadata"), // clients ask before they have one
];

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
    for (name, value) in operation.headers() {
        request = request.header(*name, *value);
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
