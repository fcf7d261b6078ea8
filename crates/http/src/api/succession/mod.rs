//! What became of a target: superseded by another, made invalid, restored. The three calls are one use case.

pub mod invalidate;
pub mod read_succession;
pub mod restore;
pub mod supersede;

use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::ids::TargetId;
use contactable_domain::restriction::MAX_REASON;
use contactable_domain::succession::Fate;
use contactable_domain::value::PlainText;
use utoipa::ToSchema;

use crate::App;
use crate::answer::{Problem, SuccessionAnswer, json};
use crate::auth::Authenticated;
use crate::request::{Json, Object, Reading};

/// Why.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described; `reason_alone` reads it")]
pub struct WhyOfSuccession {
    /// Why; without markup.
    #[schema(max_length = 500, example = "Registered by mistake")]
    reason: String,
}

/// Says it, and answers the latest word.
async fn say(
    app: &App,
    who: &Authenticated,
    target: TargetId,
    (fate, reason): (Fate, PlainText),
) -> Result<Response, Problem> {
    let said = app
        .contact_details
        .say_what_became(who.caller(), target, fate, reason);
    let last = said.await?;
    let answer = SuccessionAnswer::of(target, last.as_ref());
    Ok(json(StatusCode::OK, &answer))
}

/// Reads a body that has a reason and nothing else.
fn reason_alone(body: &Json) -> Result<PlainText, Problem> {
    let reading = Reading::default();
    let read = Object::root(&reading, body).and_then(|body| {
        body.refuse_others(&["reason"]);
        reason(&body)
    });
    reading.finish(read)
}

fn reason(body: &Object<'_>) -> Option<PlainText> {
    body.needed("reason", body.plain_text("reason", MAX_REASON))
}
