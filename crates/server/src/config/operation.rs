//! How the service is watched: the form of its log, its metrics, its traces.

use std::net::SocketAddr;

use serde::Deserialize;

use super::ConfigError;
use super::settings::Settings;
use crate::logging::Form;
use crate::traces::TraceSettings;

/// Where figures are served.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct MetricsSettings {
    pub listen: Option<String>,
}

/// Where traces go.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct TracingSettings {
    pub otlp_endpoint: Option<String>,
    pub service_name: Option<String>,
    pub sampling_ratio: Option<f64>,
}

/// How the service is watched.
#[derive(Clone, Debug)]
pub struct Operation {
    /// How lines of the log look.
    pub log_form: Form,
    /// Where figures are served; nowhere unless that is set.
    pub metrics: Option<SocketAddr>,
    /// Where traces go; nowhere unless that is set.
    pub traces: Option<TraceSettings>,
}

/// Checks the settings.
pub fn check(settings: &Settings) -> Result<Operation, ConfigError> {
    Ok(Operation {
        log_form: log_form(&settings.log_form)?,
        metrics: metrics(&settings.metrics)?,
        traces: traces(&settings.tracing)?,
    })
}

fn log_form(name: &str) -> Result<Form, ConfigError> {
    match name {
        "json" => Ok(Form::Json),
        "text" => Ok(Form::Text),
        _ => Err(ConfigError::key("log_form", "give json or text")),
    }
}

fn metrics(settings: &MetricsSettings) -> Result<Option<SocketAddr>, ConfigError> {
    let Some(listen) = &settings.listen else {
        return Ok(None);
    };
    let problem = "give an address and port, such as 127.0.0.1:9464";
    let listen = listen.parse();
    Ok(Some(listen.map_err(|_| {
        ConfigError::key("metrics.listen", problem)
    })?))
}

fn traces(settings: &TracingSettings) -> Result<Option<TraceSettings>, ConfigError> {
    let Some(endpoint) = &settings.otlp_endpoint else {
        return Ok(None);
    };
    let is_url = endpoint.starts_with("http://") || endpoint.starts_with("https://");
    if !is_url {
        let problem = "give the whole address, such as http://127.0.0.1:4318/v1/traces";
        return Err(ConfigError::key("tracing.otlp_endpoint", problem));
    }
    let sampling_ratio = settings.sampling_ratio.unwrap_or(1.0);
    if !(0.0..=1.0).contains(&sampling_ratio) {
        let problem = "give 0 to 1: the part of the traces that is kept";
        return Err(ConfigError::key("tracing.sampling_ratio", problem));
    }
    let service_name = settings.service_name.as_deref().unwrap_or("contactable");
    if service_name.trim().is_empty() {
        let problem = "give a name, or leave it out";
        return Err(ConfigError::key("tracing.service_name", problem));
    }
    Ok(Some(TraceSettings {
        endpoint: endpoint.clone(),
        service_name: service_name.to_owned(),
        sampling_ratio,
    }))
}
