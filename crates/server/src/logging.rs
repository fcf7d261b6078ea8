use tracing_subscriber::EnvFilter;

/// How log lines look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One JSON object a line, for machines.
    Json,
    /// Text, for a terminal.
    Text,
}

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

/// Starts the log on standard error. What may never stand in it is said in docs/logging.md.
pub fn start(form: Form, level: &str) {
    log_panics();
    let filter = EnvFilter::new(level);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A log that is running already, as in tests, is kept.
    let _ = match form {
        Form::Json => log.json().flatten_event(true).try_init(),
        Form::Text => log.with_ansi(false).try_init(),
    };
}
