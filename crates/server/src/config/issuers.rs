use std::path::Path;

use contactable_domain::area::{ServiceArea, ServiceAreas};
use contactable_http::auth::{GroupAreas, Issuer, KeySet};

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
    let groups = groups(&settings, areas).map_err(|(group, area)| {
        refuse(
            &format!("groups.{group}"),
            &format!("{area} is not one of the configured areas"),
        )
    })?;
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

/// The areas of each group; the group and the name of an area that is not there otherwise.
fn groups(settings: &IssuerSettings, areas: &ServiceAreas) -> Result<GroupAreas, (String, String)> {
    let mut groups = GroupAreas::new();
    for (group, names) in &settings.groups {
        let found: Result<Vec<ServiceArea>, _> = names
            .iter()
            .map(|name| {
                areas
                    .find(name)
                    .cloned()
                    .ok_or_else(|| (group.clone(), name.clone()))
            })
            .collect();
        groups.insert(group.clone(), found?);
    }
    Ok(groups)
}
