use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::CorrelationId;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::typed;
use super::{InputProblem, Problem};

/// A problem as the specified paths answer it (RFC 9457, `application/problem+json`).
#[derive(Serialize, ToSchema)]
pub struct ProblemDetails<'a> {
    /// What kind of problem.
    #[serde(rename = "type")]
    #[schema(example = "urn:contactable:problem:bad-request")]
    kind: String,
    /// The same in words.
    #[schema(example = "Bad Request")]
    title: &'a str,
    /// The HTTP status.
    #[schema(example = 400)]
    status: u16,
    /// What was wrong and what would be right.
    #[schema(example = "One thing in the request needs to be put right; see errors")]
    detail: &'a str,
    /// This very request, by its correlation id.
    #[schema(example = "urn:uuid:018f3f2e-7a3b-7c00-8000-0123456789ab")]
    instance: String,
    /// What was wrong with which field.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [InputProblem],
}

/// Words a problem for the specified paths.
pub fn render(problem: &Problem, correlation: CorrelationId) -> Response {
    let title = title(problem.status);
    let body = ProblemDetails {
        kind: format!(
            "urn:contactable:problem:{}",
            title.to_ascii_lowercase().replace(' ', "-")
        ),
        title,
        status: problem.status.as_u16(),
        detail: &problem.detail,
        instance: format!("urn:uuid:{correlation}"),
        errors: &problem.errors,
    };
    typed(problem.status, "application/problem+json", &body)
}

fn title(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Problem")
}
