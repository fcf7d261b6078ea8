//! Restricted people: people at risk, whose contact details are hidden from everybody who is not trusted with them
//! (reference "Governance": domestic abuse; PDS, "restricted"). Breaking the glass shows them for a while to somebody
//! who may, with a reason, for all who look after it to see.

mod level;
mod pass;

pub use level::Level;
pub use pass::{MAX_PASS_MINUTES, Pass, USUAL_PASS_MINUTES};

use crate::contact_detail::{Stamp, Version};
use crate::ids::TargetId;
use crate::value::PlainText;

/// The most characters of a reason for restricting somebody or for breaking the glass.
pub const MAX_REASON: usize = 500;

/// One word on whether a person is restricted. Only ever added to: the latest holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restriction {
    /// Who.
    pub target: TargetId,
    /// Whether they are.
    pub is_on: bool,
    /// How much is hidden while they are; of a word that lifts it, how much was.
    pub level: Level,
    /// Why.
    pub reason: PlainText,
    /// Which word on it this is, from 1.
    pub version: Version,
    /// Who said so, and when.
    pub recorded: Stamp,
}

impl Restriction {
    /// The next word on it: that the person is restricted to this level from now on, or not at all; `None` when it
    /// changes nothing.
    pub fn next(
        last: Option<&Self>,
        target: TargetId,
        level: Option<Level>,
        reason: PlainText,
        stamp: &Stamp,
    ) -> Option<Self> {
        let before = last.and_then(Self::in_force);
        (before != level).then(|| Self {
            target,
            is_on: level.is_some(),
            level: level.or(before).unwrap_or_default(),
            reason,
            version: last.map_or(Version::FIRST, |last| last.version.next()),
            recorded: stamp.clone(),
        })
    }

    /// How much is hidden by it; `None` when it lifts what was.
    pub fn in_force(&self) -> Option<Level> {
        self.is_on.then_some(self.level)
    }
}
