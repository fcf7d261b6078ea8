use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contactable_fhir::outcome::{ErrorCode, Problem};
use serde_json::{Value, json};

use super::answer::resource;
use crate::App;

/// What proves that whoever asks for the state is an operator's monitor.
const KEY: &str = "apikey";

/// Whether the interface is there
pub fn ping() -> Response {
    plain(&json!({ "version": version(), "service": "contactable" }))
}

/// Whether it works
pub async fn status(app: &App, headers: &HeaderMap) -> Result<Response, Problem> {
    if headers.get(KEY).is_none_or(|key| key.is_empty()) {
        return Err(Problem::told(
            ErrorCode::AccessDenied,
            "Missing apikey header",
        ));
    }
    let works = app.contact_details.check_health().await.is_ok();
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
