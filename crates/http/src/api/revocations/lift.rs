use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::RevocationId;

use crate::App;
use crate::answer::{Problem, ProblemDetails, RevokedAccess, json};
use crate::auth::Authenticated;
use crate::request::PathIds;

/// Give access back
///
/// The revocation stays on record, with who lifted it. Lifted before, it stays as it was. For those with the role
/// `administrator`.
#[utoipa::path(
    delete,
    path = "/revocations/{id}",
    tag = "Access",
    params(("id" = uuid::Uuid, Path, description = "The revocation's id")),
    responses(
        (status = 200, body = RevokedAccess),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn lift(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
) -> Result<Response, Problem> {
    let id = path.id("id", RevocationId::new)?;
    let lifted = app
        .contact_details
        .lift_revocation(who.caller(), id)
        .await?;
    Ok(json(StatusCode::OK, &RevokedAccess::of(&lifted)))
}
