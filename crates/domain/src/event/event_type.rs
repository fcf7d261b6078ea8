//! Every type of event, by its two names: that of the council's shape, and that of CloudEvents.

use crate::vocabulary::words;

words! {
    /// What an event tells of, by its name in CloudEvents and in filters.
    EventType {
        /// A record was made.
        Added = "contact-detail.added",
        /// It has a new version.
        Edited = "contact-detail.edited",
        /// It was retired.
        Deleted = "contact-detail.deleted",
        /// It began to be valid, by the clock.
        Started = "contact-detail.started",
        /// It stopped being valid, by the clock.
        Lapsed = "contact-detail.lapsed",
        /// Somebody's wishes changed.
        PreferencesChanged = "contact-preferences.changed",
        /// Something is shared with another area.
        Shared = "contact-sharing.granted",
        /// It is not any more.
        SharingWithdrawn = "contact-sharing.withdrawn",
        /// A person is restricted.
        Restricted = "person.restricted",
        /// A person is restricted no more.
        RestrictionLifted = "person.restriction-lifted",
        /// Somebody broke the glass.
        GlassBroken = "person.glass-broken",
        /// Another target took its place.
        Superseded = "target.superseded",
        /// It was made invalid.
        Invalidated = "target.invalidated",
        /// It is live again.
        Restored = "target.restored",
    }
}

impl EventType {
    /// Its name in the council's shape.
    pub fn council(self) -> &'static str {
        use super::{AccessEventKind as A, EventKind as E};
        match self {
            Self::Added => E::Added.as_str(),
            Self::Edited => E::Edited.as_str(),
            Self::Deleted => E::Deleted.as_str(),
            Self::Started => E::Started.as_str(),
            Self::Lapsed => E::Lapsed.as_str(),
            Self::PreferencesChanged => super::preferences::CHANGED,
            Self::Shared => A::Shared.as_str(),
            Self::SharingWithdrawn => A::SharingWithdrawn.as_str(),
            Self::Restricted => A::Restricted.as_str(),
            Self::RestrictionLifted => A::RestrictionLifted.as_str(),
            Self::GlassBroken => A::GlassBroken.as_str(),
            Self::Superseded => A::Superseded.as_str(),
            Self::Invalidated => A::Invalidated.as_str(),
            Self::Restored => A::Restored.as_str(),
        }
    }

    /// The type with this name in the council's shape.
    pub fn of_council(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|of| of.council() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_of_its_own_in_both_worlds() {
        for of in EventType::ALL {
            assert_eq!(EventType::of_council(of.council()), Some(*of));
            assert_eq!(EventType::parse(of.as_str()), Some(*of));
        }
        assert_eq!(EventType::of_council("SomethingEvent"), None);
    }

    #[test]
    fn consumers_are_told_of_each() {
        let guide = include_str!("../../../../docs/events.md");
        for of in EventType::ALL {
            for name in [of.as_str(), of.council()] {
                assert!(guide.contains(&format!("`{name}`")), "{name}");
            }
        }
    }
}
