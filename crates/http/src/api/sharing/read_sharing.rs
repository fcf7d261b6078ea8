use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;

use crate::App;
use crate::answer::{Problem, ProblemDetails, SharingGrants, json};
use crate::auth::Authenticated;
use crate::request::PathIds;

/// What of a target's details is shared with whom, and why
///
/// The first agreement first, with those that have ended or were withdrawn. A person sees all of their own; staff see
/// what their service areas share and what is shared with them; auditors and administrators see all. It holds no
/// contact details. A target that nobody knows shares nothing.
#[utoipa::path(
    get,
    path = "/targets/{id}/sharing",
    tag = "Sharing and restriction",
    params(("id" = uuid::Uuid, Path, description = "Whose details")),
    responses(
        (status = 200, body = SharingGrants),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_sharing(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let (grants, at) = app
        .contact_details
        .read_sharing(who.caller(), target)
        .await?;
    let answer = SharingGrants::of(&grants, at, &app.areas);
    Ok(json(StatusCode::OK, &answer))
}
