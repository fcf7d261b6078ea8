use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;
use contactable_domain::restriction::{MAX_PASS_MINUTES, MAX_REASON, USUAL_PASS_MINUTES};
use contactable_service::AskedPass;
use utoipa::ToSchema;

use crate::App;
use crate::answer::{PassAnswer, Problem, ProblemDetails, json};
use crate::auth::Authenticated;
use crate::request::{JsonBody, Object, PathIds, Reading};

/// Why the glass is to be broken, and for how long.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described; `pass` reads it")]
pub struct NewPass {
    /// Why; without markup. It is shown at once to those who look after it.
    #[schema(max_length = 500)]
    reason: String,
    /// For how many minutes.
    #[schema(default = 30, minimum = 1, maximum = 240)]
    minutes: Option<u16>,
}

/// See a restricted person's details for a while
///
/// For those who may break the glass. Until the time is over you see what your service areas hold about the person,
/// and change nothing of it; nobody else sees more. It is on record at once, with the reason, for those who look
/// after it. Whether the person is restricted, or known at all, makes no difference to the answer.
#[utoipa::path(
    post,
    path = "/targets/{id}/break-glass",
    tag = "Sharing and restriction",
    params(("id" = uuid::Uuid, Path, description = "Whose details")),
    request_body = NewPass,
    responses(
        (status = 201, body = PassAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn break_glass(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let reading = Reading::default();
    let asked = Object::root(&reading, &body).and_then(|body| pass(&body, target));
    let asked = reading.finish(asked)?;
    let use_cases = &app.contact_details;
    let pass = use_cases.break_glass(who.caller(), asked).await?;
    Ok(json(StatusCode::CREATED, &PassAnswer::of(&pass)))
}

fn pass(body: &Object<'_>, target: TargetId) -> Option<AskedPass> {
    body.refuse_others(&["reason", "minutes"]);
    let reason = body.needed("reason", body.plain_text("reason", MAX_REASON));
    let minutes = body.whole_number("minutes", 1..=u64::from(MAX_PASS_MINUTES));
    let minutes = minutes.read(|minutes| u16::try_from(minutes).ok());
    Some(AskedPass {
        target,
        reason: reason?,
        minutes: minutes.optional().ok()?.unwrap_or(USUAL_PASS_MINUTES),
    })
}
