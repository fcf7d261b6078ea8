//! Which paths and methods there are, and what is said of all others.

use contactable_server::demo::Persona::{
    Clinician, PdsApp, PdsPatient, PdsPrivilegedApp, PdsWorker,
};

use super::rows::refused;
use super::world::{Ask, BASE, NUMBER, held, known, patient, read};
use crate::test_app::TestApp;

async fn by_worker(app: &TestApp, method: &'static str, suffix: &str) -> crate::test_app::Answer {
    Ask::of(method, suffix).by(app, PdsWorker).await
}

#[tokio::test]
async fn a_path_that_is_not_served() {
    let app = known().await;
    for suffix in [
        "",
        "/",
        "//",
        "/HelloWorld",
        "/Patient!",
        "/patient",
        "/Coverage",
        "/Observation/1",
        "/_ping/",
        "/metadata/x",
        "/..",
        "/%50atient/9990000018",
        "/Patient/9990000018/",
        "/Patient/9990000018/RelatedPerson/",
        "/Patient/9990000018/RelatedPerson/1",
        "/Patient/9990000018/Observation",
        "/Patient%2F9990000018",
        "//Patient/9990000018",
    ] {
        for method in ["GET", "POST", "PATCH", "PUT", "DELETE"] {
            let answer = by_worker(&app, method, suffix).await;
            let told = format!("Unsupported path - '{suffix}'");
            refused(&answer, 400, "UNSUPPORTED_REQUEST", Some(&told));
        }
    }
    // What only begins like it is no part of the interface.
    for path in ["X", "x/Patient/9990000018"] {
        let answer = app
            .call(PdsWorker, "GET", &format!("{BASE}{path}"), "")
            .await;
        assert_eq!(answer.status, 404);
        assert_eq!(answer.header("content-type"), "application/problem+json");
    }
}

#[tokio::test]
async fn a_path_that_is_served_in_another_way() {
    let app = known().await;
    let related = format!("{}/RelatedPerson", patient());
    for (method, suffix) in [
        ("PUT", patient().as_str()),
        ("POST", &patient()),
        ("DELETE", &patient()),
        ("TRACE", &patient()),
        ("PATCH", &related),
        ("POST", &related),
        ("GET", "/Patient/"),
        ("PATCH", "/Patient/"),
        ("PUT", "/Patient"),
        ("PATCH", "/Patient"),
        ("POST", "/_ping"),
        ("POST", "/metadata"),
        ("GET", "/Patient"),
        ("POST", "/Patient"),
    ] {
        let answer = by_worker(&app, method, suffix).await;
        refused(&answer, 400, "UNSUPPORTED_SERVICE", None);
    }
}

#[tokio::test]
async fn searching_is_not_offered_and_says_so() {
    let app = known().await;
    let told =
        "Searching by demographics is not offered here - people are found by NHS number only";
    for query in [
        "family=Smith&birthdate=eq2010-10-22",
        "phone=07700900001",
        "x",
    ] {
        let ask = Ask::get(&format!("/Patient?{query}"));
        for who in [PdsWorker, PdsApp, PdsPrivilegedApp, Clinician] {
            let answer = ask.by(&app, who).await;
            refused(&answer, 400, "UNSUPPORTED_SERVICE", Some(told));
        }
        // A patient may not search at all.
        let words = "Your access token has insufficient permissions. See documentation regarding Patient access \
                     restrictions https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir";
        let answer = ask.by(&app, PdsPatient).await;
        refused(&answer, 403, "ACCESS_DENIED", Some(words));
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let app = held().await;
    let whole = read(&app).await;
    let head = by_worker(&app, "HEAD", &patient()).await;
    assert_eq!((head.status.as_u16(), &*head.text), (200, ""));
    for name in ["etag", "content-type"] {
        assert_eq!(head.header(name), whole.header(name));
    }
    let length = whole.text.len().to_string();
    assert_eq!(head.header("content-length"), length);
    let refused = by_worker(&app, "HEAD", "/Patient/1").await;
    assert_eq!((refused.status.as_u16(), &*refused.text), (400, ""));
}

#[tokio::test]
async fn whoever_asks_is_told_whether_the_interface_is_there() {
    let app = known().await;
    let ping = Ask::get("/_ping").sent(&app).await;
    assert_eq!(ping.status, 200);
    assert_eq!(ping.json()["service"], "contactable");
    let ask = Ask::get("/_status");
    for ask in [ask.clone(), ask.clone().with("apikey", "")] {
        let answer = ask.sent(&app).await;
        refused(&answer, 401, "ACCESS_DENIED", Some("Missing apikey header"));
    }
    let status = ask.with("apikey", "monitor").sent(&app).await;
    assert_eq!(
        (status.status.as_u16(), &status.json()["status"]),
        (200, &"pass".into())
    );
    let statement = Ask::get("/metadata").sent(&app).await;
    assert_eq!(statement.status, 200);
    assert_eq!(statement.header("content-type"), "application/fhir+json");
    let statement = statement.json();
    assert_eq!(statement["resourceType"], "CapabilityStatement");
    assert_eq!(statement["fhirVersion"], "4.0.1");
    let offered = statement["rest"][0]["resource"]
        .as_array()
        .expect("resources");
    let types: Vec<&str> = offered
        .iter()
        .filter_map(|one| one["type"].as_str())
        .collect();
    assert_eq!(types, ["Patient", "RelatedPerson"]);
}

#[tokio::test]
async fn a_query_beside_a_number_changes_nothing() {
    let app = held().await;
    let whole = read(&app).await.text;
    for query in ["?", "?x=1", "?_format=xml", "?%00"] {
        let answer = by_worker(&app, "GET", &format!("/Patient/{NUMBER}{query}")).await;
        assert_eq!(answer.text, whole, "{query}");
    }
}
