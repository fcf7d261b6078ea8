use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;

use crate::App;
use crate::answer::{Problem, ProblemDetails, RestrictionAnswer, json};
use crate::auth::Authenticated;
use crate::request::PathIds;

/// Whether a person is restricted, since when, and why
///
/// For those who look after people at risk.
#[utoipa::path(
    get,
    path = "/targets/{id}/restriction",
    tag = "Sharing and restriction",
    params(("id" = uuid::Uuid, Path, description = "Who")),
    responses(
        (status = 200, body = RestrictionAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_restriction(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let last = app
        .contact_details
        .read_restriction(who.caller(), target)
        .await?;
    let answer = RestrictionAnswer::of(target, last.as_ref());
    Ok(json(StatusCode::OK, &answer))
}
