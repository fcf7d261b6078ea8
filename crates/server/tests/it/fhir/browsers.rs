//! What browsers ask before they send anything, and what pages may read.

use std::sync::Arc;

use contactable_http::edges::{Origin, Origins};
use contactable_server::demo::Persona::PdsWorker;

use super::rows::told;
use super::world::{Ask, known, known_with, patient};
use crate::test_app::TestApp;

const PAGE: &str = "https://intranet.example";

const HEADERS: &str = "origin, x-requested-with, accept, content-type, if-match, nhsd-session-urid, authorization, \
                       x-correlation-id, x-request-id, nhsd-end-user-organisation-ods";

async fn listing() -> TestApp {
    known_with(|parts| {
        let listed = Origin::parse(PAGE).expect("an origin");
        parts.edges.origins = Arc::new(Origins::new(vec![listed]));
    })
    .await
}

fn preflight(origin: &str) -> Ask {
    Ask::of("OPTIONS", &patient())
        .with("origin", origin)
        .with("access-control-request-method", "PATCH")
}

#[tokio::test]
async fn a_preflight_is_answered_as_the_platform_does() {
    for (app, origin, allowed) in [
        (listing().await, PAGE, PAGE),
        (listing().await, "https://elsewhere.example", ""),
        (known().await, PAGE, ""),
    ] {
        let answer = preflight(origin).sent(&app).await;
        assert_eq!((answer.status.as_u16(), &*answer.text), (204, ""));
        assert_eq!(answer.header("access-control-allow-headers"), HEADERS);
        let methods = "GET, PUT, POST, PATCH, DELETE";
        assert_eq!(answer.header("access-control-allow-methods"), methods);
        assert_eq!(answer.header("access-control-max-age"), "3628800");
        assert_eq!(answer.header("access-control-allow-origin"), allowed);
    }
}

#[tokio::test]
async fn options_otherwise_is_an_error_that_nobody_knows() {
    let app = listing().await;
    for ask in [
        Ask::of("OPTIONS", &patient()),
        Ask::of("OPTIONS", "/HelloWorld"),
        preflight(PAGE).without("origin"),
        preflight(PAGE).without("access-control-request-method"),
    ] {
        let (status, code, words) = told(&ask.sent(&app).await);
        assert_eq!((status, &*code), (502, "UNKNOWN_ERROR"));
        let words = words.expect("diagnostics");
        let beginning = "An unknown error occurred processing this request. Contact us for assistance diagnosing this \
                         issue: https://digital.nhs.uk/developer/help-and-support. (Message ID: ";
        assert!(words.starts_with(beginning), "{words}");
    }
}

#[tokio::test]
async fn pages_of_listed_origins_read_the_version_and_the_ids() {
    let app = listing().await;
    let answer = Ask::get(&patient())
        .with("origin", PAGE)
        .by(&app, PdsWorker)
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), PAGE);
    let shown = "etag, retry-after, x-correlation-id, x-request-id";
    assert_eq!(answer.header("access-control-expose-headers"), shown);
}
