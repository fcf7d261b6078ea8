//! The service areas and their rules.

use contactable_domain::area::{
    LetterPolicy, LetterRules, Retiring, ServiceArea, ServiceAreas, Team, UprnRule,
};

use super::ConfigError;
use super::settings::Area;

/// Checks the areas.
pub fn check(settings: &[Area]) -> Result<ServiceAreas, ConfigError> {
    let mut areas: Vec<ServiceArea> = Vec::new();
    for (index, settings) in settings.iter().enumerate() {
        let area = area(settings, &format!("areas[{index}]"))?;
        if areas.iter().any(|known| known.key() == area.key()) {
            let key = format!("areas[{index}].name");
            return Err(ConfigError::key(key, "another area has this name"));
        }
        areas.push(area);
    }
    if areas.is_empty() {
        return Err(ConfigError::key("areas", "name at least one service area"));
    }
    Ok(ServiceAreas::new(areas))
}

fn area(settings: &Area, place: &str) -> Result<ServiceArea, ConfigError> {
    let refuse = |key: &str, problem: &str| ConfigError::key(format!("{place}.{key}"), problem);
    let named = ServiceArea::named(&settings.name)
        .ok_or_else(|| refuse("name", "give a name of 1 to 100 characters"))?;
    if named.name().contains(',') {
        return Err(refuse("name", "a name has no comma in it"));
    }
    let rule = UprnRule::parse(&settings.uprn)
        .ok_or_else(|| refuse("uprn", "give optional, looked-up or required"))?;
    let retiring = Retiring::parse(&settings.retiring)
        .ok_or_else(|| refuse("retiring", "give recording-team or any-team"))?;
    let policy = LetterPolicy::parse(&settings.letter_policy)
        .ok_or_else(|| refuse("letter_policy", "give nhs-notify or pds"))?;
    let letters = LetterRules {
        policy,
        forwarding_first: settings.forwarding_first,
        overseas: settings.letters_overseas,
    };
    Ok(named
        .with_uprn_rule(rule)
        .with_teams(teams(&settings.teams, place)?, retiring)
        .with_letter_rules(letters))
}

fn teams(names: &[String], place: &str) -> Result<Vec<Team>, ConfigError> {
    let mut teams: Vec<Team> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let refuse = |problem| ConfigError::key(format!("{place}.teams[{index}]"), problem);
        let team = Team::named(name).filter(|_| !name.contains('/'));
        let team =
            team.ok_or_else(|| refuse("give a name of 1 to 100 characters without a slash"))?;
        if teams.iter().any(|known| known.is_called(name)) {
            return Err(refuse("another team of the area has this name"));
        }
        teams.push(team);
    }
    Ok(teams)
}
