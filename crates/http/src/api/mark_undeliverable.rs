use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::ContactDetailId;

use super::input_schema::NewFailedDelivery;
use super::mark_input::undeliverable;
use crate::App;
use crate::answer::{Problem, ProblemDetails, Record, etag, json};
use crate::auth::Authenticated;
use crate::request::{IfMatch, JsonBody, Object, PathIds, Reading};

/// Mark a contact detail as one at which something did not arrive
///
/// For good (`hard`) or for now (`soft`). It takes the place of an earlier such mark. The mark stays
/// until it is taken back, the detail is verified later, or the value changes.
#[utoipa::path(
    post,
    path = "/contact-details/{id}/undeliverable",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "The record's id"),
        ("if-match" = Option<String>, Header, description = "Mark it only if this is still its etag"),
    ),
    request_body = NewFailedDelivery,
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
pub async fn mark_undeliverable(
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
    let mark = Object::root(&reading, &body).and_then(|body| undeliverable(&body, now));
    let mark = reading.finish(mark)?;
    let record = use_cases
        .mark_undeliverable(who.caller(), id, mark, precondition)
        .await
        .map_err(|failure| Problem::from(failure).in_part("undeliverable"))?;
    let body = json(StatusCode::OK, &Record::of(&record, app.shown_now()));
    Ok(([etag(record.version)], body).into_response())
}
