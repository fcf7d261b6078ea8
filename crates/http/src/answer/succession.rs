//! What became of a target.

use contactable_domain::contact_detail::Version;
use contactable_domain::ids::TargetId;
use contactable_domain::succession::Succession;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::author::RecordedBy;

/// The latest word on what became of a target.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Succession)]
pub struct SuccessionAnswer<'a> {
    target_id: Uuid,
    /// `superseded`, `invalidated`, or `restored`, which is live again; null where nothing was ever said, which is live.
    #[schema(example = "superseded")]
    fate: Option<&'static str>,
    /// The target that took its place.
    superseded_by: Option<Uuid>,
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

impl<'a> SuccessionAnswer<'a> {
    /// Shows the latest word, if there is one.
    pub fn of(target: TargetId, last: Option<&'a Succession>) -> Self {
        let survivor = last.and_then(|last| last.fate.survivor());
        Self {
            target_id: target.uuid(),
            fate: last.map(|last| last.fate.as_str()),
            superseded_by: survivor.map(TargetId::uuid),
            reason: last.map(|last| last.reason.as_str()),
            since: last.map(|last| last.recorded.at),
            by: last.map(|last| RecordedBy::of(&last.recorded.by)),
            version: last.map_or(0, |last| Version::number(last.version)),
        }
    }
}
