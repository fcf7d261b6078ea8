use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contactable_domain::ids::ContactDetailId;

use crate::App;
use crate::answer::{Problem, ProblemDetails, Record, etag, json};
use crate::auth::Authenticated;
use crate::request::PathIds;

/// One contact detail
///
/// A record of one of your service areas, or one that another area shares with yours, active or historic. What you
/// may not see is not found.
#[utoipa::path(
    get,
    path = "/contact-details/{id}",
    tag = "Contact details",
    params(("id" = uuid::Uuid, Path, description = "The record's id")),
    responses(
        (status = 200, body = Record, headers(("etag" = String, description = "The record's version"))),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn get_contact_detail(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
) -> Result<Response, Problem> {
    let id = path.id("id", ContactDetailId::new)?;
    let seen = app
        .contact_details
        .get_contact_detail(who.caller(), id)
        .await?;
    let record = Record::of(&seen.what, app.shown_now()).under(seen.grant);
    let body = json(StatusCode::OK, &record);
    Ok(([etag(seen.what.version)], body).into_response())
}
