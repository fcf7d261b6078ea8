use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::App;
use crate::answer::{Problem, ProblemDetails, RevocationsList, json};
use crate::auth::Authenticated;

/// What access was taken back
///
/// All revocations, those that were lifted too, the first one first. For those with the role `administrator`.
#[utoipa::path(
    get,
    path = "/revocations",
    tag = "Access",
    responses(
        (status = 200, body = RevocationsList),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list_revocations(
    State(app): State<App>,
    who: Authenticated,
) -> Result<Response, Problem> {
    let known = app.contact_details.read_revocations(who.caller()).await?;
    Ok(json(StatusCode::OK, &RevocationsList::of(&known)))
}
