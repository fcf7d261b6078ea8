use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::ContactDetailId;

use super::amendment_input::amendment;
use super::input_schema::RecordAmendment;
use crate::App;
use crate::answer::{Problem, ProblemDetails, WarnedRecord, etag, json};
use crate::auth::Authenticated;
use crate::request::{IfMatch, JsonBody, Object, PathIds, Reading};

/// Update a contact detail
///
/// Only `isActive`, `sourceServiceArea.isDefault` and `contactInformation.description` may change. The
/// rest may be left out or sent as it is. A new value is a new record: insert it and set the old one's
/// `isActive` to false. A historic record stays as it is.
#[utoipa::path(
    put,
    path = "/contact-details/{id}",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "The record's id"),
        ("if-match" = Option<String>, Header, description = "Change it only if this is still its etag"),
    ),
    request_body = RecordAmendment,
    responses(
        (status = 200, body = WarnedRecord, headers(("etag" = String, description = "The record's version"))),
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
pub async fn amend_contact_detail(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    IfMatch(precondition): IfMatch,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let id = path.id("id", ContactDetailId::new)?;
    let reading = Reading::default();
    let amendment = Object::root(&reading, &body).and_then(|body| amendment(&reading, &body));
    let amendment = reading.finish(amendment)?;
    let use_cases = &app.contact_details;
    let record = use_cases
        .amend_contact_detail(who.caller(), id, amendment, precondition)
        .await?;
    let answer = WarnedRecord::of(&record, app.shown_now());
    let body = json(StatusCode::OK, &answer);
    Ok(([etag(record.version)], body).into_response())
}
