//! Where data is kept: a file, or a database at a URL; how soon the audit trail is durable, and by which secret values
//! are looked up.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use contactable_domain::trace::LookupKey;
use serde::Deserialize;

use super::ConfigError;
use super::settings::Settings;
use crate::secret::read_secret;
use crate::store::{Database, Postgres, SCHEMES};

/// The most connections of a kind that are worth having.
const MOST_CONNECTIONS: usize = 64;

/// How far behind a replica may be, in milliseconds.
const STALENESS_MS: RangeInclusive<u64> = 100..=60_000;

/// What may be said of where data is kept.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    path: Option<PathBuf>,
    url: Option<String>,
    password_file: Option<PathBuf>,
    ca_file: Option<PathBuf>,
    service_role: Option<String>,
    readers: Option<usize>,
    writers: Option<usize>,
    migrate: Option<bool>,
    replicas: Option<Vec<String>>,
    max_staleness_ms: Option<u64>,
}

/// What concerns both kinds.
pub struct Keeping {
    /// How long at most an entry of the trail waits.
    pub audit_delay: Option<Duration>,
    /// The secret by which values are looked up.
    pub lookup_key: Option<LookupKey>,
}

/// Checks the settings; files are named relative to the configuration file.
pub fn check(settings: &Settings, folder: &Path) -> Result<Database, ConfigError> {
    let keeping = super::store::check(settings, folder)?;
    let said = &settings.database;
    match (&said.path, &said.url) {
        (Some(path), None) => in_file(said, &folder.join(path), keeping),
        (None, Some(url)) => match url.split_once(':') {
            Some(("sqlite", path)) => in_file(said, &folder.join(path), keeping),
            Some((scheme, _)) if SCHEMES.contains(&scheme) => at(url, said, folder, keeping),
            _ => Err(refuse("url", "begin it with postgres:// or sqlite:")),
        },
        _ => Err(refuse("path", "give either path or url")),
    }
}

fn in_file(
    said: &DatabaseSettings,
    file: &Path,
    keeping: Keeping,
) -> Result<Database, ConfigError> {
    let others = [
        ("password_file", said.password_file.is_some()),
        ("ca_file", said.ca_file.is_some()),
        ("service_role", said.service_role.is_some()),
        ("writers", said.writers.is_some()),
        ("migrate", said.migrate.is_some()),
        ("replicas", said.replicas.is_some()),
        ("max_staleness_ms", said.max_staleness_ms.is_some()),
    ];
    if let Some((key, _)) = others.into_iter().find(|(_, is_there)| *is_there) {
        return Err(refuse(
            key,
            "this is for a database at a postgres:// URL only",
        ));
    }
    let mut options = contactable_store_sqlite::Options {
        lookup_key: keeping.lookup_key,
        ..contactable_store_sqlite::Options::default()
    };
    options.audit_delay = keeping.audit_delay.unwrap_or(options.audit_delay);
    options.readers = connections("readers", said.readers)?.unwrap_or(options.readers);
    Ok(Database::Sqlite(file.to_owned(), options))
}

fn at(
    url: &str,
    said: &DatabaseSettings,
    folder: &Path,
    keeping: Keeping,
) -> Result<Database, ConfigError> {
    let ca_file = said.ca_file.as_ref().map(|file| folder.join(file));
    if let Some(Err(error)) = ca_file.as_ref().map(std::fs::File::open) {
        let problem = format!("the file that it names cannot be read: {}", error.kind());
        return Err(refuse("ca_file", problem));
    }
    let mut options = contactable_store_postgres::Options {
        lookup_key: keeping.lookup_key,
        ca_file,
        ..contactable_store_postgres::Options::default()
    };
    options.audit_delay = keeping.audit_delay.unwrap_or(options.audit_delay);
    options.readers = connections("readers", said.readers)?.unwrap_or(options.readers);
    options.writers = connections("writers", said.writers)?.unwrap_or(options.writers);
    options.max_staleness = staleness(said.max_staleness_ms)?.unwrap_or(options.max_staleness);
    let mut postgres = Postgres::at(url, options).map_err(|bad| refuse("url", bad))?;
    for url in said.replicas.iter().flatten() {
        let added = postgres.with_replica(url);
        postgres = added.map_err(|bad| refuse("replicas", bad))?;
    }
    if let Some(file) = &said.password_file {
        let password = read_secret(&folder.join(file));
        let password = password.map_err(|error| refuse("password_file", error))?;
        postgres = postgres.with_password(&password);
    }
    let postgres = postgres
        .for_role(said.service_role.clone())
        .migrating(said.migrate.unwrap_or(false));
    Ok(Database::Postgres(Box::new(postgres)))
}

fn staleness(said: Option<u64>) -> Result<Option<Duration>, ConfigError> {
    match said {
        Some(number) if !STALENESS_MS.contains(&number) => {
            let (least, most) = (STALENESS_MS.start(), STALENESS_MS.end());
            Err(refuse(
                "max_staleness_ms",
                format!("give {least} to {most}"),
            ))
        }
        said => Ok(said.map(Duration::from_millis)),
    }
}

fn connections(key: &str, said: Option<usize>) -> Result<Option<usize>, ConfigError> {
    match said {
        Some(number) if !(1..=MOST_CONNECTIONS).contains(&number) => {
            Err(refuse(key, format!("give 1 to {MOST_CONNECTIONS}")))
        }
        said => Ok(said),
    }
}

fn refuse(key: &str, problem: impl std::fmt::Display) -> ConfigError {
    ConfigError::key(format!("database.{key}"), problem)
}
