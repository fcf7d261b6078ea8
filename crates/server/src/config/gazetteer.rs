//! The list of addresses in which UPRNs are looked up.

use std::path::Path;
use std::sync::Arc;

use contactable_clients::os_places::{OsPlaces, OsPlacesSettings};
use contactable_clients::{ApiKey, BaseUrl};
use contactable_domain::area::{ServiceAreas, UprnRule};
use contactable_domain::ports::Gazetteer;

use secrecy::ExposeSecret as _;

use super::ConfigError;
use super::settings::OsPlacesKeys;
use crate::SystemClock;
use crate::secret::read_secret;

/// Checks the settings; the key is read from a file named relative to the configuration file.
pub fn check(
    settings: Option<&OsPlacesKeys>,
    areas: &ServiceAreas,
    folder: &Path,
) -> Result<Option<Arc<dyn Gazetteer>>, ConfigError> {
    let Some(settings) = settings else {
        return match areas
            .iter()
            .find(|area| area.uprn_rule() == UprnRule::LookedUp)
        {
            Some(area) => {
                let problem = format!("{} wants UPRNs looked up; say with which key", area.name());
                Err(ConfigError::key("os_places.key_file", problem))
            }
            None => Ok(None),
        };
    };
    let refused = |problem: &dyn std::fmt::Display| ConfigError::key("os_places.key_file", problem);
    let text = read_secret(&folder.join(&settings.key_file)).map_err(|error| refused(&error))?;
    let key = ApiKey::parse(text.expose_secret()).map_err(|error| refused(&error))?;
    let url = settings
        .base_url
        .as_deref()
        .unwrap_or(OsPlacesSettings::PUBLIC_BASE_URL);
    let url = BaseUrl::parse(url).map_err(|error| ConfigError::key("os_places.base_url", error))?;
    let client = OsPlaces::new(&OsPlacesSettings::new(url, key), Arc::new(SystemClock))
        .map_err(|error| ConfigError::key("os_places", error))?;
    Ok(Some(Arc::new(client)))
}
