use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};

use super::input::{Dialect, new_contact_detail};
use super::input_schema::NewRecord;
use crate::App;
use crate::answer::{Problem, ProblemDetails, WarnedRecord, etag, json};
use crate::auth::Authenticated;
use crate::request::JsonBody;

/// Insert a contact detail
///
/// Makes a record owned by one of your service areas. With an `id` of your own the request is safe to
/// repeat: the same body gets the same answer, another body gets 409. A new default takes the place of
/// the old one. `warnings` tells what is odd about the value, though it was taken.
#[utoipa::path(
    post,
    path = "/contact-details",
    tag = "Contact details",
    request_body = NewRecord,
    responses(
        (status = 201, body = WarnedRecord, headers(
            ("etag" = String, description = "The record's version"),
            ("location" = String, description = "The record's address"),
        )),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn create_contact_detail(
    State(app): State<App>,
    who: Authenticated,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let new = new_contact_detail(&body, Dialect::Specified, &app.input)?;
    let record = app
        .contact_details
        .create_contact_detail(who.caller(), new)
        .await?;
    let location = [(LOCATION, format!("/contact-details/{}", record.id))];
    let answer = WarnedRecord::of(&record, app.shown_now());
    let body = json(StatusCode::CREATED, &answer);
    Ok(([etag(record.version)], location, body).into_response())
}
