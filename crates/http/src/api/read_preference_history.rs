use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;

use crate::App;
use crate::answer::{PreferencesList, Problem, ProblemDetails, json};
use crate::auth::Authenticated;
use crate::request::{PathIds, Query, Reading};

/// Every version of how a target wants to be reached
///
/// As one of your service areas was told, oldest first. If you work for several, say which.
#[utoipa::path(
    get,
    path = "/targets/{id}/preferences/history",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "The target's id"),
        ("area" = Option<String>, Query, description = "The service area; needed if you work for several"),
    ),
    responses(
        (status = 200, body = PreferencesList),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_preference_history(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    query: Query,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let reading = Reading::default();
    query.refuse_others(&reading, &["area"]);
    let area = query.text(&reading, "area");
    let area = reading.finish(area.ok())?;
    let versions = app
        .contact_details
        .read_preference_history(who.caller(), target, area)
        .await?;
    let answer = PreferencesList::of(&versions, &app.areas);
    Ok(json(StatusCode::OK, &answer))
}
