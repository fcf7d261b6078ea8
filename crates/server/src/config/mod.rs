//! What an operator decides: one TOML file, with environment variables of the same names over it.
//! Every refusal names the key.

mod areas;
mod database;
mod edges;
mod fhir;
mod gazetteer;
mod issuers;
mod operation;
mod settings;
mod sinks;
mod store;
mod unreadable;
mod values;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use contactable_domain::area::ServiceAreas;
use contactable_domain::ports::{Gazetteer, Store, Unavailable};
use contactable_domain::value::ValueRules;
use contactable_http::InputRules;
use contactable_http::auth::Issuer;
use contactable_http::edges::{Edges, RateLimits};

pub use operation::Operation;
pub use settings::Settings;
pub use sinks::{PollInterval, Relayed, demo_sink};
pub use unreadable::Unreadable;
pub use values::{drama_numbers, read_pseudo_postcodes};

use crate::listen::Listening;
use crate::store::Database;
use crate::wiring::Parts;
use crate::{SystemClock, TimeOrderedIds};

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file or a variable cannot be read as settings.
    #[error("the configuration cannot be used: {0}")]
    Unreadable(#[from] Unreadable),
    /// A setting is not acceptable.
    #[error("the configuration cannot be used: {key}: {problem}")]
    Key {
        /// The key, as in `issuers[0].audience`.
        key: String,
        /// What is wrong with its value.
        problem: String,
    },
}

impl ConfigError {
    fn key(key: impl Into<String>, problem: impl std::fmt::Display) -> Self {
        Self::Key {
            key: key.into(),
            problem: problem.to_string(),
        }
    }
}

/// A configuration that can be used.
pub struct Configuration {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where data is kept.
    pub database: Database,
    /// What to log: `error`, `warn`, `info` or `debug`.
    pub log: String,
    /// How the service is watched.
    pub operation: Operation,
    /// How connections are taken.
    pub listening: Listening,
    areas: ServiceAreas,
    issuers: Vec<Issuer>,
    input: InputRules,
    gazetteer: Option<Arc<dyn Gazetteer>>,
    bare_tokens: bool,
    limits: RateLimits,
    edges: Edges,
    fhir: contactable_http::fhir::Settings,
    relayed: Relayed,
}

impl Configuration {
    /// Opens the store.
    ///
    /// # Errors
    /// [`ConfigError::Key`] naming `database.path` or `database.url`.
    pub async fn open_store(&self) -> Result<Arc<dyn Store>, ConfigError> {
        let opened = self.database.open().await;
        opened.map_err(|error| self.refused(&error))
    }

    /// Brings the schema of the store up to date.
    ///
    /// # Errors
    /// [`ConfigError::Key`] naming `database.path` or `database.url`.
    pub async fn migrate(&self) -> Result<(), ConfigError> {
        let migrated = self.database.migrate().await;
        migrated.map_err(|error| self.refused(&error))
    }

    fn refused(&self, error: &Unavailable) -> ConfigError {
        let key = match self.database {
            Database::Sqlite(..) => "database.path",
            Database::Postgres(_) => "database.url",
        };
        ConfigError::key(key, format!("{}: {error}", self.database.told()))
    }

    /// The file of the embedded store, if the data is kept there.
    pub fn sqlite_file(&self) -> Option<&Path> {
        self.database.sqlite_file()
    }

    /// How events are relayed, and to whom.
    pub fn relayed(&self) -> Relayed {
        self.relayed.clone()
    }

    /// The settings by which values are read.
    pub fn value_rules(&self) -> Arc<ValueRules> {
        self.input.values.clone()
    }

    /// The parts that it configures, on the machine's clock.
    pub fn into_parts(self) -> Parts {
        Parts {
            clock: Arc::new(SystemClock),
            ids: Arc::new(TimeOrderedIds::default()),
            areas: self.areas,
            issuers: self.issuers,
            input: self.input,
            gazetteer: self.gazetteer,
            bare_tokens: self.bare_tokens,
            limits: self.limits,
            edges: self.edges,
            fhir: self.fhir,
        }
    }
}

/// Reads the file and the environment.
///
/// # Errors
/// [`ConfigError`], naming the key.
pub fn load(file: &Path) -> Result<Configuration, ConfigError> {
    let environment = std::env::vars()
        .filter(|(name, _)| name.starts_with(PREFIX))
        .collect();
    let settings = read(file, environment)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    check(settings, folder)
}

const PREFIX: &str = "CONTACTABLE_";

/// What the tests are told, with whom the program runs at times; no settings.
const FOR_TESTS: &str = "CONTACTABLE_TEST_";

/// Names the path of the file itself, which is no setting.
const FILE_VARIABLE: &str = "CONTACTABLE_CONFIG";

fn read(file: &Path, mut environment: HashMap<String, String>) -> Result<Settings, ConfigError> {
    environment.remove(FILE_VARIABLE);
    environment.retain(|name, _| !name.starts_with(FOR_TESTS));
    let variables = config::Environment::with_prefix("CONTACTABLE")
        .prefix_separator("_")
        .separator("__")
        .try_parsing(true)
        .source(Some(environment));
    let sources = config::Config::builder()
        .add_source(config::File::from(file).format(config::FileFormat::Toml))
        .add_source(variables)
        .build();
    let settings = sources.and_then(config::Config::try_deserialize);
    Ok(settings.map_err(Unreadable::from)?)
}

fn check(settings: Settings, folder: &Path) -> Result<Configuration, ConfigError> {
    let areas = areas::check(&settings.areas)?;
    let listen = settings.listen.parse();
    let listen = listen.map_err(|_| {
        ConfigError::key("listen", "give an address and port, such as 127.0.0.1:8080")
    })?;
    if settings.issuers.is_empty() {
        let problem = "name at least one issuer; without one no token can be verified";
        return Err(ConfigError::key("issuers", problem));
    }
    if !["error", "warn", "info", "debug"].contains(&settings.log.as_str()) {
        return Err(ConfigError::key("log", "give error, warn, info or debug"));
    }
    let listening = edges::listening(&settings.connections, settings.tls.as_ref(), folder)?;
    Ok(Configuration {
        listen,
        limits: edges::limits(&settings.limits)?,
        edges: edges::check(&settings, listening.certificates.is_some())?,
        listening,
        fhir: fhir::check(&settings.fhir)?,
        input: values::check(&settings, folder)?,
        gazetteer: gazetteer::check(settings.os_places.as_ref(), &areas, folder)?,
        database: database::check(&settings, folder)?,
        operation: operation::check(&settings)?,
        log: settings.log,
        relayed: sinks::check(&settings.relay, &settings.sinks, &areas, folder)?,
        issuers: issuers::check(settings.issuers, &areas, folder)?,
        areas,
        bare_tokens: settings.bare_tokens,
    })
}
