use axum::extract::State;
use axum::response::Response;
use contactable_domain::ids::TargetId;
use contactable_domain::succession::Fate;

use super::{WhyOfSuccession, reason_alone, say};
use crate::App;
use crate::answer::{Problem, ProblemDetails, SuccessionAnswer};
use crate::auth::Authenticated;
use crate::request::{JsonBody, PathIds};

/// Make a target live again
///
/// Takes back that it was superseded or made invalid. Where it is live, nothing changes. For those with the role
/// `administrator`.
#[utoipa::path(
    post,
    path = "/targets/{id}/restore",
    tag = "Access",
    params(("id" = uuid::Uuid, Path, description = "The target's id")),
    request_body = WhyOfSuccession,
    responses(
        (status = 200, body = SuccessionAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn restore(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let reason = reason_alone(&body)?;
    say(&app, &who, target, (Fate::Restored, reason)).await
}
