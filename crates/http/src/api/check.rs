use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::check::Asked;
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::value::ValueRules;
use utoipa::ToSchema;

use crate::App;
use crate::answer::{Problem, ProblemDetails, VerdictAnswer, json};
use crate::auth::Authenticated;
use crate::request::{Given, JsonBody, Object, Reading};

/// A value to look at.
#[derive(ToSchema)]
#[allow(dead_code, reason = "only described; `question` reads it")]
pub struct ValueToCheck {
    /// The value, as somebody typed it.
    #[schema(example = "0791121212141 - Daughter")]
    value: String,
    /// What it is said to be: phone, mobile, landline, email, address, postcode, nhs-number, or the
    /// name of a configured system of identifiers. Left out, it is taken for what it looks like.
    #[schema(example = "phone")]
    r#as: Option<String>,
}

/// Say what would become of a value
///
/// Whether it would be taken, its normal form, every reason against it, what is odd about it, and what
/// could be meant instead. Nothing is recorded.
#[utoipa::path(
    post,
    path = "/contact-details/check",
    tag = "Contact details",
    request_body = ValueToCheck,
    responses(
        (status = 200, body = VerdictAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn check(
    State(app): State<App>,
    who: Authenticated,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let rules = &app.input.values;
    let reading = Reading::default();
    let asked = Object::root(&reading, &body).and_then(|body| question(&reading, &body, rules));
    let (value, said) = reading.finish(asked)?;
    let asked = said.as_deref().map(|said| Asked::parse(said, rules));
    let asked = asked.and_then(Result::ok).unwrap_or(Asked::WhatItLooksLike);
    let verdict = app
        .contact_details
        .check_value(who.caller(), &value, asked, rules)
        .await?;
    Ok(json(StatusCode::OK, &VerdictAnswer::of(&verdict)))
}

/// The value and what it is said to be, which is known here.
fn question(
    reading: &Reading,
    body: &Object<'_>,
    rules: &ValueRules,
) -> Option<(String, Option<String>)> {
    body.refuse_others(&["value", "as"]);
    let value = body.text("value");
    if value.is_missing() {
        reading.note("value", missing());
    }
    let said = match body.text("as") {
        Given::Absent | Given::Null => None,
        Given::Wrong => return None,
        Given::Is(said) => match Asked::parse(said, rules) {
            Ok(_) => Some(said.to_owned()),
            Err(words) => {
                reading.note("as", unknown(&words));
                return None;
            }
        },
    };
    Some((value.some()?.to_owned(), said))
}

fn missing() -> Reason {
    Reason::new(Code::Required, "This is missing", "Give the value to check")
}

fn unknown(words: &[String]) -> Reason {
    let remedy = format!("Use one of: {}", words.join(", "));
    Reason::new(Code::UnknownWord, "This is not a word known here", remedy)
}
