use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contactable_fhir::outcome::{ErrorCode, Problem};
use serde_json::{Value, json};

use super::answer::resource;
use super::docs::{FhirOutcome, TAG};
use crate::App;
use crate::api::health::store_works;

/// What proves that whoever asks for the state is an operator's monitor.
const KEY: &str = "apikey";

/// Whether the interface is there
///
/// Needs no token.
#[utoipa::path(
    get,
    path = "/_ping",
    operation_id = "fhir_ping",
    tag = TAG,
    responses((status = 200, body = Object, description = "It is",
        example = json!({"version": "0.1.0", "service": "contactable"}))),
)]
pub fn ping() -> Response {
    plain(&json!({ "version": version(), "service": "contactable" }))
}

/// Whether it works
///
/// Needs no token, and any `apikey`.
#[utoipa::path(
    get,
    path = "/_status",
    operation_id = "fhir_status",
    tag = TAG,
    params(("apikey" = String, Header, description = "Anything but nothing")),
    responses(
        (status = 200, body = Object, description = "It does",
            example = json!({"status": "pass", "version": "0.1.0"})),
        (status = 401, body = FhirOutcome, content_type = "application/fhir+json",
            description = "`ACCESS_DENIED`: no `apikey`"),
        (status = 503, body = Object, description = "It does not"),
    ),
)]
pub async fn status(app: &App, headers: &HeaderMap) -> Result<Response, Problem> {
    if headers.get(KEY).is_none_or(|key| key.is_empty()) {
        return Err(Problem::told(
            ErrorCode::AccessDenied,
            "Missing apikey header",
        ));
    }
    let works = store_works(app).await;
    let word = if works { "pass" } else { "fail" };
    let mut response = plain(&json!({
        "status": word,
        "version": version(),
        "checks": { "store": [{ "status": word, "componentType": "datastore" }] },
    }));
    if !works {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    }
    Ok(response)
}

fn plain(body: &Value) -> Response {
    let mut response = resource(body.to_string());
    let json = axum::http::HeaderValue::from_static("application/json");
    let headers = response.headers_mut();
    headers.insert(axum::http::header::CONTENT_TYPE, json);
    response
}

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
