//! The settings as they are written. Every key is explained in docs/configuration.md.

use std::collections::HashMap;
use std::path::PathBuf;

use serde::Deserialize;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub listen: String,
    pub database: Database,
    pub areas: Vec<Area>,
    pub issuers: Vec<IssuerSettings>,
    pub os_places: Option<OsPlacesKeys>,
    #[serde(default)]
    pub accept_drama_numbers: bool,
    #[serde(default)]
    pub target_kinds: Vec<String>,
    pub pseudo_postcodes: Option<PathBuf>,
    #[serde(default)]
    pub identifier_systems: Vec<IdentifierSystemSettings>,
    #[serde(default = "yes")]
    pub bare_tokens: bool,
    #[serde(default = "info")]
    pub log: String,
}

/// Where data is kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub path: PathBuf,
}

/// A service area.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub name: String,
    #[serde(default = "optional")]
    pub uprn: String,
    #[serde(default)]
    pub teams: Vec<String>,
    #[serde(default = "recording_team")]
    pub retiring: String,
    #[serde(default = "nhs_notify")]
    pub letter_policy: String,
    #[serde(default)]
    pub forwarding_first: bool,
    #[serde(default)]
    pub letters_overseas: bool,
}

/// Where UPRNs are looked up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OsPlacesKeys {
    pub key_file: PathBuf,
    pub base_url: Option<String>,
}

/// A system of identifiers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentifierSystemSettings {
    pub name: String,
    pub uri: String,
    #[serde(default)]
    pub target_kinds: Vec<String>,
    pub form: String,
    pub min: Option<u16>,
    pub max: Option<u16>,
}

/// An issuer of tokens.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerSettings {
    pub issuer: String,
    pub audience: String,
    pub algorithms: Vec<String>,
    pub key_set: PathBuf,
    #[serde(default = "half_a_minute")]
    pub leeway_seconds: u32,
    pub groups: HashMap<String, Vec<String>>,
    #[serde(default)]
    pub teams: HashMap<String, Vec<String>>,
    #[serde(default)]
    pub managers: HashMap<String, Vec<String>>,
}

fn yes() -> bool {
    true
}

fn optional() -> String {
    "optional".to_owned()
}

fn recording_team() -> String {
    "recording-team".to_owned()
}

fn nhs_notify() -> String {
    "nhs-notify".to_owned()
}

fn info() -> String {
    "info".to_owned()
}

fn half_a_minute() -> u32 {
    30
}
