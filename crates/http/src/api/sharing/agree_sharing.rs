use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::TargetId;

use super::agreement_input::{NewSharingGrant, grant};
use crate::App;
use crate::answer::{Problem, ProblemDetails, SharingGrantAnswer, json};
use crate::auth::Authenticated;
use crate::request::{JsonBody, Object, PathIds, Reading};

/// Record that a service area shares what it holds about a target
///
/// From now on the other area sees the records of the channels that are named, when it asks for a purpose that is
/// named; it changes none of them. Where the same is agreed already and holds, nothing is recorded: the answer is 200
/// with what holds. What was agreed is never changed: to change it, withdraw it and agree anew.
#[utoipa::path(
    post,
    path = "/targets/{id}/sharing",
    tag = "Sharing and restriction",
    params(("id" = uuid::Uuid, Path, description = "Whose details")),
    request_body = NewSharingGrant,
    responses(
        (status = 201, body = SharingGrantAnswer, headers(("location" = String, description = "The grant"))),
        (status = 200, body = SharingGrantAnswer, description = "The same holds already"),
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
pub async fn agree_sharing(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let reading = Reading::default();
    let asked = Object::root(&reading, &body).and_then(|body| grant(&reading, &body, target));
    let asked = reading.finish(asked)?;
    let use_cases = &app.contact_details;
    let (made, is_new) = use_cases.share(who.caller(), asked).await?;
    let answer = SharingGrantAnswer::of(&made, use_cases.clock().now(), &app.areas);
    if !is_new {
        return Ok(json(StatusCode::OK, &answer));
    }
    let location = format!("/targets/{target}/sharing/{}", made.id);
    let body = json(StatusCode::CREATED, &answer);
    Ok(([(LOCATION, location)], body).into_response())
}
