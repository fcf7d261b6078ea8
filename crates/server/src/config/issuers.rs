use std::path::Path;

use contactable_domain::area::ServiceAreas;
use contactable_http::auth::{Groups, Issuer, KeySet};

use super::ConfigError;
use super::settings::IssuerSettings;
use crate::demo;

/// The most seconds that clocks may differ.
const MAX_LEEWAY: u32 = 300;

/// Checks the issuers; keys are read from files named relative to the configuration file.
pub fn check(
    settings: Vec<IssuerSettings>,
    areas: &ServiceAreas,
    folder: &Path,
) -> Result<Vec<Issuer>, ConfigError> {
    let mut issuers = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for (index, issuer) in settings.into_iter().enumerate() {
        let place = format!("issuers[{index}]");
        if names.contains(&issuer.issuer) {
            return Err(ConfigError::key(
                format!("{place}.issuer"),
                "another issuer has this name",
            ));
        }
        names.push(issuer.issuer.clone());
        issuers.push(check_one(issuer, &place, areas, folder)?);
    }
    Ok(issuers)
}

fn check_one(
    settings: IssuerSettings,
    place: &str,
    areas: &ServiceAreas,
    folder: &Path,
) -> Result<Issuer, ConfigError> {
    let refuse = |key: &str, problem: &dyn std::fmt::Display| {
        ConfigError::key(format!("{place}.{key}"), problem)
    };
    if settings.issuer.trim().is_empty() {
        return Err(refuse("issuer", &"give the iss that its tokens carry"));
    }
    if settings.audience.trim().is_empty() {
        return Err(refuse(
            "audience",
            &"give the aud that tokens for this service carry",
        ));
    }
    if settings.leeway_seconds > MAX_LEEWAY {
        return Err(refuse(
            "leeway_seconds",
            &format!("give {MAX_LEEWAY} at most"),
        ));
    }
    let groups = groups(&settings, areas)
        .map_err(|(table, group, problem)| refuse(&format!("{table}.{group}"), &problem))?;
    let file = folder.join(&settings.key_set);
    let text = std::fs::read_to_string(&file)
        .map_err(|error| refuse("key_set", &format!("{}: {error}", file.display())))?;
    if demo::is_demo_key_set(&text) {
        return Err(refuse(
            "key_set",
            &"these are the demo's keys, with which anybody can make tokens",
        ));
    }
    let keys = KeySet::parse(&text)
        .map_err(|error| refuse("key_set", &format!("{}: {error}", file.display())))?;
    Issuer::new(
        settings.issuer,
        settings.audience,
        &settings.algorithms,
        keys,
        settings.leeway_seconds,
        groups,
    )
    .map_err(|error| refuse("algorithms", &error))
}

/// What it means to be in each group; otherwise the table, the group and what is wrong with it.
fn groups(
    settings: &IssuerSettings,
    areas: &ServiceAreas,
) -> Result<Groups, (&'static str, String, String)> {
    let mut groups = Groups::default();
    for (table, group, name) in entries(settings) {
        let wrong = |problem: String| (table, group.to_owned(), problem);
        let (area, team) = match name.rsplit_once('/') {
            Some((area, team)) if table == TEAMS => (area, Some(team)),
            _ => (name, None),
        };
        let area = areas
            .find(area)
            .ok_or_else(|| wrong(format!("{area} is not one of the configured areas")))?;
        match (table, team) {
            (TEAMS, Some(team)) => {
                let known = area.team(team);
                let team = known.ok_or_else(|| {
                    wrong(format!("{team} is not one of the teams of {}", area.name()))
                })?;
                groups.add_team(group, area, team.clone());
            }
            (TEAMS, None) => {
                return Err(wrong(
                    "give an area and a team, such as Housing/Repairs".to_owned(),
                ));
            }
            (MANAGERS, _) => groups.add_manager(group, area),
            _ => groups.add_area(group, area.clone()),
        }
    }
    Ok(groups)
}

const TEAMS: &str = "teams";
const MANAGERS: &str = "managers";

/// Each entry of the three tables: the table, the group, and what its members get.
fn entries(settings: &IssuerSettings) -> impl Iterator<Item = (&'static str, &str, &str)> {
    let tables = [
        ("groups", &settings.groups),
        (TEAMS, &settings.teams),
        (MANAGERS, &settings.managers),
    ];
    tables.into_iter().flat_map(|(table, groups)| {
        groups.iter().flat_map(move |(group, names)| {
            names
                .iter()
                .map(move |name| (table, group.as_str(), name.as_str()))
        })
    })
}
