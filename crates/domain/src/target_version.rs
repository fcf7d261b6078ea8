//! The version of everything that is held about a target.

/// The highest version with which somebody is taken over: every system of the web can write it.
const MAX_ELSEWHERE: u64 = (1 << 53) - 1;

/// How many changes a target has seen, whichever area or setting changed: each write raises it by one. It is the
/// `meta.versionId` of a Patient (PDS, "Versioning").
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct TargetVersion(u64);

impl TargetVersion {
    /// After so many changes.
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// The version that somebody has in another system, from 1; `None` for a number after which no more changes could
    /// be counted.
    pub fn elsewhere(number: u64) -> Option<Self> {
        (number <= MAX_ELSEWHERE).then_some(Self(number.max(1)))
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The one after this.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}
