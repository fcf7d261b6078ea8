//! What cannot be read as settings, without what was written: it may be a secret in the wrong place.

use config::ConfigError;

/// Which setting cannot be read, and what would be right.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(String);

impl From<ConfigError> for Unreadable {
    fn from(error: ConfigError) -> Self {
        Self(told(error))
    }
}

fn told(error: ConfigError) -> String {
    match error {
        ConfigError::Type { expected, key, .. } => at(key, &format!("give {expected}")),
        ConfigError::At { error, key, .. } => at(key, &told(*error)),
        ConfigError::NotFound(key) => at(Some(key), "this is missing"),
        ConfigError::FileParse { cause, .. } => without_lines_of_the_file(&cause.to_string()),
        ConfigError::Message(said) => without_the_value(said),
        other => other.to_string(),
    }
}

fn at(key: Option<String>, problem: &str) -> String {
    match key {
        Some(key) => format!("{}: {problem}", with_dots(&key)),
        None => problem.to_owned(),
    }
}

/// What serde says of a value that is not of the kind that is wanted repeats it.
fn without_the_value(said: String) -> String {
    match said.rsplit_once(", expected ") {
        Some((told, kind)) if told.starts_with("invalid ") && kind.starts_with("struct ") => {
            "give a table of settings".to_owned()
        }
        Some((told, kind)) if told.starts_with("invalid ") => format!("give {kind}"),
        _ => said,
    }
}

/// The library leaves out the dot after the number of one of several.
fn with_dots(key: &str) -> String {
    let dotted = key.replace("].", "]").replace(']', "].");
    dotted.replace(".[", "[").trim_end_matches('.').to_owned()
}

/// What is wrong and in which line. The lines between show what stands there.
fn without_lines_of_the_file(said: &str) -> String {
    let kept = said
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.contains('|'));
    kept.collect::<Vec<_>>().join(": ")
}

#[cfg(test)]
mod tests {
    use config::{Config, File, FileFormat};
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read from text")]
    struct Keys {
        listen: String,
        sinks: Vec<Sink>,
    }

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read from text")]
    struct Sink {
        attempts: Option<u32>,
        servers: Option<Vec<u32>>,
    }

    fn read(text: &str) -> String {
        let source = File::from_str(text, FileFormat::Toml);
        let built = Config::builder().add_source(source).build();
        let read = built.and_then(Config::try_deserialize::<Keys>);
        Unreadable::from(read.unwrap_err()).to_string()
    }

    #[test]
    fn the_key_is_told_and_not_what_stands_there() {
        let whole = "listen = \"x\"\n[[sinks]]\n";
        for (text, expected) in [
            ("sinks = []".to_owned(), "listen: this is missing"),
            (
                format!("{whole}attempts = \"s3cret\""),
                "sinks[0].attempts: give ",
            ),
            (
                format!("{whole}servers = [\"s3cret\"]"),
                "sinks[0].servers[0]: give ",
            ),
            (
                format!("{whole}retries = \"s3cret\""),
                "unknown field `retries`",
            ),
            (
                "listen = \"x\"\nsinks = [\"s3cret\"]".to_owned(),
                "sinks[0]: give a table of settings",
            ),
            (
                format!("{whole}attempts = s3cret"),
                "TOML parse error at line 3, column ",
            ),
            (
                format!("{whole}attempts = \"s3cret"),
                "TOML parse error at line 3, column ",
            ),
        ] {
            let told = read(&text);
            assert!(told.contains(expected), "{text}: {told}");
            assert!(!told.contains("s3cret"), "{text}: {told}");
        }
    }
}
