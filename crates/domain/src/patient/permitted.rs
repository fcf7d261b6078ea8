//! What a patient may change through the PDS path (PDS, "What each may do with contact details").

use super::{Breach, List, WantedItem};
use crate::contact_detail::Information;
use crate::vocabulary::{Channel, Label, Use};

/// Whether a patient may add, change or remove what is said here: mobile numbers and e-mail addresses, addresses and
/// emergency contacts. A landline only through the house's own paths.
pub(super) fn for_patients(list: List, channel: Channel, label: Label) -> Result<(), Breach> {
    let mobile = matches!(label.usage, Some(Use::Mobile | Use::Pager));
    let telecom = match channel {
        Channel::Email => true,
        Channel::Phone => mobile,
        _ => false,
    };
    if list != List::Telecom || telecom {
        Ok(())
    } else {
        Err(Breach::NotForPatients)
    }
}

/// Whether a patient may change an item of this kind, in part or as a whole. [`Patient::rewritten`] asks the same; this
/// is for telling so before anything else is looked at.
///
/// [`Patient::rewritten`]: super::Patient::rewritten
pub fn is_open_to_patients(list: List, channel: Channel, label: Label, in_part: bool) -> bool {
    for_patients(list, channel, label).is_ok() && is_open_in_part(list, in_part)
}

/// A telecom is to be sent whole.
fn is_open_in_part(list: List, in_part: bool) -> bool {
    list != List::Telecom || !in_part
}

/// Whether a patient may send an item in this form: a telecom whole, never in part.
pub(super) fn form_for_patients(list: List, item: &WantedItem) -> Result<(), Breach> {
    if !is_open_in_part(list, item.in_part) {
        return Err(Breach::NotForPatients);
    }
    let each = |what: &Information| for_patients(list, what.value.channel(), what.label);
    item.what.iter().try_for_each(each)
}
