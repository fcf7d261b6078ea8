use axum::extract::State;
use axum::response::Response;
use contactable_domain::ids::TargetId;
use contactable_domain::succession::Fate;
use contactable_domain::value::PlainText;
use utoipa::ToSchema;

use super::{reason, say};
use crate::App;
use crate::answer::{Problem, ProblemDetails, SuccessionAnswer};
use crate::auth::Authenticated;
use crate::request::{JsonBody, Object, PathIds, Reading, not_an_id};

/// Which target takes the place of this one, and why.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described; `survivor` reads it")]
pub struct NewSuccessor {
    /// The target under which its details are kept from now on.
    by: uuid::Uuid,
    /// Why; without markup.
    #[schema(max_length = 500, example = "Two records of one person")]
    reason: String,
}

/// Say that another target takes a target's place
///
/// Nothing moves: what was recorded stays where it is, and nothing more is recorded there (409). Of the old target
/// nothing is used to reach anybody any more. Both must be known, and live; said again, it changes nothing and gets what
/// holds. For those with the role `administrator`.
#[utoipa::path(
    post,
    path = "/targets/{id}/supersede",
    tag = "Access",
    params(("id" = uuid::Uuid, Path, description = "The old target's id")),
    request_body = NewSuccessor,
    responses(
        (status = 200, body = SuccessionAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 409, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn supersede(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let reading = Reading::default();
    let read = Object::root(&reading, &body).and_then(|body| survivor(&reading, &body));
    let said = reading.finish(read)?;
    say(&app, &who, target, said).await
}

fn survivor(reading: &Reading, body: &Object<'_>) -> Option<(Fate, PlainText)> {
    body.refuse_others(&["by", "reason"]);
    let by = body.text("by").read(|text| {
        let id = TargetId::parse(text);
        if id.is_none() {
            reading.note("by", not_an_id());
        }
        id
    });
    let by = body.needed("by", by);
    let reason = reason(body);
    Some((Fate::SupersededBy(by?), reason?))
}
