//! The audit trail: entries as data, and as the events that FHIR knows.

mod codes;
mod event;

use std::fmt::Write as _;

use contactable_domain::audit::TrailEntry;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

pub use event::bundle as audit_bundle;

/// Entries of the trail, in the order in which they were written.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditPage<'a> {
    results: Vec<AuditLine<'a>>,
    /// The `after` of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_after: Option<u64>,
}

impl<'a> AuditPage<'a> {
    /// Shows entries, and where to go on.
    pub fn of(entries: &'a [TrailEntry], next_after: Option<u64>) -> Self {
        Self {
            results: entries.iter().map(AuditLine::of).collect(),
            next_after,
        }
    }
}

/// One entry of the trail: who asked what about what, and what came of it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AuditLine<'a> {
    /// The stream it stands in.
    stream: u8,
    /// Its number there, from 1.
    number: u64,
    id: Uuid,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who vouched for the actor; empty when nobody who is known asked.
    #[schema(example = "https://login.example.com")]
    issuer: &'a str,
    /// Who asked: their `sub`.
    actor: &'a str,
    /// In which way they came.
    #[schema(example = "staff")]
    mode: &'a str,
    /// For what they said they asked.
    #[schema(example = "general")]
    purpose: &'a str,
    #[schema(example = "list")]
    action: &'a str,
    target_id: Option<Uuid>,
    record_id: Option<Uuid>,
    /// The sharing grant by which something was seen, or that it is about.
    grant_id: Option<Uuid>,
    /// The breaking of the glass that it is about.
    pass_id: Option<Uuid>,
    /// The areas whose records were used, in small letters, as they are chained.
    #[schema(example = json!(["housing"]))]
    areas: Vec<&'a str>,
    /// `allowed` or `refused`.
    #[schema(example = "allowed")]
    outcome: &'a str,
    /// The code of the rule.
    #[schema(example = "own-area")]
    because: &'a str,
    correlation_id: Uuid,
    /// Its link in the chain: SHA-256, in hexadecimal digits.
    digest: String,
}

impl<'a> AuditLine<'a> {
    /// Shows an entry.
    pub fn of(entry: &'a TrailEntry) -> Self {
        Self {
            stream: entry.stream.number(),
            number: entry.number,
            id: entry.id,
            at: entry.at,
            issuer: &entry.issuer,
            actor: &entry.actor,
            mode: &entry.mode,
            purpose: &entry.purpose,
            action: &entry.action,
            target_id: entry.target,
            record_id: entry.record,
            grant_id: entry.grant,
            pass_id: entry.pass,
            areas: areas(entry).collect(),
            outcome: &entry.outcome,
            because: &entry.because,
            correlation_id: entry.correlation,
            digest: hex(&entry.digest),
        }
    }
}

/// The areas of an entry.
fn areas(entry: &TrailEntry) -> impl Iterator<Item = &str> {
    entry.areas.split(',').filter(|area| !area.is_empty())
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        // Writing to memory cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
