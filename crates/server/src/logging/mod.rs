//! The log: what a line looks like, and of which request it tells. What may never stand in it is said in
//! docs/logging.md.

mod json;
mod told;

use tracing_subscriber::layer::{Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Registry, fmt};

use json::{JsonLine, JsonTold};
use told::TextTold;

/// What our crates' names begin with.
const OURS: &str = "contactable";

/// How log lines look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// One JSON object a line, for machines.
    Json,
    /// Text, for a terminal.
    Text,
}

/// What else wants to know of spans, such as traces.
pub type Besides = Box<dyn Layer<Registry> + Send + Sync>;

/// A panic's message may hold a value, so only its place is logged.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

/// Libraries say no more than that something is wrong, at any level: what they tell besides may hold values, as a
/// driver's lines hold what is asked of a database.
fn filter(level: &str) -> EnvFilter {
    let of_others = if level == "error" { level } else { "warn" };
    EnvFilter::new(format!("{of_others},{OURS}={level}"))
}

/// Starts the log on standard error.
pub fn start(form: Form, level: &str, besides: Option<Besides>) {
    log_panics();
    let log = fmt::layer().with_writer(std::io::stderr);
    let filter = filter(level);
    let registry = tracing_subscriber::registry().with(besides);
    // A log that is running already, as in tests, is kept.
    let _ = match form {
        Form::Json => {
            let log = log.event_format(JsonLine).fmt_fields(JsonTold);
            registry.with(log.with_filter(filter)).try_init()
        }
        Form::Text => {
            let log = log.with_ansi(false).fmt_fields(TextTold);
            registry.with(log.with_filter(filter)).try_init()
        }
    };
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Seek as _};

    use super::*;

    /// What a log at this level holds of a library's line and of ours.
    fn held(level: &str) -> String {
        let mut file = tempfile::tempfile().unwrap();
        let log = fmt::layer().with_writer(file.try_clone().unwrap());
        let registry = tracing_subscriber::registry().with(log.with_filter(filter(level)));
        tracing::subscriber::with_default(registry, || {
            tracing::debug!(target: "tokio_postgres::query", "executing with a value");
            tracing::info!(target: "tokio_postgres::connection", "a notice of a value");
            tracing::warn!(target: "async_nats", "a library warns");
            tracing::debug!(target: "contactable_http::frame", "answered");
        });
        let mut text = String::new();
        file.rewind().unwrap();
        file.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn a_library_tells_no_more_than_what_is_wrong() {
        let debug = held("debug");
        assert!(debug.contains("answered") && debug.contains("a library warns"));
        assert!(!debug.contains("value"), "{debug}");
        assert!(!held("info").contains("answered"));
        assert_eq!(held("error"), "");
    }
}
