//! The settings as they are written. Every key is explained in docs/configuration.md.

use std::collections::HashMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::database::DatabaseSettings;
use super::edges::{ConnectionSettings, CorsSettings, LimitSettings, TlsSettings};
use super::fhir::FhirSettings;
use super::operation::{MetricsSettings, TracingSettings};
use super::sinks::{RelayKeys, SinkKeys};

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub listen: String,
    pub database: DatabaseSettings,
    pub areas: Vec<Area>,
    pub issuers: Vec<IssuerSettings>,
    pub audit: Option<AuditSettings>,
    pub lookup_key_file: Option<PathBuf>,
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
    #[serde(default = "json")]
    pub log_form: String,
    #[serde(default)]
    pub metrics: MetricsSettings,
    #[serde(default)]
    pub tracing: TracingSettings,
    #[serde(default)]
    pub connections: ConnectionSettings,
    pub tls: Option<TlsSettings>,
    #[serde(default)]
    pub limits: LimitSettings,
    #[serde(default)]
    pub cors: CorsSettings,
    #[serde(default)]
    pub fhir: FhirSettings,
    #[serde(default)]
    pub relay: RelayKeys,
    #[serde(default)]
    pub sinks: Vec<SinkKeys>,
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
    #[serde(default = "council")]
    pub profile: String,
    pub limits: Option<PlaceLimits>,
    #[serde(default = "area")]
    pub default_per: String,
    pub retention_years: Option<i64>,
}

/// How many active details an area may hold; 0 is without limit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceLimits {
    pub phones: Option<i64>,
    pub emails: Option<i64>,
    pub addresses: Option<i64>,
}

/// How the audit trail is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditSettings {
    pub max_delay_ms: Option<u64>,
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

/// An issuer of tokens. Which keys go together is checked later.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IssuerSettings {
    pub issuer: String,
    #[serde(default = "staff")]
    pub kind: String,
    #[serde(default)]
    pub audience: OneOrMany,
    #[serde(default)]
    pub algorithms: Vec<String>,
    pub key_set: Option<PathBuf>,
    pub key_set_url: Option<String>,
    #[serde(default)]
    pub discovery: bool,
    pub secret_file: Option<PathBuf>,
    #[serde(default)]
    pub legacy: bool,
    pub key_refresh_minutes: Option<u32>,
    #[serde(default = "half_a_minute")]
    pub leeway_seconds: u32,
    pub groups: Option<NamesByName>,
    #[serde(default)]
    pub teams: NamesByName,
    #[serde(default)]
    pub managers: NamesByName,
    #[serde(default)]
    pub roles: NamesByName,
    #[serde(default)]
    pub areas: Vec<String>,
    #[serde(default)]
    pub role_codes: Vec<String>,
    #[serde(default)]
    pub role_code_roles: NamesByName,
    #[serde(default)]
    pub clients: Vec<ClientSettings>,
}

/// For each name some others, such as a group's areas.
pub type NamesByName = HashMap<String, Vec<String>>;

/// One text, or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Default for OneOrMany {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

/// An application that nobody attends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientSettings {
    pub id: String,
    pub areas: Vec<String>,
    #[serde(default)]
    pub update: bool,
    pub scope: Option<String>,
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

fn council() -> String {
    "council".to_owned()
}

fn area() -> String {
    "area".to_owned()
}

fn info() -> String {
    "info".to_owned()
}

fn json() -> String {
    "json".to_owned()
}

fn staff() -> String {
    "staff".to_owned()
}

fn half_a_minute() -> u32 {
    30
}
