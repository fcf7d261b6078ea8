//! The versions of a record, each beside the one before it.

use contactable_domain::contact_detail::{ContactDetail, changed_fields};
use contactable_domain::ids::GrantId;
use contactable_service::Seen;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::author::RecordedBy;
use super::{Record, Shown, path_of};

/// Every version of a record, oldest first.
#[derive(Serialize, ToSchema)]
pub struct RecordHistory<'a> {
    results: Vec<RecordVersion<'a>>,
}

impl<'a> RecordHistory<'a> {
    /// Shows the versions of one record, given the first one first.
    pub fn of(seen: &'a Seen<Vec<ContactDetail>>, shown: Shown<'a>) -> Self {
        let versions = &seen.what;
        let before = std::iter::once(None).chain(versions.iter().map(Some));
        let results = before
            .zip(versions)
            .map(|(before, version)| RecordVersion::of(before, version, shown).under(seen.grant))
            .collect();
        Self { results }
    }
}

/// One version of a record.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecordVersion<'a> {
    /// Its number, from 1.
    #[schema(example = 2)]
    version: u32,
    /// When it was recorded.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Timestamp,
    recorded_by: RecordedBy<'a>,
    /// The fields in which it differs from the version before; empty for the first.
    #[schema(example = json!(["contactInformation.description"]))]
    changed: Vec<String>,
    /// The record as this version says.
    record: Record<'a>,
}

impl<'a> RecordVersion<'a> {
    fn of(before: Option<&ContactDetail>, version: &'a ContactDetail, shown: Shown<'a>) -> Self {
        let changed = before.map(|before| changed_fields(before, version));
        Self {
            version: version.version.number(),
            recorded_at: version.recorded.at,
            recorded_by: RecordedBy::of(&version.recorded.by),
            changed: changed.into_iter().flatten().map(path_of).collect(),
            record: Record::of(version, shown),
        }
    }

    fn under(self, grant: Option<GrantId>) -> Self {
        Self {
            record: self.record.under(grant),
            ..self
        }
    }
}
