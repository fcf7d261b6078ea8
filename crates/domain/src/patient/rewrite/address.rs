//! The rules of addresses.

use super::super::breach::Breach;
use super::super::limits::{MAX_CORRESPONDENCE_DAYS, MAX_TEMPORARY_DAYS, TEMPORARY_TEXTS};
use crate::contact_detail::{ContactDetail, Information};
use crate::time::Period;
use crate::value::{Address, PlainText};
use crate::vocabulary::Use;

/// The rules of addresses (PDS, "address", "Periods").
pub(super) fn check(
    what: &Information,
    period: Period,
    before: Option<&ContactDetail>,
) -> Result<(), Breach> {
    let Some(address) = what.value.address() else {
        return Ok(());
    };
    let same_period = before.is_some_and(|known| known.period == period);
    let same_text = before.is_some_and(|known| known.information.description == what.description);
    let same_place = before.is_some_and(|known| known.information.value == what.value);
    match what.label.usage {
        Some(Use::Work) => return Err(Breach::WorkAddress),
        Some(Use::Temporary) => check_temporary(what, period, (same_period, same_text))?,
        Some(Use::Correspondence) if !same_period => {
            let whole = lasts(period).ok_or(Breach::CorrespondenceWithoutPeriod)?;
            if whole > MAX_CORRESPONDENCE_DAYS {
                return Err(Breach::CorrespondenceTooLong);
            }
        }
        _ => {}
    }
    (same_place || has_enough_lines(address))
        .then_some(())
        .ok_or(Breach::TooFewLines)
}

/// A temporary address says for how long and what it is, each unless it stays as it was.
fn check_temporary(
    what: &Information,
    period: Period,
    (same_period, same_text): (bool, bool),
) -> Result<(), Breach> {
    let whole = lasts(period);
    if !same_period && whole.is_none() {
        return Err(Breach::TemporaryWithoutPeriod);
    }
    if !same_text {
        let text = what.description.as_ref().map(PlainText::as_str);
        let text = text.ok_or(Breach::TemporaryWithoutText)?;
        if !TEMPORARY_TEXTS.contains(&text) {
            return Err(Breach::TemporaryTextUnknown);
        }
    }
    if !same_period && whole > Some(MAX_TEMPORARY_DAYS) {
        return Err(Breach::TemporaryTooLong);
    }
    Ok(())
}

/// For how many days after its start a period goes on, when it has both.
fn lasts(period: Period) -> Option<i32> {
    let (start, end) = (period.start()?, period.end()?);
    let days = start.until(end).ok()?.get_days();
    Some(days)
}

/// A premises or street and a town at least. A pseudo-postcode stands for a place without lines, and Royal Mail's key
/// with a postcode for lines that can be looked up.
fn has_enough_lines(address: &Address) -> bool {
    let lines = address.texts().filter(|text| !text.trim().is_empty());
    let postcode = address.postcode();
    let keyed = address.paf_key().is_some() && postcode.is_some();
    lines.count() >= 2 || keyed || postcode.is_some_and(|code| code.is_pseudo())
}
