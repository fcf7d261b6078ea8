use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::ContactDetailId;

use super::input_schema::NewVerification;
use super::mark_input::verification;
use crate::App;
use crate::answer::{Problem, ProblemDetails, Record, etag, json};
use crate::auth::Authenticated;
use crate::request::{IfMatch, JsonBody, Object, PathIds, Reading};

/// Mark a contact detail as found to be right
///
/// Says how and when it was found to be the target's own. Something that did not arrive before then is
/// settled by it; what did not arrive later stands. The mark stays until the value changes.
#[utoipa::path(
    post,
    path = "/contact-details/{id}/verification",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "The record's id"),
        ("if-match" = Option<String>, Header, description = "Mark it only if this is still its etag"),
    ),
    request_body = NewVerification,
    responses(
        (status = 200, body = Record, headers(("etag" = String, description = "The record's version"))),
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
pub async fn verify_contact_detail(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    IfMatch(precondition): IfMatch,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let id = path.id("id", ContactDetailId::new)?;
    let use_cases = &app.contact_details;
    let now = use_cases.clock().now();
    let reading = Reading::default();
    let mark = Object::root(&reading, &body).and_then(|body| verification(&body, now));
    let mark = reading.finish(mark)?;
    let record = use_cases
        .verify_contact_detail(who.caller(), id, mark, precondition)
        .await
        .map_err(|failure| Problem::from(failure).in_part("verified"))?;
    let body = json(StatusCode::OK, &Record::of(&record, app.shown_now()));
    Ok(([etag(record.version)], body).into_response())
}
