//! The record: one phone number, e-mail address or postal address of one target, owned by one area.

mod amendment;
mod information;
mod information_input;
mod new_contact_detail;
mod stated;
mod valid_until;
mod version;
mod warnings;

pub use amendment::{Amendment, Edit};
pub use information::{Information, parse_description};
pub use information_input::{InformationDraft, InformationInput};
pub use new_contact_detail::NewContactDetail;
pub use stated::Statement;
pub use valid_until::parse_valid_until;
pub use version::{Precondition, Version};

use jiff::Timestamp;

use crate::actor::Author;
use crate::area::AreaKey;
use crate::ids::{ContactDetailId, TargetId};
use crate::vocabulary::{Channel, TargetKind};

/// When something happened and who did it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// The instant, in whole microseconds.
    pub at: Timestamp,
    /// The person behind it.
    pub by: Author,
}

/// Whose detail it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Target {
    /// The person, organisation or other entity.
    pub id: TargetId,
    /// What kind of entity the area said it is.
    pub kind: TargetKind,
}

/// Whether a record may be used now. Derived by [`ContactDetail::status`], never stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    /// Neither ended nor past its validity.
    Active,
    /// Ended, or past the instant until which it was valid.
    Historic,
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
    /// What it says.
    pub information: Information,
    /// Whether it is the area's default of its channel for this target.
    pub is_default: bool,
    /// It is valid before this instant; `None` for no end (council `recordValidUntil`).
    pub valid_until: Option<Timestamp>,
    /// Who made it, and when.
    pub created: Stamp,
    /// Who retired it, and when. Never taken back.
    pub ended: Option<Stamp>,
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

    /// Whether it may be used at this instant. On the very instant its validity ends it is historic.
    pub fn status(&self, at: Timestamp) -> Status {
        let lapsed = self.valid_until.is_some_and(|until| until <= at);
        if self.ended.is_some() || lapsed {
            Status::Historic
        } else {
            Status::Active
        }
    }

    /// Whether its status is active at this instant.
    pub fn is_active(&self, at: Timestamp) -> bool {
        self.status(at) == Status::Active
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
}
