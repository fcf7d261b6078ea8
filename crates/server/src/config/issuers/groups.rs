//! What it means to be in a group.

use contactable_domain::actor::Role;
use contactable_domain::area::{ServiceArea, ServiceAreas};
use contactable_http::auth::Groups;

use super::place::Place;
use crate::config::ConfigError;
use crate::config::settings::{IssuerSettings, NamesByName};

/// Checks the four tables of groups.
pub fn check(
    settings: &IssuerSettings,
    place: &Place,
    areas: &ServiceAreas,
) -> Result<Groups, ConfigError> {
    let Some(of_areas) = &settings.groups else {
        let problem = "give the areas that the members of each group work for; it may be empty";
        return Err(place.refuse("groups", problem));
    };
    let mut groups = Groups::default();
    for (group, name, place) in entries(of_areas, &place.within("groups")) {
        groups.add_area(group, area(name, areas, &place)?.clone());
    }
    for (group, name, place) in entries(&settings.teams, &place.within("teams")) {
        add_team(&mut groups, group, name, areas, &place)?;
    }
    for (group, name, place) in entries(&settings.managers, &place.within("managers")) {
        groups.add_manager(group, area(name, areas, &place)?);
    }
    for (group, name, place) in entries(&settings.roles, &place.within("roles")) {
        groups.add_role(group, role(name, &place)?);
    }
    Ok(groups)
}

/// The configured area of this name.
pub fn area<'a>(
    name: &str,
    areas: &'a ServiceAreas,
    place: &Place,
) -> Result<&'a ServiceArea, ConfigError> {
    let area = areas.find(name);
    area.ok_or_else(|| place.refuse_all(format!("{name} is not one of the configured areas")))
}

/// The configured areas of these names, at least one.
pub fn areas_of(
    names: &[String],
    areas: &ServiceAreas,
    place: &Place,
) -> Result<Vec<ServiceArea>, ConfigError> {
    if names.is_empty() {
        return Err(place.refuse_all("name at least one service area"));
    }
    let found = names.iter().map(|name| area(name, areas, place).cloned());
    found.collect()
}

/// The role of this name that people can be given.
pub fn role(name: &str, place: &Place) -> Result<Role, ConfigError> {
    let role = Role::parse(name).filter(|role| role.is_for_people());
    role.ok_or_else(|| {
        let known = Role::ALL.iter().filter(|role| role.is_for_people());
        let known: Vec<&str> = known.map(|role| role.as_str()).collect();
        place.refuse_all(format!(
            "{name} is not a role; use some of {}",
            known.join(", ")
        ))
    })
}

/// Each entry of a table: its name, one of those it stands for, and where that is.
pub fn entries<'a>(
    table: &'a NamesByName,
    place: &Place,
) -> impl Iterator<Item = (&'a str, &'a str, Place)> {
    table.iter().flat_map(move |(key, names)| {
        let places = names.iter().map(move |name| (name, place.within(key)));
        places.map(move |(name, place)| (key.as_str(), name.as_str(), place))
    })
}

fn add_team(
    groups: &mut Groups,
    group: &str,
    name: &str,
    areas: &ServiceAreas,
    place: &Place,
) -> Result<(), ConfigError> {
    let (of, team) = name
        .rsplit_once('/')
        .ok_or_else(|| place.refuse_all("give an area and a team, such as Housing/Repairs"))?;
    let area = area(of, areas, place)?;
    let known = area.team(team).ok_or_else(|| {
        place.refuse_all(format!("{team} is not one of the teams of {}", area.name()))
    })?;
    groups.add_team(group, area, known.clone());
    Ok(())
}
