use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;

use crate::App;
use crate::answer::{PreferencesList, Problem, ProblemDetails, json};
use crate::auth::Authenticated;
use crate::request::PathIds;

/// How a target wants to be reached
///
/// As each of your service areas was told; areas that were told nothing are left out.
#[utoipa::path(
    get,
    path = "/targets/{id}/preferences",
    tag = "Contact details",
    params(("id" = uuid::Uuid, Path, description = "The target's id")),
    responses(
        (status = 200, body = PreferencesList),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_preferences(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let known = app
        .contact_details
        .read_preferences(who.caller(), target)
        .await?;
    let answer = PreferencesList::of(&known, &app.areas);
    Ok(json(StatusCode::OK, &answer))
}
