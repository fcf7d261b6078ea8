//! A record's versions as its history.

use jiff::Timestamp;

use super::ContactDetail;
use crate::refusal::Field;

/// The version that was current at this instant, out of all versions of one record, the first one first.
/// `None` before it was made. What a read at that instant gave is what this version says.
pub fn as_of(versions: &[ContactDetail], at: Timestamp) -> Option<&ContactDetail> {
    versions
        .iter()
        .rev()
        .find(|version| version.recorded.at <= at)
}

/// The fields that may change from one version of a record to the next.
const CHANGING: &[Field] = &[
    Field::Channel,
    Field::Label,
    Field::Value,
    Field::Description,
    Field::AddressLine(1),
    Field::AddressLine(2),
    Field::AddressLine(3),
    Field::AddressLine(4),
    Field::AddressLine(5),
    Field::Postcode,
    Field::Country,
    Field::Uprn,
    Field::PafKey,
    Field::IsOverseas,
    Field::OverseasAddress,
    Field::ValidFrom,
    Field::ValidUntil,
    Field::IsDefault,
    Field::IsPreferred,
    Field::VerifiedHow,
    Field::VerifiedAt,
    Field::Failure,
    Field::FailedMeans,
    Field::FailureEvidence,
    Field::FailedAt,
    Field::EndedAt,
    Field::EndReason,
    Field::SupersededBy,
];

/// The fields in which two versions of a record differ, in the order in which they are shown.
pub fn changed_fields(before: &ContactDetail, after: &ContactDetail) -> Vec<Field> {
    let differs = |field: &Field| before.reads(*field) != after.reads(*field);
    CHANGING.iter().copied().filter(differs).collect()
}
