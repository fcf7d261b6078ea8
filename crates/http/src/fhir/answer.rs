use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, ETAG, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use contactable_domain::ids::CorrelationId;
use contactable_domain::target_version::TargetVersion;
use contactable_fhir::outcome::{ErrorCode, Problem};

use super::headers::etag;
use crate::answer::Problem as Housed;

/// What every answer is.
const FHIR: HeaderValue = HeaderValue::from_static("application/fhir+json");

/// After how many seconds a change may be sent again whose outcome is not known (PDS, "Response").
const RETRY_SECONDS: HeaderValue = HeaderValue::from_static("5");

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
    if problem.code == ErrorCode::ServiceUnavailable {
        response.headers_mut().insert(RETRY_AFTER, RETRY_SECONDS);
    }
    response
}

/// What the rest of the house refused or failed at, in the words of this interface.
pub fn worded(housed: &Housed, correlation: CorrelationId) -> Response {
    let said = match housed.status.as_u16() {
        408 => Problem::told(ErrorCode::UnableToCallService, housed.detail.to_string()),
        503 => Problem::not_done_yet(),
        400..500 => Problem::told(ErrorCode::ValidationError, housed.detail.to_string()),
        _ => Problem::unknown(&correlation.to_string()),
    };
    problem(&said)
}
