//! The service areas that a caller works for, with their rules.

use contactable_domain::area::{LetterRules, Limits, Profile, ServiceArea, Team};
use contactable_service::OwnArea;
use serde::Serialize;
use utoipa::ToSchema;

/// The service areas that a caller works for.
#[derive(Serialize, ToSchema)]
pub struct AreasList<'a> {
    results: Vec<Area<'a>>,
}

impl<'a> AreasList<'a> {
    /// Shows them in this order.
    pub fn of(areas: &'a [OwnArea]) -> Self {
        Self {
            results: areas.iter().map(Area::of).collect(),
        }
    }
}

/// A service area and its rules.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Area<'a> {
    #[schema(example = "Housing")]
    name: &'a str,
    /// `council`, where active details of a type are counted, or `pds`, where there is one of each use.
    #[schema(example = "council")]
    profile: &'static str,
    /// How many active details of each type there may be for one target; null with the profile `pds`.
    limits: Option<ActiveLimits>,
    /// Whether there is one default of each type for the `area`, or one for each `team`.
    #[schema(example = "area")]
    default_per: &'static str,
    teams: Vec<AreaTeam<'a>>,
    /// Whether you are a manager of the area.
    is_manager: bool,
    /// Who may retire what a team recorded: that team and the managers (`recording-team`), or `any-team`.
    #[schema(example = "recording-team")]
    retiring: &'static str,
    /// What is done about the UPRN of an address in the United Kingdom: `optional`, `looked-up` or `required`.
    #[schema(example = "optional")]
    uprn: &'static str,
    letters: Letters,
    /// For how many years a retired record is kept; null for good.
    #[schema(example = 6)]
    retention_years: Option<u8>,
}

impl<'a> Area<'a> {
    fn of(own: &'a OwnArea) -> Self {
        let area = &own.area;
        let places = area.places();
        let counts = places.profile == Profile::Council;
        Self {
            name: area.name(),
            profile: places.profile.as_str(),
            limits: counts.then(|| ActiveLimits::of(places.limits)),
            default_per: places.default_per.as_str(),
            teams: AreaTeam::all(area, &own.teams),
            is_manager: own.manages,
            retiring: area.retiring().as_str(),
            uprn: area.uprn_rule().as_str(),
            letters: Letters::of(area.letters()),
            retention_years: area.retention_years(),
        }
    }
}

/// How many active details there may be; null is without limit.
#[derive(Serialize, ToSchema)]
pub struct ActiveLimits {
    #[schema(example = 5)]
    phones: Option<u8>,
    #[schema(example = 5)]
    emails: Option<u8>,
    addresses: Option<u8>,
}

impl ActiveLimits {
    fn of(limits: Limits) -> Self {
        Self {
            phones: limits.phones,
            emails: limits.emails,
            addresses: limits.addresses,
        }
    }
}

/// A team of the area.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AreaTeam<'a> {
    #[schema(example = "Repairs")]
    name: &'a str,
    /// Whether you work in it.
    is_yours: bool,
}

impl<'a> AreaTeam<'a> {
    fn all(area: &'a ServiceArea, own: &[Team]) -> Vec<Self> {
        let teams = area.teams().iter().map(|team| Self {
            name: team.name(),
            is_yours: own.iter().any(|own| own.key() == team.key()),
        });
        teams.collect()
    }
}

/// How the area sends letters.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Letters {
    /// In which order addresses are tried: `nhs-notify` or `pds`.
    #[schema(example = "nhs-notify")]
    policy: &'static str,
    /// Whether a forwarding address comes before all others.
    forwarding_first: bool,
    /// Whether letters go abroad.
    overseas: bool,
}

impl Letters {
    fn of(rules: LetterRules) -> Self {
        Self {
            policy: rules.policy.as_str(),
            forwarding_first: rules.forwarding_first,
            overseas: rules.overseas,
        }
    }
}
