use axum::extract::State;
use axum::response::Response;
use utoipa::ToSchema;

use super::{KNOWN, Search, answer, cursor, page_size, page_sizes, term};
use crate::App;
use crate::answer::{Problem, ProblemDetails, TraceAnswer};
use crate::auth::Authenticated;
use crate::request::{JsonBody, Object, Reading};

/// What to look for.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[allow(dead_code, reason = "only described; `asked` reads it")]
pub struct ValueToFind {
    /// A whole phone number, email address or postcode.
    #[schema(example = "020 7946 0018")]
    value: String,
    /// Records on a page; 100 unless given.
    #[schema(minimum = 1, maximum = 100)]
    page_size: Option<usize>,
    /// The `nextCursor` of the page before.
    cursor: Option<String>,
}

/// Whose number, email address or postcode this is or was, asked in the body
///
/// The recommended form: the value stands in no address that others log. The records of your service areas, and of
/// those that share with them, that hold the value now or held it in an earlier version, however it was spelt. For
/// those with the role `tracer`, with a purpose other than `general`.
#[utoipa::path(
    post,
    path = "/contact-details/search",
    tag = "Contact details",
    params(
        ("X-Purpose" = String, Header, description = "For what you search; not general"),
    ),
    request_body = ValueToFind,
    responses(
        (status = 200, body = TraceAnswer),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 413, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 415, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn search_with_body(
    State(app): State<App>,
    who: Authenticated,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    let asked = Object::root(&reading, &body).and_then(|body| asked(&reading, &body));
    answer(&app, &who, reading.finish(asked)?).await
}

fn asked(reading: &Reading, body: &Object<'_>) -> Option<Search> {
    body.refuse_others(KNOWN);
    let value = body.text("value").optional();
    let term = value.ok().and_then(|value| term(reading, value));
    let limit = body.whole_number("pageSize", page_sizes()).optional();
    let after = body.text("cursor").read(|text| {
        let cursor = cursor(text);
        cursor.map_err(|reason| reading.note("cursor", reason)).ok()
    });
    let after = after.optional();
    Some(Search {
        term: term?,
        limit: page_size(limit.ok()?),
        after: after.ok()?,
    })
}
