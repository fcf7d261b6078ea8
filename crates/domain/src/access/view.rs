use jiff::civil::Date;

use super::Rule;
use crate::actor::AccessMode;
use crate::contact_detail::ContactDetail;
use crate::display::{Audience, shown_to};
use crate::refusal::Refusal;

/// Whether whoever comes this way may be shown what this audience is shown: their own view, or one that shows less.
///
/// # Errors
/// [`Refusal::NotPermitted`] with [`Rule::NotInThisMode`].
pub fn may_look_as(mode: AccessMode, audience: Audience) -> Result<(), Refusal> {
    let own = mode.audience();
    if own.is_none_or(|own| own == audience || audience == Audience::Patient) {
        Ok(())
    } else {
        Err(Rule::NotInThisMode.told())
    }
}

/// Whether whoever comes this way may change this record: what they are not shown looks as if it were not there. Given
/// are all records of the target in its area that are not retired; a retired one is never theirs to change.
///
/// # Errors
/// [`Refusal::Hidden`] with [`Rule::NotInView`].
pub fn may_change_in_view(
    mode: AccessMode,
    record: &ContactDetail,
    held: impl Iterator<Item = ContactDetail>,
    on: Date,
) -> Result<(), Refusal> {
    let Some(audience) = mode.audience() else {
        return Ok(());
    };
    let held: Vec<ContactDetail> = held.filter(|other| other.ended.is_none()).collect();
    let shown = shown_to(audience, &held, on);
    if shown.iter().any(|shown| shown.record.id == record.id) {
        Ok(())
    } else {
        Err(Refusal::Hidden(Rule::NotInView))
    }
}
