//! Who is asking. An [`Actor`] is made only from a verified token; every use case demands one.

use crate::area::{AreaKey, ServiceArea, Team};

/// The way an actor proved who they are, which decides the rules that apply to them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AccessMode {
    /// A member of staff, known by the organisation's own issuer.
    Staff,
    /// Somebody at the command line of the machine that has the data.
    Operator,
}

impl AccessMode {
    /// The word for this mode in the audit trail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Operator => "operator",
        }
    }
}

/// Someone whose identity was verified, with the areas they work for.
#[derive(Clone, PartialEq, Eq)]
pub struct Actor {
    /// How they proved who they are.
    pub mode: AccessMode,
    /// Who they are and how they are shown beside what they did.
    pub author: Author,
    /// The service areas they act for; empty when their groups map to none.
    pub areas: Vec<ServiceArea>,
    /// The teams they work in, each with its area.
    pub teams: Vec<(AreaKey, Team)>,
    /// The areas of which they are a manager.
    pub manages: Vec<AreaKey>,
}

impl Actor {
    /// Their teams in this area.
    pub fn teams_in<'a>(&'a self, area: &'a AreaKey) -> impl Iterator<Item = &'a Team> {
        let of_area = self.teams.iter().filter(move |(key, _)| key == area);
        of_area.map(|(_, team)| team)
    }

    /// The area of this name, if it is one of the actor's own.
    pub fn area(&self, name: &str) -> Option<&ServiceArea> {
        let key = AreaKey::of(name);
        self.areas.iter().find(|area| *area.key() == key)
    }

    /// The keys of the actor's areas.
    pub fn area_keys(&self) -> Vec<AreaKey> {
        self.areas.iter().map(|area| area.key().clone()).collect()
    }
}

/// The person behind a change, as recorded with it (council `createdBy`).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Author {
    /// The token's `sub`: stable and unique at its issuer.
    pub subject: String,
    /// The token's `name`.
    pub name: Option<String>,
    /// The token's `email`.
    pub email: Option<String>,
}

impl std::fmt::Debug for Actor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Actor")
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Author {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Author").finish_non_exhaustive()
    }
}
