//! A record to be made.

use jiff::Timestamp;

use super::{ContactDetail, Information, Stamp, Target, Version};
use crate::area::AreaKey;
use crate::ids::ContactDetailId;
use crate::value::PlainText;

/// A record to be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewContactDetail {
    /// The client's own id, which makes the request safe to repeat.
    pub id: Option<ContactDetailId>,
    /// Whose detail it is.
    pub target: Target,
    /// What it says.
    pub information: Information,
    /// The name of the owning area, as given.
    pub area: PlainText,
    /// Whether it is to be the area's default of its channel.
    pub is_default: bool,
    /// Until when it is valid.
    pub valid_until: Option<Timestamp>,
}

impl NewContactDetail {
    /// The record in its first version. One that is historic from the start is kept for the history
    /// and is never a default.
    pub fn into_record(self, id: ContactDetailId, area: AreaKey, stamp: Stamp) -> ContactDetail {
        let mut record = ContactDetail {
            id,
            target: self.target,
            area,
            information: self.information,
            is_default: self.is_default,
            valid_until: self.valid_until,
            created: stamp.clone(),
            ended: None,
            version: Version::FIRST,
            recorded: stamp,
        };
        record.is_default &= record.is_active(record.created.at);
        record
    }

    /// Whether this asks for just the record that was made under this id: the same request again. A UPRN
    /// that was looked up the first time need not be found again.
    pub fn made(&self, original: &ContactDetail) -> bool {
        let mut new = self.clone();
        new.information.take_uprn_of(&original.information);
        let again = new.into_record(original.id, original.area.clone(), original.created.clone());
        again == *original && AreaKey::of(self.area.as_str()) == original.area
    }
}
