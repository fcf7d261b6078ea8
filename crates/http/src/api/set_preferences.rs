use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::TargetId;

use super::input_schema::NewPreferences;
use super::preferences_input::preferences;
use crate::App;
use crate::answer::{Preferences, Problem, ProblemDetails, etag, json};
use crate::auth::Authenticated;
use crate::request::{IfMatch, JsonBody, Object, PathIds, Reading};

/// Record how a target wants to be reached
///
/// Replaces all that your service area knew; what is left out is not known any more. What it knew before
/// stays in the history. Where nothing was known and nothing is told, nothing is recorded: the answer has
/// version 0 and no `etag`.
#[utoipa::path(
    put,
    path = "/targets/{id}/preferences",
    tag = "Contact details",
    params(
        ("id" = uuid::Uuid, Path, description = "The target's id"),
        ("if-match" = Option<String>, Header, description = "Replace them only if this is still their etag"),
    ),
    request_body = NewPreferences,
    responses(
        (status = 200, body = Preferences, headers(("etag" = String, description = "Their version; none while nothing is known"))),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 412, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn set_preferences(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    IfMatch(precondition): IfMatch,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let reading = Reading::default();
    let told = Object::root(&reading, &body).and_then(|body| preferences(&reading, &body));
    let (area, wishes) = reading.finish(told)?;
    let (area, known) = app
        .contact_details
        .set_preferences(who.caller(), target, area.as_deref(), wishes, precondition)
        .await?;
    Ok(match known {
        Some(known) => {
            let body = json(StatusCode::OK, &Preferences::of(&known, &app.areas));
            ([etag(known.version)], body).into_response()
        }
        None => json(StatusCode::OK, &Preferences::nothing(&area, &app.areas)),
    })
}
