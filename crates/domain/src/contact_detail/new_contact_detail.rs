//! A record to be made.

use super::{ContactDetail, Information, Marks, Stamp, Target, Version};
use crate::area::{AreaKey, Team};
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};
use crate::time::{Period, last_day_within};
use crate::value::PlainText;
use crate::vocabulary::Use;

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
    /// The team that records it.
    pub team: Option<Team>,
    /// Whether it is to be the area's default of its channel.
    pub is_default: bool,
    /// Whether the target asked to be reached by it.
    pub is_preferred: bool,
    /// From which day to which it is valid.
    pub period: Period,
}

impl NewContactDetail {
    /// The record in its first version. One that is historic from the start is kept for the history
    /// and is never a default.
    pub fn into_record(self, id: ContactDetailId, area: AreaKey, stamp: Stamp) -> ContactDetail {
        let mut record = ContactDetail {
            id,
            target: self.target,
            area,
            team: self.team,
            information: self.information,
            is_default: self.is_default,
            is_preferred: self.is_preferred,
            period: self.period,
            marks: Marks::default(),
            item: None,
            supersedes: None,
            created: stamp.clone(),
            ended: None,
            version: Version::FIRST,
            recorded: stamp,
        };
        record.is_default &= record.is_active(record.created.day());
        record
    }

    /// Whether this asks for just the record that was made under this id: the same request again, by
    /// whichever team. A UPRN that was looked up the first time need not be found again.
    pub fn made(&self, original: &ContactDetail) -> bool {
        let mut new = self.clone();
        new.information.take_uprn_of(&original.information);
        new.team.clone_from(&original.team);
        let again = new.into_record(original.id, original.area.clone(), original.created.clone());
        again == *original && AreaKey::of(self.area.as_str()) == original.area
    }
}

impl ContactDetail {
    /// Holds a temporary detail against the three months that it may last (PDS standard, "Address type").
    ///
    /// # Errors
    /// [`Code::TemporaryTooLong`].
    pub(crate) fn check_length(&self) -> Result<(), Refusal> {
        let temporary = self.information.label.usage == Some(Use::Temporary);
        let limit = last_day_within(self.starts_on());
        let too_long = self.period.end().is_some_and(|end| end > limit);
        if temporary && too_long {
            return Err(Refusal::invalid(Field::ValidUntil, too_long_reason()));
        }
        Ok(())
    }
}

fn too_long_reason() -> Reason {
    Reason::new(
        Code::TemporaryTooLong,
        "A temporary contact detail lasts three months at most",
        "Give an end within three months of the start, or record it as something other than temporary",
    )
}
