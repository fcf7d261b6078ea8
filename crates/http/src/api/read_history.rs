use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::ContactDetailId;

use crate::App;
use crate::answer::{Problem, ProblemDetails, RecordHistory, json};
use crate::auth::Authenticated;
use crate::request::PathIds;

/// Every version of a contact detail
///
/// Who recorded what, and when, oldest first. `changed` names the fields in which a version differs from
/// the one before. Whether a version is valid is judged as of today.
#[utoipa::path(
    get,
    path = "/contact-details/{id}/history",
    tag = "Contact details",
    params(("id" = uuid::Uuid, Path, description = "The record's id")),
    responses(
        (status = 200, body = RecordHistory),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_history(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
) -> Result<Response, Problem> {
    let id = path.id("id", ContactDetailId::new)?;
    let versions = app.contact_details.read_history(who.caller(), id).await?;
    let answer = RecordHistory::of(&versions, app.shown_now());
    Ok(json(StatusCode::OK, &answer))
}
