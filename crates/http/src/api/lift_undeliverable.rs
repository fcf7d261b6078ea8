use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::ContactDetailId;

use crate::App;
use crate::answer::{Problem, ProblemDetails, Record, etag, json};
use crate::auth::Authenticated;
use crate::request::{IfMatch, PathIds};

/// Take back that something did not arrive
///
/// For a mark that was a mistake, or when the cause is mended. Without such a mark nothing changes.
#[utoipa::path(
    delete,
    path = "/contact-details/{id}/undeliverable",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "The record's id"),
        ("if-match" = Option<String>, Header, description = "Change it only if this is still its etag"),
    ),
    responses(
        (status = 200, body = Record, headers(("etag" = String, description = "The record's version"))),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 412, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn lift_undeliverable(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    IfMatch(precondition): IfMatch,
) -> Result<Response, Problem> {
    let id = path.id("id", ContactDetailId::new)?;
    let record = app
        .contact_details
        .lift_undeliverable(who.caller(), id, precondition)
        .await?;
    let body = json(StatusCode::OK, &Record::of(&record, app.shown_now()));
    Ok(([etag(record.version)], body).into_response())
}
