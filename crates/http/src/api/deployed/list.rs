use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::TargetId;
use contactable_domain::listing::{MAX_PAGE_SIZE, Wanted};
use contactable_domain::vocabulary::CouncilSubType;
use contactable_service::{Moment, PageRequest};
use jiff::civil::Date;

use crate::App;
use crate::answer::{DeployedProblem, Problem, ResultsV1, ResultsV2, json};
use crate::auth::Authenticated;
use crate::request::{Query, Reading};

/// All contact details of a target, first version
///
/// The records of your service areas, oldest first. 404 with the target's id when there are none.
#[utoipa::path(
    get,
    path = "/api/v1/contactDetails",
    tag = "Deployed paths",
    params(
        ("targetId" = uuid::Uuid, Query, description = "Whose details"),
        ("includeHistoric" = Option<bool>, Query, description = "Historic records too; false unless given"),
    ),
    responses(
        (status = 200, body = ResultsV1),
        (status = 400, body = DeployedProblem),
        (status = 401, body = DeployedProblem),
        (status = 403, body = DeployedProblem),
        (status = 404, body = uuid::Uuid, content_type = "application/json", description = "The target's id: nothing to show"),
        (status = 503, body = DeployedProblem),
    ),
    security(("bearer" = [])),
)]
pub async fn list_v1(
    State(app): State<App>,
    who: Authenticated,
    query: Query,
) -> Result<Response, Problem> {
    let (target, found) = all(&app, &who, &query).await?;
    Ok(match found {
        Some((records, on)) => json(StatusCode::OK, &ResultsV1::of(&records, app.shown(on))),
        None => json(StatusCode::NOT_FOUND, &target.uuid()),
    })
}

/// All contact details of a target, second version
///
/// As the first version, with address lines.
#[utoipa::path(
    get,
    path = "/api/v2/contactDetails",
    tag = "Deployed paths",
    params(
        ("targetId" = uuid::Uuid, Query, description = "Whose details"),
        ("includeHistoric" = Option<bool>, Query, description = "Historic records too; false unless given"),
    ),
    responses(
        (status = 200, body = ResultsV2),
        (status = 400, body = DeployedProblem),
        (status = 401, body = DeployedProblem),
        (status = 403, body = DeployedProblem),
        (status = 404, body = uuid::Uuid, content_type = "application/json", description = "The target's id: nothing to show"),
        (status = 503, body = DeployedProblem),
    ),
    security(("bearer" = [])),
)]
pub async fn list_v2(
    State(app): State<App>,
    who: Authenticated,
    query: Query,
) -> Result<Response, Problem> {
    let (target, found) = all(&app, &who, &query).await?;
    Ok(match found {
        Some((records, on)) => json(StatusCode::OK, &ResultsV2::of(&records, app.shown(on))),
        None => json(StatusCode::NOT_FOUND, &target.uuid()),
    })
}

type Found = Option<(Vec<ContactDetail>, Date)>;

/// Every record: these paths know no pages, so all pages are fetched.
async fn all(app: &App, who: &Authenticated, query: &Query) -> Result<(TargetId, Found), Problem> {
    let reading = Reading::default();
    let target = query.target(&reading);
    let include_historic = query.flag(&reading, "includeHistoric");
    let (target, include_historic) = reading.finish(target.zip(include_historic))?;
    let mut records = Vec::new();
    let mut wanted = PageRequest {
        wanted: Wanted::for_deployed_callers(include_historic),
        moment: Moment::default(),
        limit: MAX_PAGE_SIZE,
        after: None,
    };
    loop {
        let use_cases = &app.contact_details;
        let page = use_cases
            .list_contact_details(who.caller(), target, wanted)
            .await?;
        records.extend(page.records);
        wanted.after = page.next;
        if page.next.is_none() {
            // The deployed service knew neither fax nor textphone.
            records.retain(|record: &ContactDetail| CouncilSubType::knows(record.channel()));
            return Ok((target, (!records.is_empty()).then_some((records, page.on))));
        }
    }
}
