use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::CorrelationId;
use serde::Serialize;
use utoipa::ToSchema;

use super::json::json;
use super::{InputProblem, Problem};

/// A problem as the deployed paths answer it (deployed service, "Validation and the error body").
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeployedProblem {
    /// What was wrong, in general.
    #[schema(example = "One or more validation errors occurred.")]
    title: String,
    /// The HTTP status.
    #[schema(example = 400)]
    status: u16,
    /// The request, for finding it again.
    #[schema(example = "018f3f2e-7a3b-7c00-8000-0123456789ab")]
    correlation_id: String,
    /// By property path: texts, each of which is a JSON object with `errorCode`, `errorMessage` and
    /// `customState`.
    errors: BTreeMap<String, Vec<String>>,
}

/// One text of `errors`, before it is put into quotes.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PropertyError<'a> {
    error_code: &'a str,
    error_message: String,
    custom_state: Option<()>,
}

/// Words a problem for the deployed paths.
pub fn render(problem: &Problem, correlation: CorrelationId) -> Response {
    let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for error in &problem.errors {
        errors
            .entry(property(&error.field))
            .or_default()
            .push(quoted(error));
    }
    let title = if problem.status == StatusCode::BAD_REQUEST {
        "One or more validation errors occurred.".to_owned()
    } else {
        problem.detail.to_string()
    };
    let body = DeployedProblem {
        title,
        status: problem.status.as_u16(),
        correlation_id: correlation.to_string(),
        errors,
    };
    json(problem.status, &body)
}

/// `contactInformation.value` as `ContactInformation.Value`.
fn property(path: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    path.split('.').map(capital).collect::<Vec<_>>().join(".")
}

fn quoted(error: &InputProblem) -> String {
    let error = PropertyError {
        error_code: error.code,
        error_message: format!("{}. {}", error.problem, error.remedy),
        custom_state: None,
    };
    serde_json::to_string(&error).unwrap_or_default()
}
