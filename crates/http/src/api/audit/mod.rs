//! Reading the trail.

mod form;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::{ACCEPT, VARY};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use contactable_domain::audit::TrailEntry;
use contactable_domain::ids::TargetId;
use contactable_domain::refusal::{Code, Reason};
use contactable_domain::time::parse_instant;
use contactable_service::{AskedEntries, AuditExport, Failure};
use futures_util::stream::{self, Stream};
use jiff::Timestamp;

use crate::App;
use crate::answer::{
    AuditLine, AuditPage, Problem, ProblemDetails, audit_bundle, group_of, json, lines, typed,
};
use crate::auth::Authenticated;
use crate::request::{Query, Reading, whole_number};

use form::Form;

/// How many entries a page has unless said.
const USUAL: u64 = 100;

/// How many at most, and how many are read at once where all are sent.
const MOST: u64 = 500;

/// Who looked at or changed what, and why it was allowed or refused
///
/// The entries of the audit trail about a target, or those about none (configuration, refused tokens, searches), in
/// the order in which they were written. As pages of data; as lines of JSON, all of them in one answer; or as a Bundle
/// of FHIR R4 `AuditEvent`s. An entry never holds a value. For those with the role `auditor`.
#[utoipa::path(
    get,
    path = "/audit",
    tag = "Access",
    params(
        ("targetId" = Option<uuid::Uuid>, Query, description = "About whom; unless given, the entries about no target"),
        ("from" = Option<String>, Query, description = "Not before this instant, such as 2026-04-01T09:30:00Z", format = DateTime),
        ("until" = Option<String>, Query, description = "Before this instant", format = DateTime),
        ("after" = Option<u64>, Query, description = "Only entries after the one of this number: the nextAfter of the page before"),
        ("limit" = Option<u64>, Query, description = "Entries on a page, 1 to 500; 100 unless given. Not with ndjson", minimum = 1, maximum = 500),
        ("format" = Option<String>, Query, description = "json, ndjson or fhir; unless given, what Accept names first among them, else json"),
    ),
    responses(
        (status = 200, content(
            (AuditPage = "application/json"),
            (AuditLine = "application/x-ndjson"),
            (Object = "application/fhir+json"),
        )),
        (status = 400, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 403, body = ProblemDetails, content_type = "application/problem+json"),
        (status = 503, body = ProblemDetails, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
pub async fn read_audit(
    State(app): State<App>,
    who: Authenticated,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reading = Reading::default();
    let asked = asked(&reading, &query, &headers);
    let (asked, form) = reading.finish(asked)?;
    let answer = match form {
        Form::Json => {
            let (entries, next) = page(&app, &who, asked).await?;
            json(StatusCode::OK, &AuditPage::of(&entries, next))
        }
        Form::Fhir => {
            let (entries, next) = page(&app, &who, asked).await?;
            let next = next.map(|after| address(asked, after));
            let bundle = audit_bundle(&entries, app.contact_details.clock().now(), next);
            typed(StatusCode::OK, "application/fhir+json", &bundle)
        }
        Form::Lines => {
            let use_cases = &app.contact_details;
            let export = use_cases.permit_audit_export(who.caller(), asked).await?;
            lines(groups(app, export)).await?
        }
    };
    let headers: [(HeaderName, &str); 1] = [(VARY, "Accept")];
    Ok((headers, answer).into_response())
}

const KNOWN: &[&str] = &["targetId", "from", "until", "after", "limit", "format"];

fn asked(reading: &Reading, query: &Query, headers: &HeaderMap) -> Option<(AskedEntries, Form)> {
    query.refuse_others(reading, KNOWN);
    let target = query.has("targetId");
    let target = target.then(|| query.id(reading, "targetId", TargetId::new));
    let from = query.parsed(reading, "from", parse_instant);
    let until = query.parsed(reading, "until", parse_instant);
    let number = |name, range| query.parsed(reading, name, |text| whole_number(text, &range));
    let after = number("after", 0..=u64::MAX);
    let limit = number("limit", 1..=MOST);
    let form = query.word(reading, "format", Form::ALL, Form::as_str);
    let form = form.ok()?;
    let form = form.unwrap_or_else(|| Form::accepted(headers.get_all(ACCEPT)));
    if form == Form::Lines && query.has("limit") {
        reading.note("limit", all_are_sent());
    }
    let limit = match form {
        Form::Lines => MOST,
        Form::Json | Form::Fhir => limit.ok()?.unwrap_or(USUAL),
    };
    let asked = AskedEntries {
        target: match target {
            Some(target) => Some(target?),
            None => None,
        },
        from: from.ok()?,
        until: until.ok()?,
        after: after.ok()?.unwrap_or(0),
        limit: usize::try_from(limit).ok()?,
    };
    Some((asked, form))
}

fn all_are_sent() -> Reason {
    Reason::new(
        Code::NotTogether,
        "This does not go with lines of JSON, of which all are sent",
        "Leave this out, or ask for another format",
    )
}

/// A page of entries, and after which number to go on.
async fn page(
    app: &App,
    who: &Authenticated,
    asked: AskedEntries,
) -> Result<(Vec<TrailEntry>, Option<u64>), Problem> {
    // One more shows whether there are more.
    let one_more = AskedEntries {
        limit: asked.limit + 1,
        ..asked
    };
    let use_cases = &app.contact_details;
    let mut entries = use_cases.read_audit(who.caller(), one_more).await?;
    let more = entries.len() > asked.limit;
    entries.truncate(asked.limit);
    let next = entries.last().map(|entry| entry.number);
    Ok((entries, next.filter(|_| more)))
}

/// Where the next page is.
fn address(asked: AskedEntries, after: u64) -> String {
    let mut query = form_urlencoded::Serializer::for_suffix("/audit?".to_owned(), "/audit?".len());
    let instant = |at: Option<Timestamp>| at.map(|at| at.to_string());
    let optional = [
        ("targetId", asked.target.map(|target| target.to_string())),
        ("from", instant(asked.from)),
        ("until", instant(asked.until)),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            query.append_pair(name, &value);
        }
    }
    query.append_pair("after", &after.to_string());
    query.append_pair("limit", &asked.limit.to_string());
    query.append_pair("format", Form::Fhir.as_str());
    query.finish()
}

/// The lines of an export, group by group, to its end.
fn groups(app: App, export: AuditExport) -> impl Stream<Item = Result<Bytes, Failure>> {
    stream::try_unfold((app, export), |(app, mut export)| async move {
        let entries = app.contact_details.export_audit(&mut export).await?;
        if entries.is_empty() {
            return Ok(None);
        }
        let lines = group_of(entries.iter().map(AuditLine::of))?;
        Ok(Some((lines, (app, export))))
    })
}
