//! The settings of the relay, and of those who are told what happened.

mod kinds;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use contactable_domain::area::{AreaKey, ServiceAreas};
use contactable_domain::event::{EventNames, EventType, Shape, SinkName, Terms};
use contactable_service::relay::{RelaySettings, Sink};
use jiff::SignedDuration;
use serde::Deserialize;

use super::ConfigError;

/// How events are relayed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RelayKeys {
    pub lease_seconds: u32,
    pub poll_ms: u64,
    pub kept_days: u32,
    pub dead_letter_days: u32,
    pub source: String,
    pub type_prefix: String,
}

impl Default for RelayKeys {
    fn default() -> Self {
        let names = EventNames::default();
        Self {
            lease_seconds: 30,
            poll_ms: 500,
            kept_days: 7,
            dead_letter_days: 30,
            source: names.source.to_string(),
            type_prefix: names.type_prefix.to_string(),
        }
    }
}

/// Somebody who is told. Which keys go together is checked later.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SinkKeys {
    pub name: String,
    pub kind: String,
    pub shape: Option<String>,
    #[serde(default)]
    pub values: bool,
    #[serde(default)]
    pub areas: Vec<String>,
    #[serde(default)]
    pub without_area: bool,
    #[serde(default)]
    pub types: Vec<String>,
    #[serde(default)]
    pub start: Option<String>,
    pub timeout_seconds: Option<u64>,
    pub url: Option<String>,
    #[serde(default)]
    pub secret_files: Vec<PathBuf>,
    pub attempts: Option<u32>,
    #[serde(default)]
    pub servers: Vec<String>,
    pub subject: Option<String>,
    pub make_stream: Option<String>,
    pub user: Option<String>,
    pub password_file: Option<PathBuf>,
    pub token_file: Option<PathBuf>,
    pub authorities: Option<PathBuf>,
    pub certificate: Option<PathBuf>,
    pub key: Option<PathBuf>,
}

/// How events are relayed, and to whom.
#[derive(Clone, Default)]
pub struct Relayed {
    /// Leases, and for how long events are kept.
    pub settings: RelaySettings,
    /// How often to look for new events.
    pub every: PollInterval,
    /// Who is told.
    pub sinks: Vec<Sink>,
}

/// How often to look for new events.
#[derive(Clone, Copy)]
pub struct PollInterval(pub Duration);

impl Default for PollInterval {
    fn default() -> Self {
        Self(Duration::from_millis(500))
    }
}

/// Checks the settings; files are named relative to the configuration file.
pub fn check(
    keys: &RelayKeys,
    sinks: &[SinkKeys],
    areas: &ServiceAreas,
    folder: &Path,
) -> Result<Relayed, ConfigError> {
    let names = names(keys)?;
    let mut known = HashSet::new();
    let mut checked = Vec::new();
    for (index, sink) in sinks.iter().enumerate() {
        let at = At {
            index,
            sink,
            folder,
        };
        let name = SinkName::parse(&sink.name);
        let name = name.ok_or_else(|| {
            at.refuse(
                "name",
                "give 1 to 40 small letters, digits, hyphens and underscores",
            )
        })?;
        if !known.insert(name.clone()) {
            return Err(at.refuse("name", "another sink has this name"));
        }
        checked.push(at.check(name, &names, areas)?);
    }
    Ok(Relayed {
        settings: settings(keys)?,
        every: PollInterval(Duration::from_millis(keys.poll_ms)),
        sinks: checked,
    })
}

fn settings(keys: &RelayKeys) -> Result<RelaySettings, ConfigError> {
    if !(1..=600).contains(&keys.lease_seconds) {
        return Err(ConfigError::key("relay.lease_seconds", "give 1 to 600"));
    }
    if !(10..=60_000).contains(&keys.poll_ms) {
        return Err(ConfigError::key("relay.poll_ms", "give 10 to 60000"));
    }
    let days = |key: &str, days: u32| {
        let problem = "give 1 to 3650 days";
        let taken = (1..=3650).contains(&days);
        let long = SignedDuration::from_hours(24 * i64::from(days));
        taken
            .then_some(long)
            .ok_or_else(|| ConfigError::key(format!("relay.{key}"), problem))
    };
    Ok(RelaySettings {
        lease: SignedDuration::from_secs(i64::from(keys.lease_seconds)),
        kept: days("kept_days", keys.kept_days)?,
        dead_kept: days("dead_letter_days", keys.dead_letter_days)?,
    })
}

fn names(keys: &RelayKeys) -> Result<EventNames, ConfigError> {
    let is_plain =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_plain(&keys.source) {
        let problem = "give a reference to this service without blanks, such as https://council.example/contactable";
        return Err(ConfigError::key("relay.source", problem));
    }
    let is_domain = |text: &str| {
        text.split('.').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    if !is_domain(&keys.type_prefix) {
        let problem = "give a domain in reverse, such as uk.gov.council";
        return Err(ConfigError::key("relay.type_prefix", problem));
    }
    Ok(EventNames {
        source: keys.source.as_str().into(),
        type_prefix: keys.type_prefix.as_str().into(),
    })
}

/// A sink at its place in the file.
struct At<'a> {
    index: usize,
    sink: &'a SinkKeys,
    folder: &'a Path,
}

impl At<'_> {
    fn refuse(&self, key: &str, problem: impl std::fmt::Display) -> ConfigError {
        ConfigError::key(format!("sinks[{}].{key}", self.index), problem)
    }

    fn check(
        &self,
        name: SinkName,
        names: &EventNames,
        areas: &ServiceAreas,
    ) -> Result<Sink, ConfigError> {
        let from_beginning = match self.sink.start.as_deref() {
            None | Some("beginning") => true,
            Some("now") => false,
            Some(_) => return Err(self.refuse("start", "give beginning or now")),
        };
        let reached = self.reach()?;
        Ok(Sink {
            name,
            terms: self.terms(names, areas)?,
            client: reached.client,
            attempts: reached.attempts,
            longest_pause: reached.longest_pause,
            batch: reached.batch,
            shards_at_once: reached.shards_at_once,
            from_beginning,
        })
    }

    fn terms(&self, names: &EventNames, areas: &ServiceAreas) -> Result<Terms, ConfigError> {
        let shape = self.sink.shape.as_deref().unwrap_or("cloudevents");
        let shape = Shape::parse(shape)
            .ok_or_else(|| self.refuse("shape", "give cloudevents or council"))?;
        if self.sink.without_area && self.sink.areas.is_empty() {
            let problem = "this adds to areas, and without areas everything is told anyway";
            return Err(self.refuse("without_area", problem));
        }
        Ok(Terms {
            shape,
            values: self.sink.values,
            areas: self.areas(areas)?,
            without_area: self.sink.without_area,
            types: self.types()?,
            names: names.clone(),
        })
    }

    fn areas(&self, areas: &ServiceAreas) -> Result<Vec<AreaKey>, ConfigError> {
        let key = |(index, name): (usize, &String)| {
            let area = areas.find(name).map(|area| area.key().clone());
            let problem = format!("{name} is not one of the configured areas");
            area.ok_or_else(|| self.refuse(&format!("areas[{index}]"), problem))
        };
        self.sink.areas.iter().enumerate().map(key).collect()
    }

    fn types(&self) -> Result<Vec<EventType>, ConfigError> {
        let known = || EventType::ALL.iter().map(|of| of.as_str());
        let read = |(index, name): (usize, &String)| {
            let problem = format!("use some of {}", known().collect::<Vec<_>>().join(", "));
            EventType::parse(name).ok_or_else(|| self.refuse(&format!("types[{index}]"), problem))
        };
        self.sink.types.iter().enumerate().map(read).collect()
    }
}

/// Whoever reads the output of a demo: everything is told, without what records say.
pub fn demo_sink() -> Sink {
    let reached = kinds::lines(contactable_clients::sinks::JsonLines::to_standard_output());
    Sink {
        name: SinkName::from_stored("demo"),
        terms: Terms::default(),
        client: reached.client,
        attempts: None,
        longest_pause: reached.longest_pause,
        batch: reached.batch,
        shards_at_once: reached.shards_at_once,
        from_beginning: false,
    }
}
