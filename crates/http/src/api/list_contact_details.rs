use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::listing::Page;
use contactable_service::PageRequest;

use crate::App;
use crate::answer::{Problem, ProblemDetails, Record, ResultsPage, json};
use crate::auth::Authenticated;
use crate::request::{Cursor, Query, Reading};

/// The contact details of a person, organisation or other entity
///
/// The records of your service areas, oldest first; active ones unless `includeHistoric` is true. Where
/// there are more than one page holds, `nextCursor` says where to go on.
#[utoipa::path(
    get,
    path = "/contact-details",
    tag = "Contact details",
    params(
        ("targetId" = uuid::Uuid, Query, description = "Whose details"),
        ("includeHistoric" = Option<bool>, Query, description = "Historic records too; false unless given"),
        ("pageSize" = Option<usize>, Query, description = "Records on a page, 1 to 500; 100 unless given", minimum = 1, maximum = 500),
        ("cursor" = Option<String>, Query, description = "The nextCursor of the page before"),
    ),
    responses(
        (status = 200, body = ResultsPage),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn list_contact_details(
    State(app): State<App>,
    who: Authenticated,
    query: Query,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    query.refuse_others(
        &reading,
        &["targetId", "includeHistoric", "pageSize", "cursor"],
    );
    let target = query.target(&reading);
    let include_historic = query.flag(&reading, "includeHistoric");
    let limit = query.page_size(&reading);
    let after = query.cursor(&reading);
    let asked = (|| Some((target?, include_historic?, limit?, after.ok()?)))();
    let (target, include_historic, limit, after) = reading.finish(asked)?;
    let page = PageRequest {
        limit,
        after: after.map(|Cursor(position)| position),
    };
    let use_cases = &app.contact_details;
    let page = use_cases
        .list_contact_details(who.caller(), target, include_historic, page)
        .await?;
    Ok(json(StatusCode::OK, &results(&app, &page)))
}

fn results<'a>(app: &'a App, page: &'a Page) -> ResultsPage<'a> {
    let shown = app.shown(page.at);
    ResultsPage {
        results: page
            .records
            .iter()
            .map(|record| Record::of(record, shown))
            .collect(),
        next_cursor: page.next.map(|position| Cursor(position).to_string()),
    }
}
