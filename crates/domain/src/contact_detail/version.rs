//! Versions of a record, and the condition a caller may set on them.

use crate::refusal::Refusal;

/// The number of a record's version: 1 when made, one more with each change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Version(u32);

impl Version {
    /// The version a record is made with.
    pub const FIRST: Self = Self(1);

    /// A stored version number; `None` for zero.
    pub fn new(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// The number.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The one after this. A record cannot live to see four thousand million changes.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// Which versions of a record, or of what else has versions, a caller is willing to change (HTTP `If-Match`).
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum Precondition<V = Version> {
    /// Whichever is current.
    #[default]
    Any,
    /// Whichever is current, if there is one.
    Existing,
    /// One of these; an empty list matches none.
    OneOf(Vec<V>),
}

impl<V: PartialEq + Copy> Precondition<V> {
    /// Holds the current version against the condition.
    ///
    /// # Errors
    /// [`Refusal::VersionMismatch`] when the current version is not among those named.
    pub fn check(&self, current: V) -> Result<(), Refusal> {
        match self {
            Self::OneOf(versions) if !versions.contains(&current) => Err(Refusal::VersionMismatch),
            Self::Any | Self::Existing | Self::OneOf(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_names_the_versions_it_accepts() {
        let second = Version::FIRST.next();
        assert_eq!(Precondition::Any.check(second), Ok(()));
        assert_eq!(
            Precondition::OneOf(vec![Version::FIRST, second]).check(second),
            Ok(())
        );
        assert_eq!(
            Precondition::OneOf(vec![]).check(second),
            Err(Refusal::VersionMismatch)
        );
    }
}
