use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use contactable_domain::contact_detail::ContactDetail;

use crate::App;
use crate::answer::{DeployedProblem, Problem, RecordV1, RecordV2, etag, json};
use crate::api::input::{Dialect, new_contact_detail};
use crate::api::input_schema::NewRecord;
use crate::auth::Authenticated;
use crate::request::{Json, JsonBody};

/// Insert a contact detail, first version
///
/// An address may be one line of text in `value`.
#[utoipa::path(
    post,
    path = "/api/v1/contactDetails",
    tag = "Deployed paths",
    request_body = NewRecord,
    responses(
        (status = 201, body = RecordV1, headers(("etag" = String, description = "The record's version"))),
        (status = 400, body = DeployedProblem),
        (status = 401, body = DeployedProblem),
        (status = 403, body = DeployedProblem),
        (status = 409, body = DeployedProblem),
        (status = 413, body = DeployedProblem),
        (status = 415, body = DeployedProblem),
        (status = 503, body = DeployedProblem),
    ),
    security(("bearer" = [])),
)]
pub async fn create_v1(
    State(app): State<App>,
    who: Authenticated,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let record = create(&app, &who, &body, Dialect::DeployedV1).await?;
    let body = json(StatusCode::CREATED, &RecordV1::of(&record, app.shown_now()));
    let location = format!("/api/v1/contactDetails?targetId={}", record.target.id);
    Ok(([etag(record.version)], [(LOCATION, location)], body).into_response())
}

/// Insert a contact detail, second version
///
/// An address has lines; its `value` is worked out from them.
#[utoipa::path(
    post,
    path = "/api/v2/contactDetails",
    tag = "Deployed paths",
    request_body = NewRecord,
    responses(
        (status = 201, body = RecordV2, headers(("etag" = String, description = "The record's version"))),
        (status = 400, body = DeployedProblem),
        (status = 401, body = DeployedProblem),
        (status = 403, body = DeployedProblem),
        (status = 409, body = DeployedProblem),
        (status = 413, body = DeployedProblem),
        (status = 415, body = DeployedProblem),
        (status = 503, body = DeployedProblem),
    ),
    security(("bearer" = [])),
)]
pub async fn create_v2(
    State(app): State<App>,
    who: Authenticated,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let record = create(&app, &who, &body, Dialect::DeployedV2).await?;
    let body = json(StatusCode::CREATED, &RecordV2::of(&record, app.shown_now()));
    let location = format!("/api/v2/contactDetails?targetId={}", record.target.id);
    Ok(([etag(record.version)], [(LOCATION, location)], body).into_response())
}

async fn create(
    app: &App,
    who: &Authenticated,
    body: &Json,
    dialect: Dialect,
) -> Result<ContactDetail, Problem> {
    let new = new_contact_detail(body, dialect, &app.input)?;
    Ok(app
        .contact_details
        .create_contact_detail(who.caller(), new)
        .await?)
}
