use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use contactable_domain::ids::CorrelationId;
use contactable_domain::target_version::TargetVersion;
use contactable_fhir::outcome::{ErrorCode, Problem};

use super::headers::etag;
use crate::answer::Problem as Housed;
use crate::metrics::RefusedWith;

/// What every answer is.
const FHIR: HeaderValue = HeaderValue::from_static("application/fhir+json");

/// After how many seconds a change may be sent again whose outcome is not known (PDS, "Response").
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("5");

/// How whoever is refused could say who they are.
const BEARER: HeaderValue = HeaderValue::from_static("Bearer");

/// A resource.
pub fn resource(body: String) -> Response {
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(CONTENT_TYPE, FHIR);
    response
}

/// A resource in a version.
pub fn versioned(body: String, version: TargetVersion) -> Response {
    let mut response = resource(body);
    if let Some(tag) = etag(version) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

/// A refusal.
pub fn problem(problem: &Problem) -> Response {
    let mut response = resource(problem.to_text());
    let status = StatusCode::from_u16(problem.code.status());
    *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response
        .extensions_mut()
        .insert(RefusedWith(problem.code.code()));
    let headers = response.headers_mut();
    match problem.code {
        ErrorCode::ServiceUnavailable => headers.insert(RETRY_AFTER, RETRY_SECONDS),
        ErrorCode::AccessDenied => headers.insert(WWW_AUTHENTICATE, BEARER),
        _ => None,
    };
    response
}

/// What the rest of the house refused or failed at, in the words of this interface.
pub fn worded(housed: &Housed, correlation: CorrelationId) -> Response {
    let told = |code| Problem::told(code, housed.detail.to_string());
    let said = match housed.status {
        StatusCode::REQUEST_TIMEOUT => told(ErrorCode::UnableToCallService),
        StatusCode::SERVICE_UNAVAILABLE => Problem::not_done_yet(),
        // An encoding of the body that nobody here undoes.
        StatusCode::NOT_IMPLEMENTED => told(ErrorCode::ValidationError),
        status if status.is_client_error() => told(ErrorCode::ValidationError),
        _ => Problem::unknown(&correlation.to_string()),
    };
    problem(&said)
}
