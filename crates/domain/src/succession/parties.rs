use super::{Fate, Succession};
use crate::access::Standing;
use crate::ids::TargetId;

/// A target whose succession is to change, or that is to take another's place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// Which.
    pub target: TargetId,
    /// Its standing.
    pub standing: Standing,
    /// Whether anything was ever recorded about it, or an identifier is tied to it.
    pub is_known: bool,
}

/// Everybody whom a change of a succession is about, as they stand at one moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parties {
    /// The target whose fate is told.
    pub old: Party,
    /// The one that is to take its place, if any is.
    pub survivor: Option<Party>,
}

impl Party {
    /// The latest word on what became of it.
    pub fn last(&self) -> Option<&Succession> {
        self.standing.succession.as_ref()
    }

    /// What became of it.
    pub(super) fn fate(&self) -> Fate {
        self.standing.fate()
    }
}
