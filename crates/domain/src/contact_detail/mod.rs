//! The record: one phone number, e-mail address or postal address of one target, owned by one area.

mod amendment;
mod change;
mod ending;
mod information;
mod information_input;
mod kind_replacement;
mod marks;
mod new_contact_detail;
mod replacement;
mod state;
mod stated;
mod turn;
mod version;
mod warnings;

pub use amendment::{Amendment, Edit};
pub use change::{as_of, changed_fields};
pub use ending::{EndReason, Ending};
pub use information::{Information, parse_description};
pub use information_input::{InformationDraft, InformationInput};
pub use kind_replacement::{KindReplacement, OneOfKind};
pub use marks::{FailureKind, MAX_EVIDENCE, Marks, Undeliverable, Verification, VerifiedBy};
pub use new_contact_detail::NewContactDetail;
pub use replacement::Replacement;
pub use state::{State, Status, Validity};
pub use stated::Statement;
pub use turn::Turn;
pub use version::{Precondition, Version};

use jiff::Timestamp;
use jiff::civil::Date;

use crate::actor::Author;
use crate::area::{AreaKey, Team};
use crate::ids::{ContactDetailId, TargetId};
use crate::patient::ItemId;
use crate::time::{Period, day_of};
use crate::vocabulary::{Channel, TargetKind};

/// When something happened and who did it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// The instant, in whole microseconds.
    pub at: Timestamp,
    /// The person behind it.
    pub by: Author,
}

impl Stamp {
    /// The stamp of a change by this person, asked for `now`, to a target that was last changed then: never
    /// before that, so that versions follow each other in time even when requests overtake each other.
    pub fn following(changed_at: Option<Timestamp>, now: Timestamp, by: Author) -> Self {
        let at = changed_at.map_or(now, |last| last.max(now));
        Self { at, by }
    }

    /// Which day it was.
    pub fn day(&self) -> Date {
        day_of(self.at)
    }
}

/// Whose detail it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Target {
    /// The person, organisation or other entity.
    pub id: TargetId,
    /// What kind of entity the area said it is.
    pub kind: TargetKind,
}

/// One contact detail in one of its versions. A change makes a new version; none is overwritten.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ContactDetail {
    /// Its id, unique within its area.
    pub id: ContactDetailId,
    /// Whose it is.
    pub target: Target,
    /// The service area that owns it.
    pub area: AreaKey,
    /// The team of the area that recorded it.
    pub team: Option<Team>,
    /// What it says.
    pub information: Information,
    /// Whether it is the area's default of its channel for this target.
    pub is_default: bool,
    /// Whether the target asked to be reached by it rather than by others of its channel.
    pub is_preferred: bool,
    /// From which day to which it is true, as far as was said.
    pub period: Period,
    /// What was found out about its value.
    pub marks: Marks,
    /// The id of the item of a Patient that it is shown in, where that is not made of its own.
    pub item: Option<ItemId>,
    /// The record whose place it took.
    pub supersedes: Option<ContactDetailId>,
    /// Who made it, and when.
    pub created: Stamp,
    /// Who retired it, when and why. Never taken back.
    pub ended: Option<Ending>,
    /// Which version this is, from 1.
    pub version: Version,
    /// Who made this version, and when.
    pub recorded: Stamp,
}

impl ContactDetail {
    /// The channel of its value.
    pub fn channel(&self) -> Channel {
        self.information.value.channel()
    }

    /// The next version, recorded by this person at this instant, otherwise alike.
    #[must_use]
    pub fn next_version(&self, stamp: Stamp) -> Self {
        Self {
            version: self.version.next(),
            recorded: stamp,
            ..self.clone()
        }
    }

    /// Whether it says just what another version of it says.
    pub fn differs_only_in_version(&self, other: &Self) -> bool {
        let alike = Self {
            version: other.version,
            recorded: other.recorded.clone(),
            ..self.clone()
        };
        alike == *other
    }

    /// The next version, retired: no longer a default, and with no successor unless one is named.
    #[must_use]
    pub fn retired(&self, ending: Ending) -> Self {
        Self {
            is_default: false,
            ended: Some(ending.clone()),
            ..self.next_version(ending.stamp)
        }
    }
}
