//! Which record of an item says what of it.

use crate::contact_detail::{ContactDetail, Information};

/// Which of the records says what from now on: the one that says it already, wherever it stood, so that what was found
/// out about a number stays with it; then those that are left, in their order.
pub(super) fn paired<'a, 'w>(
    left: &mut Vec<&'a ContactDetail>,
    wanted: &'w [Information],
) -> Vec<(Option<&'a ContactDetail>, &'w Information)> {
    let mut take = |which: &dyn Fn(&ContactDetail) -> bool| {
        let at = left.iter().position(|record| which(record))?;
        Some(left.remove(at))
    };
    let mut pairs: Vec<_> = wanted
        .iter()
        .map(|what| (take(&|record| record.information.value == what.value), what))
        .collect();
    for (record, _) in &mut pairs {
        *record = record.or_else(|| take(&|_| true));
    }
    pairs
}
