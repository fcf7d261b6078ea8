//! What became of a target: superseded by another when two were found to be one person (PDS, "merge"), invalidated
//! when it should never have been there, restored when that was a mistake. Nothing that was recorded about it moves or
//! goes away; it is only no longer used and no longer written to.

mod next;
mod parties;
mod survivor;
#[cfg(test)]
mod tests;

pub use parties::{Parties, Party};
pub use survivor::{MAX_STEPS, Survivor};

use crate::contact_detail::{Stamp, Version};
use crate::ids::TargetId;
use crate::refusal::{Code, Field, Reason, Refusal};
use crate::value::PlainText;

/// What became of a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// Its details are kept under another target.
    SupersededBy(TargetId),
    /// It is not to be used, and no other stands in its place.
    Invalidated,
    /// It is live again, or always was.
    Restored,
}

/// One word on what became of a target. Only ever added to: the latest holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Succession {
    /// Of which target.
    pub target: TargetId,
    /// What became of it.
    pub fate: Fate,
    /// Why.
    pub reason: PlainText,
    /// Which word on it this is, from 1.
    pub version: Version,
    /// Who said so, and when.
    pub recorded: Stamp,
}

impl Fate {
    /// The word for it, without the survivor.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SupersededBy(_) => "superseded",
            Self::Invalidated => "invalidated",
            Self::Restored => "restored",
        }
    }

    /// The fate of this word, with the survivor where it has one; `None` when the two do not go together.
    pub fn parse(word: &str, survivor: Option<TargetId>) -> Option<Self> {
        match (word, survivor) {
            ("superseded", Some(survivor)) => Some(Self::SupersededBy(survivor)),
            ("invalidated", None) => Some(Self::Invalidated),
            ("restored", None) => Some(Self::Restored),
            _ => None,
        }
    }

    /// Whether the target can be used and written to.
    pub fn is_live(self) -> bool {
        self == Self::Restored
    }

    /// Which target its details are kept under, if another's.
    pub fn survivor(self) -> Option<TargetId> {
        match self {
            Self::SupersededBy(survivor) => Some(survivor),
            Self::Invalidated | Self::Restored => None,
        }
    }

    /// Whether something can still be recorded about the target. The refusal does not say which target survives: that
    /// is for whoever may see it there.
    ///
    /// # Errors
    /// [`Code::TargetSuperseded`] or [`Code::TargetInvalidated`].
    pub fn check_live(self) -> Result<(), Refusal> {
        let remedy = match self {
            Self::Restored => return Ok(()),
            Self::SupersededBy(_) => {
                "Its details are kept under another target now; ask an administrator under which, and record there"
            }
            Self::Invalidated => "Check the targetId, or ask an administrator to restore it",
        };
        Err(self.refusal(Field::TargetId, remedy))
    }

    /// A refusal because of this fate of the target that a field names.
    fn refusal(self, field: Field, remedy: &'static str) -> Refusal {
        let (code, problem) = match self {
            Self::SupersededBy(_) => (
                Code::TargetSuperseded,
                "Another target has taken the place of this one",
            ),
            _ => (Code::TargetInvalidated, "This target was made invalid"),
        };
        Refusal::conflict(field, Reason::new(code, problem, remedy))
    }
}
