use jiff::Timestamp;

use crate::restriction::{Level, Pass, Restriction};
use crate::sharing::SharingGrant;
use crate::succession::{Fate, Succession};
use crate::target_version::TargetVersion;
use crate::value::NhsNumber;

/// What is known of a target that decides who may see and do what about it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Standing {
    /// The latest word on whether the person is restricted; `None` when nobody ever said. A store may leave it out when it
    /// lifted a restriction, unless the standing itself is to be changed.
    pub restriction: Option<Restriction>,
    /// The latest word on what became of the target; `None` when nobody ever said. A store may leave it out when the
    /// target is live.
    pub succession: Option<Succession>,
    /// The target's NHS number, if one is tied to it. A store may leave it out for whoever is no patient.
    pub nhs_number: Option<NhsNumber>,
    /// Every sharing grant about the target, withdrawn and expired ones too. A store may leave out those withdrawn, unless
    /// the standing itself is to be changed.
    pub grants: Vec<SharingGrant>,
    /// The breakings of the glass. A store may leave them out when the person is not restricted.
    pub passes: Vec<Pass>,
    /// When the target was last changed, by any area.
    pub changed_at: Option<Timestamp>,
    /// How many changes the target has seen.
    pub version: TargetVersion,
}

impl Standing {
    /// Whether the person is restricted.
    pub fn is_restricted(&self) -> bool {
        self.level().is_some()
    }

    /// How much of the person is hidden; `None` when they are not restricted.
    pub fn level(&self) -> Option<Level> {
        self.restriction.as_ref().and_then(Restriction::in_force)
    }

    /// What became of the target.
    pub fn fate(&self) -> Fate {
        let last = self.succession.as_ref();
        last.map_or(Fate::Restored, |last| last.fate)
    }
}
