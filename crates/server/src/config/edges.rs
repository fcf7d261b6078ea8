//! The settings of the edges: connections, TLS, rates, and the pages of others.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use contactable_http::edges::{
    Edges, Origin, Origins, Rate, RateLimits, RateSettings, TrustedProxies,
};
use serde::Deserialize;

use super::ConfigError;
use super::settings::Settings;
use crate::listen::{CertificateError, Certificates, ConnectionLimits, Listening};

/// The most that a time may be set to: an hour.
const MOST_SECONDS: u64 = 3600;

/// What a connection may take.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConnectionSettings {
    pub most: u32,
    pub header_seconds: u64,
    pub idle_seconds: u64,
    pub body_seconds: u64,
    pub answer_seconds: u64,
}

impl Default for ConnectionSettings {
    fn default() -> Self {
        let limits = ConnectionLimits::default();
        Self {
            most: limits.most,
            header_seconds: limits.head_time.as_secs(),
            idle_seconds: limits.idle_time.as_secs(),
            body_seconds: Edges::BODY_TIME.as_secs(),
            answer_seconds: limits.answer_time.as_secs(),
        }
    }
}

/// By what connections are secured.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsSettings {
    pub certificate: PathBuf,
    pub key: PathBuf,
}

/// How often somebody may ask.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    pub subject_per_second: u32,
    pub subject_burst: u32,
    pub client_per_second: u32,
    pub client_burst: u32,
    pub failures_per_second: u32,
    pub failures_burst: u32,
    pub trusted_proxies: Vec<String>,
}

impl Default for LimitSettings {
    fn default() -> Self {
        let rates = RateSettings::default();
        Self {
            subject_per_second: rates.subject.per_second,
            subject_burst: rates.subject.burst,
            client_per_second: rates.client.per_second,
            client_burst: rates.client.burst,
            failures_per_second: rates.failures.per_second,
            failures_burst: rates.failures.burst,
            trusted_proxies: Vec::new(),
        }
    }
}

/// Whose pages may read answers.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct CorsSettings {
    pub origins: Vec<String>,
}

/// Checks how connections are taken; files are named relative to the configuration file.
pub fn listening(
    settings: &ConnectionSettings,
    tls: Option<&TlsSettings>,
    folder: &Path,
) -> Result<Listening, ConfigError> {
    if settings.most == 0 {
        return Err(ConfigError::key("connections.most", "give 1 at least"));
    }
    let limits = ConnectionLimits {
        most: settings.most,
        head_time: time("connections.header_seconds", settings.header_seconds)?,
        idle_time: time("connections.idle_seconds", settings.idle_seconds)?,
        answer_time: time("connections.answer_seconds", settings.answer_seconds)?,
    };
    let certificates = tls.map(|tls| certificates(tls, folder)).transpose()?;
    Ok(Listening {
        limits,
        certificates: certificates.map(Arc::new),
    })
}

fn certificates(settings: &TlsSettings, folder: &Path) -> Result<Certificates, ConfigError> {
    let read = Certificates::read(
        folder.join(&settings.certificate),
        folder.join(&settings.key),
    );
    read.map_err(|error| match error {
        CertificateError::Certificate(problem) => ConfigError::key("tls.certificate", problem),
        CertificateError::Key(problem) => ConfigError::key("tls.key", problem),
    })
}

fn time(key: &str, seconds: u64) -> Result<Duration, ConfigError> {
    if (1..=MOST_SECONDS).contains(&seconds) {
        Ok(Duration::from_secs(seconds))
    } else {
        let problem = format!("give a number of seconds from 1 to {MOST_SECONDS}");
        Err(ConfigError::key(key, problem))
    }
}

/// Checks how often somebody may ask.
pub fn limits(settings: &LimitSettings) -> Result<RateLimits, ConfigError> {
    let rates = RateSettings {
        subject: rate(
            "subject",
            settings.subject_per_second,
            settings.subject_burst,
        )?,
        client: rate("client", settings.client_per_second, settings.client_burst)?,
        failures: rate(
            "failures",
            settings.failures_per_second,
            settings.failures_burst,
        )?,
    };
    let mut proxies = TrustedProxies::default();
    for (index, name) in settings.trusted_proxies.iter().enumerate() {
        let key = || format!("limits.trusted_proxies[{index}]");
        let trusted = proxies.trust(name);
        trusted.map_err(|error| ConfigError::key(key(), error))?;
    }
    Ok(RateLimits::new(&rates, proxies))
}

/// A rate; off with 0 in a second. A burst of nothing would let nobody through.
fn rate(whose: &str, per_second: u32, burst: u32) -> Result<Rate, ConfigError> {
    if per_second > 0 && burst == 0 {
        let problem = format!("give 1 at least, or set {whose}_per_second to 0 for no limit");
        return Err(ConfigError::key(format!("limits.{whose}_burst"), problem));
    }
    Ok(Rate { per_second, burst })
}

/// Checks what else is held against every request; `secure` when connections are.
pub fn check(settings: &Settings, secure: bool) -> Result<Edges, ConfigError> {
    let mut origins = Vec::new();
    for (index, text) in settings.cors.origins.iter().enumerate() {
        let origin = Origin::parse(text);
        let key = || format!("cors.origins[{index}]");
        origins.push(origin.map_err(|error| ConfigError::key(key(), error))?);
    }
    Ok(Edges {
        body_time: time(
            "connections.body_seconds",
            settings.connections.body_seconds,
        )?,
        origins: Arc::new(Origins::new(origins)),
        secure,
        ..Edges::default()
    })
}
