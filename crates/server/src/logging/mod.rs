//! The log: what a line looks like, and of which request it tells. What may never stand in it is said in
//! docs/logging.md.

mod json;
mod told;

use tracing_subscriber::layer::{Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Registry, fmt};

use json::{JsonLine, JsonTold};
use told::TextTold;

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

/// Starts the log on standard error.
pub fn start(form: Form, level: &str, besides: Option<Besides>) {
    log_panics();
    let log = fmt::layer().with_writer(std::io::stderr);
    let filter = EnvFilter::new(level);
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
