use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::area::LetterPolicy;
use contactable_domain::contactability::Purpose;
use contactable_domain::time::parse_day;
use contactable_domain::vocabulary::Means;
use contactable_service::AskedContactability;

use crate::App;
use crate::answer::{ContactabilityAnswer, Problem, ProblemDetails, json};
use crate::auth::Authenticated;
use crate::request::{Query, Reading};

/// How a target can be reached
///
/// For each channel the record to use, or why there is none, and every record that was passed over with its
/// reason. A record of another of your service areas is passed over: one area does not use another's.
#[utoipa::path(
    get,
    path = "/contactability",
    tag = "Contactability",
    params(
        ("targetId" = uuid::Uuid, Query, description = "Who is to be reached"),
        ("channel" = Option<String>, Query, description = "Only this: letter, text, call, email, fax or textphone; phone for text and call"),
        ("purpose" = Option<String>, Query, description = "general unless given, or emergency"),
        ("on" = Option<String>, Query, description = "On which day; today unless given", format = Date),
        ("letterPolicy" = Option<String>, Query, description = "nhs-notify or pds; your service area's own unless given"),
        ("area" = Option<String>, Query, description = "On behalf of which of your service areas; needed when you work for several"),
    ),
    responses(
        (status = 200, body = ContactabilityAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn ask(
    State(app): State<App>,
    who: Authenticated,
    query: Query,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    query.refuse_others(&reading, KNOWN);
    let target = query.target(&reading);
    let asked = asked(&reading, &query);
    let (target, asked) = reading.finish(target.zip(asked))?;
    let use_cases = &app.contact_details;
    let permitted = use_cases.permit_question(who.caller(), asked).await?;
    let answers = use_cases
        .ask_contactability(&permitted, vec![target])
        .await?;
    let answer = answers.first().ok_or_else(Problem::not_found)?;
    let shown = ContactabilityAnswer::of(answer, permitted.question(), &app.areas);
    Ok(json(StatusCode::OK, &shown))
}

const KNOWN: &[&str] = &[
    "targetId",
    "channel",
    "purpose",
    "on",
    "letterPolicy",
    "area",
];

fn asked(reading: &Reading, query: &Query) -> Option<AskedContactability> {
    let channel = query.word(reading, "channel", Means::NAMED, |named| named.0);
    let purpose = query.word(reading, "purpose", Purpose::ALL, Purpose::as_str);
    let on = query.parsed(reading, "on", parse_day);
    let letters = query.word(
        reading,
        "letterPolicy",
        LetterPolicy::ALL,
        LetterPolicy::as_str,
    );
    let area = query.text(reading, "area");
    Some(AskedContactability {
        area: area
            .ok()?
            .filter(|name| !name.trim().is_empty())
            .map(str::to_owned),
        on: on.ok()?,
        purpose: purpose.ok()?.unwrap_or(Purpose::General),
        letters: letters.ok()?,
        means: channel
            .ok()?
            .map(|(_, means)| means.to_vec())
            .unwrap_or_default(),
    })
}
