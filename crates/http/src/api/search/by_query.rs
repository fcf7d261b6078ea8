use axum::extract::State;
use axum::response::Response;

use super::{KNOWN, Search, answer, cursor, page_size, page_sizes, term};
use crate::App;
use crate::answer::{Problem, ProblemDetails, TraceAnswer};
use crate::auth::Authenticated;
use crate::request::{Query, Reading, whole_number};

/// Whose number, email address or postcode this is or was
///
/// The records of your service areas, and of those that share with them, that hold the value now or held it in an
/// earlier version, however it was spelt. For those with the role `tracer`, with a purpose other than `general`.
/// Prefer `POST /contact-details/search`: there the value stands in the body, not in an address that others log.
#[utoipa::path(
    get,
    path = "/contact-details/search",
    tag = "Contact details",
    params(
        ("value" = String, Query, description = "A whole phone number, email address or postcode"),
        ("pageSize" = Option<usize>, Query, description = "Records on a page, 1 to 100; 100 unless given", minimum = 1, maximum = 100),
        ("cursor" = Option<String>, Query, description = "The nextCursor of the page before"),
        ("X-Purpose" = String, Header, description = "For what you search; not general"),
    ),
    responses(
        (status = 200, body = TraceAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn search(
    State(app): State<App>,
    who: Authenticated,
    query: Query,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    let asked = asked(&reading, &query);
    answer(&app, &who, reading.finish(asked)?).await
}

fn asked(reading: &Reading, query: &Query) -> Option<Search> {
    query.refuse_others(reading, KNOWN);
    let value = query.text(reading, "value");
    let term = value.ok().and_then(|value| term(reading, value));
    let limit = query.parsed(reading, "pageSize", |text| {
        whole_number(text, &page_sizes())
    });
    let after = query.parsed(reading, "cursor", cursor);
    Some(Search {
        term: term?,
        limit: page_size(limit.ok()?),
        after: after.ok()?,
    })
}
