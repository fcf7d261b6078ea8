use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::App;
use crate::answer::{Me, Problem, ProblemDetails, json};
use crate::auth::Authenticated;

/// Who this service takes you for
///
/// What your token comes to here: how you signed in, the service areas and teams you work for, your roles; for a
/// patient the target that is themselves. Everybody whose token is believed may ask.
#[utoipa::path(
    get,
    path = "/me",
    tag = "Sharing and restriction",
    responses(
        (status = 200, body = Me),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_me(State(app): State<App>, who: Authenticated) -> Result<Response, Problem> {
    let own = app.contact_details.own_target(who.caller()).await?;
    Ok(json(StatusCode::OK, &Me::of(who.caller().actor, own)))
}
