//! What is compared of a record.

use contactable_domain::contact_detail::{ContactDetail, EndReason, FailureKind, State};
use contactable_domain::ids::ContactDetailId;
use jiff::civil::Date;

/// What is compared of a record.
#[derive(PartialEq, Eq, Debug)]
pub struct Shown {
    pub id: ContactDetailId,
    pub value: String,
    pub note: Option<String>,
    pub is_default: bool,
    pub is_preferred: bool,
    pub version: u32,
    pub state: State,
    pub is_verified: bool,
    pub failure: Option<FailureKind>,
    pub end_reason: Option<EndReason>,
    pub superseded_by: Option<ContactDetailId>,
    pub supersedes: Option<ContactDetailId>,
}

impl Shown {
    /// What a record shows on a day.
    pub fn of(record: &ContactDetail, on: Date) -> Self {
        let note = record.information.description.as_ref();
        let ended = record.ended.as_ref();
        Self {
            id: record.id,
            value: record.information.value.one_line().to_owned(),
            note: note.map(|note| note.as_str().to_owned()),
            is_default: record.is_default,
            is_preferred: record.is_preferred,
            version: record.version.number(),
            state: record.state(on),
            is_verified: record.marks.verified.is_some(),
            failure: record.marks.undeliverable.as_ref().map(|m| m.failure),
            end_reason: ended.and_then(|end| end.reason),
            superseded_by: ended.and_then(|end| end.superseded_by),
            supersedes: record.supersedes,
        }
    }
}
