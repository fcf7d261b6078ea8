//! Whether a patient may change what their patches change (PDS, "What each may do with contact details"). Asked
//! before anything else about what is changed, so that a patient is told so whatever else may be wrong.

use contactable_domain::actor::AccessMode;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::patient::{List, Patient, is_open_to_patients};
use contactable_domain::vocabulary::{FhirCode, FhirSystem, FhirUse};

use super::application::Application;
use super::items::{Item, items};
use super::view::{self, View};
use crate::outcome::Problem;

/// What a patient is told who may not change this.
pub(super) fn not_permitted() -> Problem {
    Problem::invalid_update(
        "This user does not have permission to update the fields in the patches provided.",
    )
}

/// Looks at what a patient changes; whoever else may come at all may change everything.
pub(super) fn check(
    patient: &Patient,
    view: &View,
    applied: &Application,
    by: AccessMode,
) -> Result<(), Problem> {
    if !matches!(by, AccessMode::Patient(_)) {
        return Ok(());
    }
    let same_wishes = view::preferences(&view.document)
        .map(|(_, item)| item)
        .eq(view::preferences(&applied.document).map(|(_, item)| item));
    let is_allowed =
        applied.outside.is_empty() && same_wishes && telecoms_are_open(patient, view, applied);
    is_allowed.then_some(()).ok_or_else(not_permitted)
}

fn telecoms_are_open(patient: &Patient, view: &View, applied: &Application) -> bool {
    let wanted: Vec<Item<'_>> = items(view, applied, List::Telecom).collect();
    let removed = |record: &ContactDetail| {
        let id = record.item_id();
        !wanted.iter().any(|item| item.id == Some(id.as_str()))
    };
    let mut gone = patient
        .records_of(List::Telecom)
        .filter(|record| removed(record));
    gone.all(|record| {
        is_open_to_patients(
            List::Telecom,
            record.channel(),
            record.information.label,
            false,
        )
    }) && wanted.iter().filter(|item| !item.is_kept()).all(is_open)
}

/// Whether an item may be what it is and was. What cannot be read is told of elsewhere.
fn is_open(item: &Item<'_>) -> bool {
    let in_part = item.before.is_some() && !item.is_whole;
    let versions = item.before.into_iter().chain([item.value]);
    let mut kinds = versions.filter_map(|value| {
        let system = FhirSystem::parse(view::text(value, "system")?)?;
        let usage = FhirUse::parse(view::text(value, "use")?)?;
        FhirCode::Telecom { system, usage }.meaning()
    });
    kinds.all(|(channel, label)| is_open_to_patients(List::Telecom, channel, label, in_part))
}
