//! Where an issuer's keys come from: exactly one place.

use std::path::Path;
use std::sync::Arc;

use contactable_clients::BaseUrl;
use contactable_clients::key_server::{KeyServer, KeyUrl};
use contactable_http::auth::{Algorithms, KeySet, Keys};
use secrecy::ExposeSecret as _;

use super::place::Place;
use super::published::Published;
use crate::SystemClock;
use crate::config::ConfigError;
use crate::config::settings::IssuerSettings;
use crate::demo;
use crate::secret::read_secret_bytes;

/// After how many minutes keys are fetched anew, unless the configuration says so; and the most.
const REFRESH_MINUTES: u32 = 60;
const MAX_REFRESH_MINUTES: u32 = 24 * 60;

/// Checks where the keys come from, and the algorithms.
pub fn check(settings: &IssuerSettings, place: &Place, folder: &Path) -> Result<Keys, ConfigError> {
    let is_remote = settings.discovery || settings.key_set_url.is_some();
    if settings.key_refresh_minutes.is_some() && !is_remote {
        let problem = "this is for keys that are fetched: key_set_url or discovery";
        return Err(place.refuse("key_refresh_minutes", problem));
    }
    match (
        &settings.key_set,
        &settings.key_set_url,
        settings.discovery,
        &settings.secret_file,
    ) {
        (None, None, false, Some(file)) => legacy(settings, place, &folder.join(file)),
        _ if settings.legacy => {
            let problem = "a legacy issuer has its secret in a file, and no other keys";
            Err(place.refuse("secret_file", problem))
        }
        (Some(file), None, false, None) => of_file(settings, place, &folder.join(file)),
        (None, Some(url), false, None) => of_url(settings, place, url),
        (None, None, true, None) => discovered(settings, place),
        _ => Err(place.refuse(
            "key_set",
            "give the keys in exactly one way: key_set, key_set_url, discovery, or secret_file for a legacy issuer",
        )),
    }
}

fn algorithms(settings: &IssuerSettings, place: &Place) -> Result<Algorithms, ConfigError> {
    let algorithms = Algorithms::parse(&settings.algorithms);
    algorithms.map_err(|error| place.refuse("algorithms", error))
}

fn of_file(settings: &IssuerSettings, place: &Place, file: &Path) -> Result<Keys, ConfigError> {
    let refuse = |problem: &dyn std::fmt::Display| {
        place.refuse("key_set", format!("{}: {problem}", file.display()))
    };
    let text = std::fs::read_to_string(file).map_err(|error| refuse(&error))?;
    if demo::is_demo_key_set(&text) {
        let problem = "these are the demo's keys, with which anybody can make tokens";
        return Err(place.refuse("key_set", problem));
    }
    let set = KeySet::parse(&text).map_err(|error| refuse(&error))?;
    let keys = Keys::fixed(set, algorithms(settings, place)?);
    keys.map_err(|error| place.refuse("algorithms", error))
}

fn of_url(settings: &IssuerSettings, place: &Place, url: &str) -> Result<Keys, ConfigError> {
    let refuse = |problem: &dyn std::fmt::Display| place.refuse("key_set_url", problem);
    let url = KeyUrl::parse(url).map_err(|error| refuse(&error))?;
    let server = KeyServer::of_key_set(&url, KeyServer::PATIENCE);
    remote(settings, place, server.map_err(|error| refuse(&error))?)
}

fn discovered(settings: &IssuerSettings, place: &Place) -> Result<Keys, ConfigError> {
    let refuse = |problem: &dyn std::fmt::Display| place.refuse("discovery", problem);
    let base = BaseUrl::parse(&settings.issuer);
    let base = base.map_err(|error| refuse(&format!("of the issuer's name: {error}")))?;
    let server = KeyServer::discovered(&settings.issuer, &base, KeyServer::PATIENCE);
    remote(settings, place, server.map_err(|error| refuse(&error))?)
}

fn remote(
    settings: &IssuerSettings,
    place: &Place,
    server: KeyServer,
) -> Result<Keys, ConfigError> {
    let minutes = settings.key_refresh_minutes.unwrap_or(REFRESH_MINUTES);
    if !(1..=MAX_REFRESH_MINUTES).contains(&minutes) {
        let problem = format!("give 1 to {MAX_REFRESH_MINUTES}");
        return Err(place.refuse("key_refresh_minutes", problem));
    }
    Ok(Keys::remote(
        &settings.issuer,
        Arc::new(Published(server)),
        algorithms(settings, place)?,
        minutes,
        Arc::new(SystemClock),
    ))
}

/// The secret of an issuer that cannot sign otherwise. Whoever can verify such a token can make one, so it takes
/// the word `legacy` to have it, and NHS login and CIS2 never do.
fn legacy(settings: &IssuerSettings, place: &Place, file: &Path) -> Result<Keys, ConfigError> {
    if !settings.legacy {
        let problem = "a shared secret is for an issuer with legacy = true";
        return Err(place.refuse("secret_file", problem));
    }
    if !["staff", "clients"].contains(&settings.kind.as_str()) {
        let problem = "this is for issuers of the kind staff or clients";
        return Err(place.refuse("legacy", problem));
    }
    if settings.algorithms != ["HS256"] {
        let problem = "a legacy issuer uses HS256 and nothing else";
        return Err(place.refuse("algorithms", problem));
    }
    let secret = read_secret_bytes(file).map_err(|error| place.refuse("secret_file", error))?;
    let keys = Keys::secret(secret.expose_secret().trim_ascii());
    keys.map_err(|error| place.refuse("secret_file", error))
}
