use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::ContactDetailId;

use super::input::replacement;
use super::input_schema::RecordReplacement;
use crate::App;
use crate::answer::{Problem, ProblemDetails, WarnedRecord, etag, json};
use crate::auth::Authenticated;
use crate::request::{IfMatch, JsonBody, PathIds};

/// Put a new contact detail in the place of another
///
/// Makes the new record and retires the old one in one step. Target, area, team, default and preference
/// are those of the old one. The new one is valid from today or earlier, so that there is no gap. With an
/// `id` of your own the request is safe to repeat.
#[utoipa::path(
    post,
    path = "/contact-details/{id}/replacement",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "The id of the record to be replaced"),
        ("if-match" = Option<String>, Header, description = "Replace it only if this is still its etag"),
    ),
    request_body = RecordReplacement,
    responses(
        (status = 201, body = WarnedRecord, headers(
            ("etag" = String, description = "The new record's version"),
            ("location" = String, description = "The new record's address"),
        )),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 412, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn replace_contact_detail(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    IfMatch(precondition): IfMatch,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let old = path.id("id", ContactDetailId::new)?;
    let replacement = replacement(&body, &app.input)?;
    let record = app
        .contact_details
        .supersede_contact_detail(who.caller(), old, replacement, precondition)
        .await?;
    let location = [(LOCATION, format!("/contact-details/{}", record.id))];
    let answer = WarnedRecord::of(&record, app.shown_now());
    let body = json(StatusCode::CREATED, &answer);
    Ok(([etag(record.version)], location, body).into_response())
}
