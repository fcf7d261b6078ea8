use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::display::Audience;
use contactable_domain::listing::{Page, Wanted};
use contactable_domain::refusal::{Code, Reason};
use contactable_service::{PageRequest, View};

use crate::App;
use crate::answer::{Problem, ProblemDetails, Record, ResultsPage, json};
use crate::auth::Authenticated;
use crate::request::{Cursor, Query, Reading, moment};

/// The contact details of a person, organisation or other entity
///
/// The records of your service areas, and those that other areas share with yours, oldest first; active ones unless
/// `includeHistoric` is true. With each shared record `sharedUnder` names the sharing grant. Where there are more than
/// one page holds, `nextCursor` says where to go on. Of a restricted person there are none; whoever may break the
/// glass is told by `restricted`.
#[utoipa::path(
    get,
    path = "/contact-details",
    tag = "Contact details",
    params(
        ("targetId" = uuid::Uuid, Query, description = "Whose details"),
        ("includeHistoric" = Option<bool>, Query, description = "Historic records too; false unless given"),
        ("asOf" = Option<String>, Query, description = "As the service held them at this instant, such as 2026-04-01T09:30:00Z; now unless given", format = DateTime),
        ("validOn" = Option<String>, Query, description = "Only those that are true on this day", format = Date),
        ("view" = Option<String>, Query, description = "What is shown to a patient or a worker, one of each kind; all shows everything that is not retired, valid or not"),
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
    query.refuse_others(&reading, KNOWN);
    let target = query.target(&reading);
    let include_historic = query.flag(&reading, "includeHistoric");
    let moment = moment(&reading, &query, app.contact_details.clock());
    let limit = query.page_size(&reading);
    let after = query.cursor(&reading);
    let view = query.word(&reading, "view", Audience::ALL, Audience::as_str);
    if matches!(view, Ok(Some(_))) {
        refuse_beside_view(&reading, &query);
    }
    let asked = (|| {
        let page = PageRequest {
            wanted: Wanted::for_callers(include_historic?),
            moment: moment.ok()?,
            limit: limit?,
            after: after.ok()?.map(|Cursor(position)| position),
        };
        Some((target?, view.ok()?, page))
    })();
    let (target, view, page) = reading.finish(asked)?;
    let use_cases = &app.contact_details;
    if let Some(audience) = view {
        let view = use_cases
            .show_contact_details(who.caller(), target, audience, page.moment)
            .await?;
        return Ok(json(StatusCode::OK, &viewed(&app, &view)));
    }
    let page = use_cases
        .list_contact_details(who.caller(), target, page)
        .await?;
    Ok(json(StatusCode::OK, &results(&app, &page)))
}

const KNOWN: &[&str] = &[
    "targetId",
    "includeHistoric",
    "asOf",
    "validOn",
    "view",
    "pageSize",
    "cursor",
];

/// What a view decides by itself.
fn refuse_beside_view(reading: &Reading, query: &Query) {
    for name in ["includeHistoric", "pageSize", "cursor"] {
        if query.has(name) {
            let reason = Reason::new(
                Code::NotTogether,
                "This does not go with a view, which says by itself what is shown",
                "Leave this out, or leave view out",
            );
            reading.note(name, reason);
        }
    }
}

fn viewed<'a>(app: &'a App, view: &'a View) -> ResultsPage<'a> {
    let shown = app.shown(view.on);
    let records = view.records.iter();
    ResultsPage {
        results: records
            .map(|(record, instead)| {
                let grant = view.glimpse.grant_of(record);
                Record::of(record, shown).or_use(*instead).under(grant)
            })
            .collect(),
        next_cursor: None,
        restricted: view.glimpse.may_break_glass,
    }
}

fn results<'a>(app: &'a App, page: &'a Page) -> ResultsPage<'a> {
    let shown = app.shown(page.on);
    ResultsPage {
        results: page
            .records
            .iter()
            .map(|record| Record::of(record, shown).under(page.glimpse.grant_of(record)))
            .collect(),
        next_cursor: page.next.map(|position| Cursor(position).to_string()),
        restricted: page.glimpse.may_break_glass,
    }
}
