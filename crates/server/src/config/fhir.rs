//! What is decided of the PDS-compatible interface.

use std::collections::BTreeMap;

use contactable_fhir::outcome::UnknownWord;
use contactable_http::fhir::Settings;
use serde::Deserialize;

use super::ConfigError;

/// The part of the file about the interface.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct FhirSettings {
    /// With which code a refusal is answered that PDS does not publish, by the name of the rule.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
}

/// Checks the settings.
pub fn check(settings: &FhirSettings) -> Result<Settings, ConfigError> {
    let mut checked = Settings::default();
    for (name, code) in &settings.codes {
        let set = checked.codes.set(name, code);
        set.map_err(|unknown| ConfigError::key(format!("fhir.codes.{name}"), words(&unknown)))?;
    }
    Ok(checked)
}

fn words(unknown: &UnknownWord) -> &'static str {
    match unknown {
        UnknownWord::Case => {
            "there is no such rule whose code may be chosen; docs/rules.md lists them"
        }
        UnknownWord::Code => {
            "give a code with which an update can be refused, such as INVALID_UPDATE"
        }
    }
}
