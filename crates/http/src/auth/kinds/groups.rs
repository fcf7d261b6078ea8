use std::collections::HashMap;
use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Author, Role};
use contactable_domain::area::{AreaKey, ServiceArea, Team};

/// What it means here to be in a group: the areas, the teams, the management of areas and the roles that come
/// with it.
#[derive(Clone, Default)]
pub struct Groups {
    areas: HashMap<String, Vec<ServiceArea>>,
    teams: HashMap<String, Vec<(AreaKey, Team)>>,
    managers: HashMap<String, Vec<AreaKey>>,
    roles: HashMap<String, Vec<Role>>,
}

impl Groups {
    /// The members of this group work for this area.
    pub fn add_area(&mut self, group: &str, area: ServiceArea) {
        self.areas.entry(group.to_owned()).or_default().push(area);
    }

    /// The members of this group work in this team, and so for its area.
    pub fn add_team(&mut self, group: &str, area: &ServiceArea, team: Team) {
        self.add_area(group, area.clone());
        let teams = self.teams.entry(group.to_owned()).or_default();
        teams.push((area.key().clone(), team));
    }

    /// The members of this group manage this area, and so work for it.
    pub fn add_manager(&mut self, group: &str, area: &ServiceArea) {
        self.add_area(group, area.clone());
        let managed = self.managers.entry(group.to_owned()).or_default();
        managed.push(area.key().clone());
    }

    /// The members of this group have this role, whatever areas they work for.
    pub fn add_role(&mut self, group: &str, role: Role) {
        self.roles.entry(group.to_owned()).or_default().push(role);
    }

    /// A member of staff who is in these groups.
    pub(super) fn staff(&self, groups: &[String], issuer: &Arc<str>, author: Author) -> Actor {
        Actor {
            teams: each(&self.teams, groups),
            manages: each(&self.managers, groups),
            roles: each(&self.roles, groups),
            ..Actor::new(
                AccessMode::Staff,
                issuer.clone(),
                author,
                each(&self.areas, groups),
            )
        }
    }
}

/// What comes with any of these names, everything once.
pub(super) fn each<T: Clone + PartialEq>(
    table: &HashMap<String, Vec<T>>,
    names: &[String],
) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for item in names.iter().filter_map(|name| table.get(name)).flatten() {
        if !found.contains(item) {
            found.push(item.clone());
        }
    }
    found
}
