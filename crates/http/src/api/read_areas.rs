use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::App;
use crate::answer::{AreasList, Problem, ProblemDetails, json};
use crate::auth::Authenticated;

/// The service areas that you work for
///
/// With the rules by which each keeps contact details, its teams, and whether they are yours.
#[utoipa::path(
    get,
    path = "/areas",
    tag = "Service areas",
    responses(
        (status = 200, body = AreasList),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_areas(State(app): State<App>, who: Authenticated) -> Result<Response, Problem> {
    let areas = app.contact_details.read_areas(who.caller()).await?;
    Ok(json(StatusCode::OK, &AreasList::of(&areas)))
}
