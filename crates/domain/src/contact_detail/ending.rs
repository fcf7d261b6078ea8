//! The end of a record: who retired it, when, and why.

use super::Stamp;
use crate::ids::ContactDetailId;
use crate::vocabulary::words;

words! {
    /// Why a record was retired.
    EndReason {
        /// They moved, or it moved on to somebody else.
        Moved = "moved",
        /// It was wrong from the start.
        Wrong = "wrong",
        /// They do not want it used any more.
        Refused = "refused",
        /// Nothing that is sent to it arrives.
        Undeliverable = "undeliverable",
        /// Another record took its place.
        Superseded = "superseded",
        /// Something else.
        Other = "other",
    }
}

impl EndReason {
    /// The reason in a few words.
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Wrong => "it was wrong",
            Self::Refused => "not wanted any more",
            Self::Undeliverable => "nothing arrived there",
            Self::Superseded => "replaced",
            Self::Other => "another reason",
        }
    }
}

/// The end of a record. Never taken back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// Who retired it, and when.
    pub stamp: Stamp,
    /// Why, if it was said.
    pub reason: Option<EndReason>,
    /// The record that took its place.
    pub superseded_by: Option<ContactDetailId>,
}

impl Ending {
    /// An end for this reason, without a successor.
    pub fn new(stamp: Stamp, reason: Option<EndReason>) -> Self {
        Self {
            stamp,
            reason,
            superseded_by: None,
        }
    }
}
