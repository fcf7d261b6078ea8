use std::sync::Arc;

use super::TeamKey;
use crate::vocabulary::words;

/// A team within a service area, by the name it is configured with.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Team(Arc<str>);

impl Team {
    /// A team of this name; `None` when the name is blank or longer than 100 characters.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        let fits = !name.is_empty() && name.chars().count() <= 100;
        fits.then(|| Self(name.into()))
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// The folded name.
    pub fn key(&self) -> TeamKey {
        TeamKey::of(&self.0)
    }

    /// Whether this is its name, whatever the case.
    pub fn is_called(&self, name: &str) -> bool {
        self.key() == TeamKey::of(name)
    }
}

words! {
    /// Who of an area may retire a record that one of its teams recorded (council specification, "Are teams
    /// within the same service area happy to mark a number as 'historic' that another team might be using?").
    Retiring {
        /// The team that recorded it, and the area's managers; others may ask them.
        RecordingTeam = "recording-team",
        /// Everybody of the area.
        AnyTeam = "any-team",
    }
}
