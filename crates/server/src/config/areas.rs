//! The service areas and their rules.

use contactable_domain::area::{
    DefaultPer, LetterPolicy, LetterRules, Limits, PlaceRules, Profile, Retiring, ServiceArea,
    ServiceAreas, Team, UprnRule,
};

use super::ConfigError;
use super::settings::{Area, PlaceLimits};

/// The most years that a retired record may be kept, where there is an end to it.
const MAX_RETENTION: u8 = 100;

/// Checks the areas.
pub fn check(settings: &[Area]) -> Result<ServiceAreas, ConfigError> {
    let mut areas: Vec<ServiceArea> = Vec::new();
    for (index, settings) in settings.iter().enumerate() {
        let area = area(settings, &format!("areas[{index}]"))?;
        if areas.iter().any(|known| known.key() == area.key()) {
            let key = format!("areas[{index}].name");
            return Err(ConfigError::key(key, "another area has this name"));
        }
        let by_pds = |area: &ServiceArea| area.places().profile == Profile::Pds;
        if by_pds(&area) && areas.iter().any(by_pds) {
            let key = format!("areas[{index}].profile");
            let problem = "another area lives by the profile pds; patients are shown from one only";
            return Err(ConfigError::key(key, problem));
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
        .with_letter_rules(letters)
        .with_places(places(settings, place)?)
        .with_retention(retention(settings, place)?))
}

fn places(settings: &Area, place: &str) -> Result<PlaceRules, ConfigError> {
    let refuse = |key: &str, problem: &str| ConfigError::key(format!("{place}.{key}"), problem);
    let profile = Profile::parse(&settings.profile)
        .ok_or_else(|| refuse("profile", "give council or pds"))?;
    let default_per = DefaultPer::parse(&settings.default_per)
        .ok_or_else(|| refuse("default_per", "give area or team"))?;
    let limits = match &settings.limits {
        Some(_) if profile == Profile::Pds => {
            let problem = "an area with the profile pds has one of each use; leave the limits out";
            return Err(refuse("limits", problem));
        }
        Some(limits) => self::limits(limits, place)?,
        None => Limits::default(),
    };
    Ok(PlaceRules {
        profile,
        limits,
        default_per,
    })
}

fn limits(settings: &PlaceLimits, place: &str) -> Result<Limits, ConfigError> {
    let limit = |key: &str, given: Option<i64>, usual: Option<u8>| match given {
        None => Ok(usual),
        Some(0) => Ok(None),
        Some(given) => {
            let limit = u8::try_from(given)
                .ok()
                .filter(|limit| *limit <= Limits::HIGHEST);
            let refused = || {
                let problem = format!("give a number up to {}, or 0 for no limit", Limits::HIGHEST);
                ConfigError::key(format!("{place}.limits.{key}"), problem)
            };
            limit.map(Some).ok_or_else(refused)
        }
    };
    let usual = Limits::default();
    Ok(Limits {
        phones: limit("phones", settings.phones, usual.phones)?,
        emails: limit("emails", settings.emails, usual.emails)?,
        addresses: limit("addresses", settings.addresses, usual.addresses)?,
    })
}

fn retention(settings: &Area, place: &str) -> Result<Option<u8>, ConfigError> {
    let Some(given) = settings.retention_years else {
        return Ok(None);
    };
    let years = u8::try_from(given).ok();
    let years = years.filter(|years| (1..=MAX_RETENTION).contains(years));
    let refused = || {
        let problem =
            format!("give 1 to {MAX_RETENTION} years, or leave it out to keep records for good");
        ConfigError::key(format!("{place}.retention_years"), problem)
    };
    years.map(Some).ok_or_else(refused)
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
