//! What was found by a value: whose it is or was, and in which record. The value itself is not among it.

use contactable_domain::ids::GrantId;
use contactable_domain::trace::{TracePage, Traced};
use contactable_domain::vocabulary::CouncilSubType;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::record::Shown;
use super::record_state::RecordStatus;
use crate::request::TraceCursor;

/// A page of the records that hold a value or once held it, by target and record.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TraceAnswer<'a> {
    results: Vec<TracedRecord<'a>>,
    /// Where the next page begins; absent on the last page.
    #[serde(skip_serializing_if = "Option::is_none")]
    next_cursor: Option<String>,
}

impl<'a> TraceAnswer<'a> {
    /// Shows what was found.
    pub fn of(page: &'a TracePage, shown: Shown<'a>) -> Self {
        let found = page.found.iter();
        let cursor = |(target, record)| TraceCursor(target, record).to_string();
        Self {
            results: found.map(|one| TracedRecord::of(one, shown)).collect(),
            next_cursor: page.next.map(cursor),
        }
    }
}

/// A record that holds the value, or once did.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TracedRecord<'a> {
    /// Whose it is.
    target_id: Uuid,
    #[schema(example = "person")]
    target_type: &'a str,
    contact_detail_id: Uuid,
    /// The service area that holds it.
    #[schema(example = "Housing")]
    area: &'a str,
    /// What the record is now, whatever it was when it held the value.
    #[schema(example = "phone")]
    contact_type: &'static str,
    #[schema(example = "mobile")]
    sub_type: Option<&'static str>,
    /// Whether it holds the value now; `false` when only an earlier version did.
    says_so_now: bool,
    status: RecordStatus,
    /// The sharing grant under which another area's record is found by you.
    #[serde(skip_serializing_if = "Option::is_none")]
    shared_under: Option<Uuid>,
}

impl<'a> TracedRecord<'a> {
    fn of(traced: &'a Traced, shown: Shown<'a>) -> Self {
        let record = &traced.record;
        Self {
            target_id: record.target.id.uuid(),
            target_type: record.target.kind.as_str(),
            contact_detail_id: record.id.uuid(),
            area: shown.areas.name_of(&record.area),
            contact_type: record.channel().as_str(),
            sub_type: CouncilSubType::of(record.information.label).map(CouncilSubType::as_str),
            says_so_now: traced.says_so_now,
            status: RecordStatus::of(record, record.state(shown.on)),
            shared_under: traced.basis.grant.map(GrantId::uuid),
        }
    }
}
