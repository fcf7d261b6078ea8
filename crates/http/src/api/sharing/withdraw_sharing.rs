use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::{GrantId, TargetId};
use contactable_domain::sharing::{AgreedBy, AgreementMethod};
use contactable_service::AskedWithdrawal;

use super::agreement_input::{NewSharingWithdrawal, withdrawal};
use crate::App;
use crate::answer::{Problem, ProblemDetails, SharingGrantAnswer, WithdrawnGrantAnswer, json};
use crate::auth::Authenticated;
use crate::request::{MaybeJsonBody, Object, PathIds, Reading};

/// Withdraw a sharing grant, and say who wanted it
///
/// No read that begins after the answer sees anything by it. Either service area may record it, and the person
/// themselves. Without a body the person withdrew it. A grant that was withdrawn before stays as it was withdrawn, and
/// stays on record.
#[utoipa::path(
    post,
    path = "/targets/{id}/sharing/{grantId}/withdrawal",
    tag = "Sharing and restriction",
    params(
        ("id" = uuid::Uuid, Path, description = "Whose details"),
        ("grantId" = uuid::Uuid, Path, description = "The grant"),
    ),
    request_body = Option<NewSharingWithdrawal>,
    responses(
        (status = 200, body = SharingGrantAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 404, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn withdraw_sharing(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    MaybeJsonBody(body): MaybeJsonBody,
) -> Result<Response, Problem> {
    let usual = usual(&who, &path)?;
    let asked = match body {
        None => usual,
        Some(body) => {
            let reading = Reading::default();
            let asked = Object::root(&reading, &body);
            let asked = asked.and_then(|body| withdrawal(&reading, &body, &usual));
            reading.finish(asked).map_err(in_body)?
        }
    };
    withdrawn(&app, &who, asked).await
}

/// The withdrawal of the grant in the path, by the person and as they usually say so who come this way.
pub(super) fn usual(who: &Authenticated, path: &PathIds) -> Result<AskedWithdrawal, Problem> {
    Ok(AskedWithdrawal {
        target: path.id("id", TargetId::new)?,
        grant: path.id("grantId", GrantId::new)?,
        by: AgreedBy::usual(who.caller().actor.mode),
        method: AgreementMethod::usual(who.caller().actor.mode),
        reason: None,
    })
}

pub(super) async fn withdrawn(
    app: &App,
    who: &Authenticated,
    asked: AskedWithdrawal,
) -> Result<Response, Problem> {
    let use_cases = &app.contact_details;
    let withdrawn = use_cases.withdraw_sharing(who.caller(), asked).await;
    let withdrawn = withdrawn.map_err(|failure| in_body(failure.into()))?;
    let now = use_cases.clock().now();
    if withdrawn.shown {
        let answer = SharingGrantAnswer::of(&withdrawn.grant, now, &app.areas);
        return Ok(json(StatusCode::OK, &answer));
    }
    let answer = WithdrawnGrantAnswer::of(&withdrawn.grant, now);
    Ok(json(StatusCode::OK, &answer))
}

/// Who withdraws stands in a body of its own.
fn in_body(problem: Problem) -> Problem {
    problem.in_part("agreement")
}
