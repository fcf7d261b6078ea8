//! Which record is the address. A wrong UPRN is worse than none: whatever is not certain is no match.
//!
//! Reading order: [`uprn_of`], `asked` (the address), `wanted` (a record), `reading` (one held against
//! the other), `words` and `spelling` (what counts as the same word).

mod asked;
#[cfg(test)]
mod properties;
mod reading;
mod spelling;
#[cfg(test)]
mod tests;
mod wanted;
mod words;

pub(super) use asked::Asked;

use contactable_domain::value::Uprn;

use super::DpaRecord;

/// The status of a record that is there no longer.
const HISTORICAL: &str = "8";

/// The UPRN of the address, when the records that fit it have one and the same.
pub(super) fn uprn_of(asked: &Asked, records: &[DpaRecord]) -> Option<Uprn> {
    let fitting = records
        .iter()
        .filter(|record| is_candidate(asked, record) && reading::fits(asked, record));
    let mut found: Option<Uprn> = None;
    for record in fitting {
        let uprn = Uprn::parse(record.uprn.as_deref()?).ok()?;
        match &found {
            Some(other) if other.as_str() != uprn.as_str() => return None,
            _ => found = Some(uprn),
        }
    }
    found
}

/// Whether it is of the same postcode (a part of one finds others too), is still there, and is a place:
/// post to a box waits in an office.
fn is_candidate(asked: &Asked, record: &DpaRecord) -> bool {
    let postcode = record.postcode.as_deref().unwrap_or_default();
    let postcode = postcode.split_whitespace().collect::<String>();
    postcode.eq_ignore_ascii_case(asked.postcode())
        && record.po_box_number.is_none()
        && record.logical_status_code.as_deref() != Some(HISTORICAL)
}
