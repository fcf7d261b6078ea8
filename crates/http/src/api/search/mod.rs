//! Finding targets by a number, an e-mail address or a postcode. The value may come in the address of the request or,
//! better, in its body: addresses end in other people's logs.

pub mod by_body;
pub mod by_query;

use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::trace::{LookupTerm, MAX_TRACED};

use crate::App;
use crate::answer::{Problem, TraceAnswer, json};
use crate::auth::Authenticated;
use crate::request::{Reading, TraceCursor, not_a_cursor};

const KNOWN: &[&str] = &["value", "pageSize", "cursor"];

/// What is looked for, and which part of what is found is wanted.
struct Search {
    term: LookupTerm,
    limit: usize,
    after: Option<TraceCursor>,
}

async fn answer(app: &App, who: &Authenticated, search: Search) -> Result<Response, Problem> {
    let after = search
        .after
        .map(|TraceCursor(target, record)| (target, record));
    let use_cases = &app.contact_details;
    let page = use_cases
        .trace(who.caller(), search.term, after, search.limit)
        .await?;
    let shown = TraceAnswer::of(&page, app.shown_now());
    Ok(json(StatusCode::OK, &shown))
}

/// What is looked for. A problem never repeats it.
fn term(reading: &Reading, typed: Option<&str>) -> Option<LookupTerm> {
    let Some(typed) = typed.filter(|typed| !typed.trim().is_empty()) else {
        let remedy = "Give a whole phone number, e-mail address or postcode";
        let reason = Reason::new(Code::Required, "This is missing", remedy);
        reading.note("value", reason);
        return None;
    };
    let term = LookupTerm::parse(typed);
    term.map_err(|reason| reading.note("value", reason)).ok()
}

fn cursor(text: &str) -> Result<TraceCursor, Reason> {
    TraceCursor::parse(text).ok_or_else(not_a_cursor)
}

/// How many are shown at once: all that may be, unless fewer are asked for.
fn page_size(asked: Option<u64>) -> usize {
    asked
        .and_then(|asked| usize::try_from(asked).ok())
        .unwrap_or(MAX_TRACED)
}

/// How many may be asked for.
fn page_sizes() -> std::ops::RangeInclusive<u64> {
    1..=MAX_TRACED as u64
}
