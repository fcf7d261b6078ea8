//! Whether a person is restricted, and who broke the glass.

use contactable_domain::contact_detail::Version;
use contactable_domain::ids::TargetId;
use contactable_domain::restriction::{Level, Pass, Restriction};
use contactable_domain::value::PlainText;
use contactable_service::BreakGlassReport;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::author::RecordedBy;

/// The latest word on whether a person is restricted.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Restriction)]
pub struct RestrictionAnswer<'a> {
    target_id: Uuid,
    restricted: bool,
    /// How much of them is hidden: `restricted` or `very-restricted`; null where they are not restricted.
    #[schema(example = "restricted")]
    level: Option<&'static str>,
    /// Why they are, or why not any more; null where nothing was ever said.
    reason: Option<&'a str>,
    /// Since when.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// Who said so.
    by: Option<RecordedBy<'a>>,
    /// Which word on it this is, from 1; 0 where nothing was ever said.
    #[schema(example = 1)]
    version: u32,
}

impl<'a> RestrictionAnswer<'a> {
    /// Shows the latest word, if there is one.
    pub fn of(target: TargetId, last: Option<&'a Restriction>) -> Self {
        let level = last.and_then(Restriction::in_force);
        Self {
            target_id: target.uuid(),
            restricted: level.is_some(),
            level: level.map(Level::as_str),
            reason: last.map(|last| last.reason.as_str()),
            since: last.map(|last| last.recorded.at),
            by: last.map(|last| RecordedBy::of(&last.recorded.by)),
            version: last.map_or(0, |last| Version::number(last.version)),
        }
    }
}

/// For how long you see a restricted person's details.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Pass)]
pub struct PassAnswer<'a> {
    id: Uuid,
    target_id: Uuid,
    /// From when.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Until when, that instant left out.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// For what.
    #[schema(example = "safeguarding")]
    purpose: &'static str,
    /// Why.
    reason: &'a str,
}

impl<'a> PassAnswer<'a> {
    /// Shows a breaking of the glass.
    pub fn of(pass: &'a Pass) -> Self {
        Self {
            id: pass.id.uuid(),
            target_id: pass.target.uuid(),
            from: pass.from,
            until: pass.until,
            purpose: pass.purpose.as_str(),
            reason: PlainText::as_str(&pass.reason),
        }
    }
}

/// Who broke the glass, the latest first.
#[derive(Serialize, ToSchema)]
#[schema(as = BreakGlassReport)]
pub struct BreakGlassReportAnswer<'a> {
    results: Vec<ReportedPass<'a>>,
    /// What to give as `before` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    next: Option<Timestamp>,
}

impl<'a> BreakGlassReportAnswer<'a> {
    /// Shows a page of the report.
    pub fn of(report: &'a BreakGlassReport) -> Self {
        let passes = report.passes.iter();
        Self {
            results: passes
                .map(|pass| ReportedPass::of(pass, report.at))
                .collect(),
            next: report.next,
        }
    }
}

/// Somebody broke the glass.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ReportedPass<'a> {
    #[serde(flatten)]
    pass: PassAnswer<'a>,
    /// Whether it is still broken.
    is_open: bool,
    by: ReportedBy<'a>,
}

impl<'a> ReportedPass<'a> {
    fn of(pass: &'a Pass, at: Timestamp) -> Self {
        Self {
            is_open: pass.is_open(at),
            by: ReportedBy {
                issuer: &pass.issuer,
                subject: &pass.by.subject,
                full_name: pass.by.name.as_deref(),
                email_address: pass.by.email.as_deref(),
            },
            pass: PassAnswer::of(pass),
        }
    }
}

/// Who it was.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ReportedBy<'a> {
    /// Who vouched for them.
    issuer: &'a str,
    /// Who they are there, as in the audit trail.
    subject: &'a str,
    #[schema(example = "Dee Duty")]
    full_name: Option<&'a str>,
    email_address: Option<&'a str>,
}
