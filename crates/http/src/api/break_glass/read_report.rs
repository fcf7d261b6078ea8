use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::time::parse_instant;

use crate::App;
use crate::answer::{BreakGlassReportAnswer, Problem, ProblemDetails, json};
use crate::auth::Authenticated;
use crate::request::{Query, Reading};

/// Who broke the glass, when, for whom and why
///
/// The latest first, as soon as it has happened. For auditors and for those who look after people at risk. Where there
/// are more than one page holds, `next` says where to go on.
#[utoipa::path(
    get,
    path = "/reports/break-glass",
    tag = "Sharing and restriction",
    params(
        ("before" = Option<String>, Query, description = "Only what began before this instant: the next of the page before", format = DateTime),
        ("limit" = Option<usize>, Query, description = "How many on a page, 1 to 500; 100 unless given. A page goes on to the end of an instant, so that none is left out", minimum = 1, maximum = 500),
    ),
    responses(
        (status = 200, body = BreakGlassReportAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_report(
    State(app): State<App>,
    who: Authenticated,
    query: Query,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    query.refuse_others(&reading, &["before", "limit"]);
    let before = query.parsed(&reading, "before", parse_instant);
    let limit = query.count(&reading, "limit");
    let (before, limit) = reading.finish(before.ok().zip(limit))?;
    let use_cases = &app.contact_details;
    let report = use_cases
        .read_break_glass_report(who.caller(), before, limit)
        .await?;
    let answer = BreakGlassReportAnswer::of(&report);
    Ok(json(StatusCode::OK, &answer))
}
