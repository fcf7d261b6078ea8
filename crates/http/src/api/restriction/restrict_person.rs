use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::restriction::{Level, MAX_REASON};
use contactable_domain::value::PlainText;
use utoipa::ToSchema;

use crate::App;
use crate::answer::{Problem, ProblemDetails, RestrictionAnswer, json};
use crate::auth::Authenticated;
use crate::request::{JsonBody, Object, PathIds, Reading};

/// Whether a person is to be restricted, and why.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described; `word_on_it` reads it")]
pub struct NewRestriction {
    /// `true` hides every detail of theirs from whoever is not trusted with them; `false` lifts that.
    restricted: bool,
    /// How much of them to hide: `restricted` unless given, or `very-restricted`, which hides them from trusted
    /// applications too. Only where `restricted` is `true`.
    #[schema(example = "restricted")]
    level: Option<String>,
    /// Why; without markup.
    #[schema(max_length = 500)]
    reason: String,
}

/// Restrict a person, or lift that
///
/// For those who look after people at risk. From the answer on, nobody else sees a phone number, email address or
/// address of the person, whatever they ask, unless they break the glass. Said again, it changes nothing and gets what
/// holds; another level takes the place of the one before.
#[utoipa::path(
    put,
    path = "/targets/{id}/restriction",
    tag = "Sharing and restriction",
    params(("id" = uuid::Uuid, Path, description = "Who")),
    request_body = NewRestriction,
    responses(
        (status = 200, body = RestrictionAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn restrict_person(
    State(app): State<App>,
    who: Authenticated,
    path: PathIds,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let target = path.id("id", TargetId::new)?;
    let reading = Reading::default();
    let said = Object::root(&reading, &body).and_then(|body| word_on_it(&reading, &body));
    let (level, reason) = reading.finish(said)?;
    let last = app
        .contact_details
        .restrict_person(who.caller(), target, level, reason)
        .await?;
    let answer = RestrictionAnswer::of(target, last.as_ref());
    Ok(json(StatusCode::OK, &answer))
}

fn word_on_it(reading: &Reading, body: &Object<'_>) -> Option<(Option<Level>, PlainText)> {
    body.refuse_others(&["restricted", "level", "reason"]);
    let is_on = body.needed("restricted", body.flag("restricted"));
    let level = body.word("level", Level::ALL, Level::as_str).optional();
    let reason = body.needed("reason", body.plain_text("reason", MAX_REASON));
    let level = match (is_on?, level.ok()?) {
        (true, level) => Some(level.unwrap_or_default()),
        (false, None) => None,
        (false, Some(_)) => {
            reading.note("level", no_level());
            return None;
        }
    };
    Some((level, reason?))
}

fn no_level() -> Reason {
    Reason::new(
        Code::NotTogether,
        "Somebody who is not restricted has no level of it",
        "Leave level out, or restrict the person to it",
    )
}
