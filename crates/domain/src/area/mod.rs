//! Service areas: the parts of an organisation that own contact details (council specification,
//! note on Housing and Social Care).

mod key;
mod letters;
mod places;
mod retention;
mod team;
mod uprn_rule;

use std::sync::Arc;

pub use key::{AreaKey, TeamKey};
pub use letters::{LetterPolicy, LetterRules};
pub use places::{DefaultPer, Limits, PlaceRules, Profile};
pub use team::{Retiring, Team};
pub use uprn_rule::UprnRule;

/// A configured service area: its key, the name people see, and its rules.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServiceArea {
    key: AreaKey,
    name: Arc<str>,
    uprn: UprnRule,
    teams: Arc<[Team]>,
    retiring: Retiring,
    letters: LetterRules,
    places: PlaceRules,
    retention_years: Option<u8>,
}

impl ServiceArea {
    /// An area with this name; `None` when the name is blank or longer than 100 characters.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        let fits = !name.is_empty() && name.chars().count() <= 100;
        fits.then(|| Self {
            key: AreaKey::of(name),
            name: name.into(),
            uprn: UprnRule::Optional,
            teams: Arc::default(),
            retiring: Retiring::RecordingTeam,
            letters: LetterRules::default(),
            places: PlaceRules::default(),
            retention_years: None,
        })
    }

    /// The same area with this rule about UPRNs.
    #[must_use]
    pub fn with_uprn_rule(self, uprn: UprnRule) -> Self {
        Self { uprn, ..self }
    }

    /// The same area with these teams, and this rule about who may retire what another of them uses.
    #[must_use]
    pub fn with_teams(self, teams: impl IntoIterator<Item = Team>, retiring: Retiring) -> Self {
        Self {
            teams: teams.into_iter().collect(),
            retiring,
            ..self
        }
    }

    /// The same area with these rules about letters.
    #[must_use]
    pub fn with_letter_rules(self, letters: LetterRules) -> Self {
        Self { letters, ..self }
    }

    /// The same area with these places for records.
    #[must_use]
    pub fn with_places(self, places: PlaceRules) -> Self {
        Self { places, ..self }
    }

    /// The same area, keeping a retired record for so many years.
    #[must_use]
    pub fn with_retention(self, years: Option<u8>) -> Self {
        Self {
            retention_years: years,
            ..self
        }
    }

    /// What places it has for the records of a target.
    pub fn places(&self) -> PlaceRules {
        self.places
    }

    /// For how many years it keeps a retired record; for good if that is not said.
    pub fn retention_years(&self) -> Option<u8> {
        self.retention_years
    }

    /// Its teams, in the order of the configuration.
    pub fn teams(&self) -> &[Team] {
        &self.teams
    }

    /// Its team of this name.
    pub fn team(&self, name: &str) -> Option<&Team> {
        self.teams.iter().find(|team| team.is_called(name))
    }

    /// Who may retire a record that one of its teams recorded.
    pub fn retiring(&self) -> Retiring {
        self.retiring
    }

    /// How it sends letters.
    pub fn letters(&self) -> LetterRules {
        self.letters
    }

    /// What it does about the UPRN of an address in the United Kingdom.
    pub fn uprn_rule(&self) -> UprnRule {
        self.uprn
    }

    /// The folded name, as stored.
    pub fn key(&self) -> &AreaKey {
        &self.key
    }

    /// The name as configured, as shown.
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Every service area this installation knows, in the order of the configuration.
#[derive(Clone, Default, Debug)]
pub struct ServiceAreas(Vec<ServiceArea>);

impl ServiceAreas {
    /// Collects areas; the second of two areas with the same key is dropped.
    pub fn new(areas: impl IntoIterator<Item = ServiceArea>) -> Self {
        let mut kept: Vec<ServiceArea> = Vec::new();
        for area in areas {
            if kept.iter().all(|known| known.key != area.key) {
                kept.push(area);
            }
        }
        Self(kept)
    }

    /// Finds an area by name, whatever its case.
    pub fn find(&self, name: &str) -> Option<&ServiceArea> {
        self.of_key(&AreaKey::of(name))
    }

    /// The area with this key.
    pub fn of_key(&self, key: &AreaKey) -> Option<&ServiceArea> {
        self.0.iter().find(|area| area.key == *key)
    }

    /// The name to show for a stored key; the key itself when the area is no longer configured.
    pub fn name_of<'a>(&'a self, key: &'a AreaKey) -> &'a str {
        self.of_key(key).map_or(key.as_str(), ServiceArea::name)
    }

    /// All areas.
    pub fn iter(&self) -> impl Iterator<Item = &ServiceArea> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_match_whatever_their_case() {
        let areas = ServiceAreas::new(
            ["Housing", "Social Care", "HOUSING"].map(|n| ServiceArea::named(n).unwrap()),
        );
        assert_eq!(areas.iter().count(), 2);
        assert_eq!(areas.find(" housing ").unwrap().name(), "Housing");
        assert_eq!(areas.name_of(&AreaKey::of("SOCIAL CARE")), "Social Care");
    }

    #[test]
    fn a_blank_name_is_no_area() {
        assert_eq!(ServiceArea::named("  "), None);
    }
}
