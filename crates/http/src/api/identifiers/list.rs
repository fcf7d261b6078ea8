use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;

use crate::App;
use crate::answer::{IdentifiersList, Problem, ProblemDetails, json};
use crate::auth::Authenticated;
use crate::request::PathIds;

/// The identifiers of a target
///
/// By system; none for a target that nobody knows. For those with the role `administrator`.
#[utoipa::path(
    get,
    path = "/targets/{id}/identifiers",
    tag = "Access",
    params(("id" = uuid::Uuid, Path, description = "The target's id")),
    responses(
        (status = 200, body = IdentifiersList),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list_identifiers(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let tied = app
        .contact_details
        .read_identifiers(who.caller(), target)
        .await?;
    Ok(json(StatusCode::OK, &IdentifiersList::of(&tied)))
}
