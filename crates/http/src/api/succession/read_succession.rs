use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;

use crate::App;
use crate::answer::{Problem, ProblemDetails, SuccessionAnswer, json};
use crate::auth::Authenticated;
use crate::request::PathIds;

/// What became of a target, since when, and why
///
/// The latest word; `fate` is null where nothing was ever said, so that it is live. For those with the role
/// `administrator`.
#[utoipa::path(
    get,
    path = "/targets/{id}/succession",
    tag = "Access",
    params(("id" = uuid::Uuid, Path, description = "The target's id")),
    responses(
        (status = 200, body = SuccessionAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_succession(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let last = app
        .contact_details
        .read_succession(who.caller(), target)
        .await?;
    let answer = SuccessionAnswer::of(target, last.as_ref());
    Ok(json(StatusCode::OK, &answer))
}
