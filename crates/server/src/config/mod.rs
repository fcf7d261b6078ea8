//! What an operator decides: one TOML file, with environment variables of the same names over it.
//! Every refusal names the key.

mod areas;
mod edges;
mod fhir;
mod gazetteer;
mod issuers;
mod settings;
mod store;
mod values;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use contactable_domain::area::ServiceAreas;
use contactable_domain::ports::Gazetteer;
use contactable_domain::value::ValueRules;
use contactable_http::InputRules;
use contactable_http::auth::Issuer;
use contactable_http::edges::{Edges, RateLimits};
use contactable_store_sqlite::SqliteStore;

pub use settings::Settings;
pub use values::{drama_numbers, read_pseudo_postcodes};

use crate::listen::Listening;
use crate::wiring::{self, Parts};
use crate::{SystemClock, TimeOrderedIds};

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file or a variable cannot be read as settings.
    #[error("the configuration cannot be used: {0}")]
    Unreadable(#[from] config::ConfigError),
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
    /// The database file.
    pub database: PathBuf,
    /// What to log: `error`, `warn`, `info` or `debug`.
    pub log: String,
    /// How connections are taken.
    pub listening: Listening,
    areas: ServiceAreas,
    issuers: Vec<Issuer>,
    input: InputRules,
    store: contactable_store_sqlite::Options,
    gazetteer: Option<Arc<dyn Gazetteer>>,
    bare_tokens: bool,
    limits: RateLimits,
    edges: Edges,
    fhir: contactable_http::fhir::Settings,
}

impl Configuration {
    /// Opens the store.
    ///
    /// # Errors
    /// [`ConfigError::Key`] naming `database.path`.
    pub fn open_store(&self) -> Result<Arc<SqliteStore>, ConfigError> {
        let refused = |error| {
            ConfigError::key(
                "database.path",
                format!("{}: {error}", self.database.display()),
            )
        };
        wiring::open_store_with(&self.database, self.store.clone()).map_err(refused)
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

/// Names the path of the file itself, which is no setting.
const FILE_VARIABLE: &str = "CONTACTABLE_CONFIG";

fn read(file: &Path, mut environment: HashMap<String, String>) -> Result<Settings, ConfigError> {
    environment.remove(FILE_VARIABLE);
    let variables = config::Environment::with_prefix("CONTACTABLE")
        .prefix_separator("_")
        .separator("__")
        .try_parsing(true)
        .source(Some(environment));
    let sources = config::Config::builder()
        .add_source(config::File::from(file).format(config::FileFormat::Toml))
        .add_source(variables)
        .build()?;
    Ok(sources.try_deserialize()?)
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
        database: folder.join(&settings.database.path),
        store: store::check(&settings, folder)?,
        log: settings.log,
        issuers: issuers::check(settings.issuers, &areas, folder)?,
        areas,
        bare_tokens: settings.bare_tokens,
    })
}
