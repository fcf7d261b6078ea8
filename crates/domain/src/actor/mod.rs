//! Who is asking. An [`Actor`] is made only from a verified token; every use case demands one.

mod mode;
mod purpose;
mod role;

use std::sync::Arc;

pub use mode::AccessMode;
pub use purpose::PurposeOfUse;
pub use role::Role;

use crate::area::{AreaKey, ServiceArea, Team};

/// Someone whose identity was verified, with what was proved about them.
#[derive(Clone, PartialEq, Eq)]
pub struct Actor {
    /// How they proved who they are.
    pub mode: AccessMode,
    /// Who vouches for them: the token's `iss`. Their subject is unique there only.
    pub issuer: Arc<str>,
    /// Who they are and how they are shown beside what they did.
    pub author: Author,
    /// The service areas they act for; empty when nothing maps to one. A patient's are those that keep the
    /// patient's own details.
    pub areas: Vec<ServiceArea>,
    /// The teams they work in, each with its area.
    pub teams: Vec<(AreaKey, Team)>,
    /// The areas of which they are a manager.
    pub manages: Vec<AreaKey>,
    /// What they may do beyond their areas' work.
    pub roles: Vec<Role>,
}

impl Actor {
    /// Somebody in this mode who acts for these areas, in no team and without a role.
    pub fn new(
        mode: AccessMode,
        issuer: impl Into<Arc<str>>,
        author: Author,
        areas: Vec<ServiceArea>,
    ) -> Self {
        Self {
            mode,
            issuer: issuer.into(),
            author,
            areas,
            teams: Vec::new(),
            manages: Vec::new(),
            roles: Vec::new(),
        }
    }

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

    /// The actor's own area with this key.
    pub fn area_of_key(&self, key: &AreaKey) -> Option<&ServiceArea> {
        self.areas.iter().find(|area| area.key() == key)
    }

    /// The keys of the actor's areas.
    pub fn area_keys(&self) -> Vec<AreaKey> {
        self.areas.iter().map(|area| area.key().clone()).collect()
    }

    /// Whether they have this role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
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
            .field("mode", &self.mode.as_str())
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Author {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Author").finish_non_exhaustive()
    }
}
