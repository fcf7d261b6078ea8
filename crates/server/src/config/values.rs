//! The settings by which values and targets are read.

use std::path::Path;
use std::sync::Arc;

use contactable_domain::identifier::{IdentifierForm, IdentifierSystem, IdentifierSystems};
use contactable_domain::value::{DramaNumbers, PseudoPostcodes, ValueRules};
use contactable_domain::vocabulary::{TargetKind, TargetKinds};
use contactable_http::InputRules;

use super::ConfigError;
use super::settings::{IdentifierSystemSettings, Settings};

/// Checks the settings; files are named relative to the configuration file.
pub fn check(settings: &Settings, folder: &Path) -> Result<InputRules, ConfigError> {
    let target_kinds = target_kinds(&settings.target_kinds)?;
    Ok(InputRules {
        values: Arc::new(ValueRules {
            drama_numbers: drama_numbers(settings.accept_drama_numbers),
            pseudo_postcodes: pseudo_postcodes(settings, folder)?,
            identifier_systems: systems(&settings.identifier_systems, &target_kinds)?,
        }),
        target_kinds,
    })
}

/// The setting as the domain has it.
pub fn drama_numbers(accepted: bool) -> DramaNumbers {
    if accepted {
        DramaNumbers::Accepted
    } else {
        DramaNumbers::Refused
    }
}

fn target_kinds(names: &[String]) -> Result<TargetKinds, ConfigError> {
    let mut kinds = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let kind = TargetKind::parse(name).ok_or_else(|| {
            let problem =
                "give one word of 1 to 32 letters a to z, digits and hyphens, a letter first";
            ConfigError::key(format!("target_kinds[{index}]"), problem)
        })?;
        kinds.push(kind);
    }
    Ok(TargetKinds::with(kinds))
}

fn pseudo_postcodes(settings: &Settings, folder: &Path) -> Result<PseudoPostcodes, ConfigError> {
    let Some(file) = &settings.pseudo_postcodes else {
        return Ok(PseudoPostcodes::default());
    };
    read_pseudo_postcodes(&folder.join(file))
        .map_err(|problem| ConfigError::key("pseudo_postcodes", problem))
}

/// The table that comes with the program, with the one in a file over it.
///
/// # Errors
/// What is wrong with the file, in words.
pub fn read_pseudo_postcodes(file: &Path) -> Result<PseudoPostcodes, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let (rows, problems) = PseudoPostcodes::read_official(&text);
    match problems.first() {
        Some(first) => Err(format!("line {}: {}", first.line, first.problem)),
        None => Ok(PseudoPostcodes::default().with_official(rows)),
    }
}

fn systems(
    settings: &[IdentifierSystemSettings],
    kinds: &TargetKinds,
) -> Result<IdentifierSystems, ConfigError> {
    let mut systems = Vec::new();
    for (index, one) in settings.iter().enumerate() {
        let place = format!("identifier_systems[{index}]");
        if let Some(unknown) = one
            .target_kinds
            .iter()
            .find(|kind| kinds.find(kind).is_none())
        {
            let problem = format!("{unknown} is not one of the kinds of target");
            return Err(ConfigError::key(format!("{place}.target_kinds"), problem));
        }
        let form = form(one).ok_or_else(|| {
            let problem = "give nhs-number, uuid, digits, letters-and-digits or text; the lengths stand in min and max";
            ConfigError::key(format!("{place}.form"), problem)
        })?;
        systems.push(IdentifierSystem {
            name: one.name.clone(),
            uri: one.uri.clone(),
            target_kinds: one.target_kinds.clone(),
            form,
        });
    }
    IdentifierSystems::new(systems).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        ConfigError::key("identifier_systems", told.join("; "))
    })
}

fn form(settings: &IdentifierSystemSettings) -> Option<IdentifierForm> {
    let min = settings.min.unwrap_or(1);
    match (settings.form.as_str(), settings.max) {
        ("nhs-number", None) => Some(IdentifierForm::NhsNumber),
        ("uuid", None) => Some(IdentifierForm::Uuid),
        ("digits", Some(max)) => Some(IdentifierForm::Digits { min, max }),
        ("letters-and-digits", Some(max)) => Some(IdentifierForm::LettersAndDigits { min, max }),
        ("text", Some(max)) => Some(IdentifierForm::Text { max }),
        _ => None,
    }
}
