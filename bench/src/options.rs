//! The command line.

use std::path::PathBuf;
use std::slice::Iter;
use std::time::Duration;

use crate::values;

pub const USAGE: &str = "\
Usage: contactable-bench --server FILE [OPTIONS]
       contactable-bench values [--rounds N] [--quick] [--write FILE]

With `values`, what reading a value costs by itself, and nothing else; without it, the server and then
the values.

  --server FILE      the server's program
  --beside FILE      another build of it, whose reads are measured in the same rounds
  --store NAME       which store to measure: sqlite (as it is without this) or postgres, which is taken from
                     Debian's packages
  --targets N        targets in the database, five contact details each (100000)
  --connections N    connections that each wait for an answer before they ask again (32)
  --rounds N         how often to measure each thing, in turn (3)
  --seconds N        how long each time, after 2 seconds of warming up (10)
  --quick            see that it works: 2000 targets, 1 round of 1 second
  --write FILE       put the figures into this file, between its markers";

/// What to measure, and how long.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    pub server: PathBuf,
    pub store: Store,
    pub beside: Option<PathBuf>,
    pub targets: usize,
    pub connections: usize,
    pub rounds: usize,
    pub window: Duration,
    pub warm_up: Duration,
    pub write: Option<PathBuf>,
}

/// Which store is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Store {
    Sqlite,
    Postgres,
}

/// What the command line asks for.
#[derive(PartialEq, Eq, Debug)]
pub enum Told {
    Measure(Options),
    /// The values alone.
    Values(values::Options),
    /// The bare floor, run as a process of its own so that its CPU time can be told apart.
    ServeBare {
        content_type: String,
        body: PathBuf,
    },
    Help,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            server: PathBuf::new(),
            store: Store::Sqlite,
            beside: None,
            targets: 100_000,
            connections: 32,
            rounds: 3,
            window: Duration::from_secs(10),
            warm_up: Duration::from_secs(2),
            write: None,
        }
    }
}

impl Options {
    /// Reads the command line.
    ///
    /// # Errors
    /// It cannot be read; says why.
    pub fn told(arguments: &[String]) -> Result<Told, String> {
        if let [word, content_type, body] = arguments
            && word == "serve-bare"
        {
            return Ok(Told::ServeBare {
                content_type: content_type.clone(),
                body: body.into(),
            });
        }
        if arguments.iter().any(|a| a == "--help" || a == "-h") {
            return Ok(Told::Help);
        }
        if let Some(told) = values::Options::told(arguments) {
            return told.map(Told::Values);
        }
        let mut options = Self::default();
        // First, so that what is said beside it counts whatever the order.
        if arguments.iter().any(|a| a == "--quick") {
            options.quicken();
        }
        let mut rest = arguments.iter();
        while let Some(name) = rest.next() {
            options.take(name, &mut rest)?;
        }
        if options.server.as_os_str().is_empty() {
            return Err("--server is missing".to_owned());
        }
        Ok(Told::Measure(options))
    }

    /// How the values are measured beside the server.
    pub fn values(&self) -> values::Options {
        let default = values::Options::default();
        values::Options {
            // One round is asked for where it is only to be seen that it works.
            rounds: if self.rounds == 1 { 1 } else { default.rounds },
            write: self.write.clone(),
        }
    }

    fn quicken(&mut self) {
        self.targets = 2000;
        self.rounds = 1;
        self.window = Duration::from_secs(1);
        self.warm_up = Duration::from_millis(300);
    }

    fn take(&mut self, name: &str, rest: &mut Iter<'_, String>) -> Result<(), String> {
        match name {
            "--quick" => {}
            "--server" => self.server = value(name, rest)?.into(),
            "--beside" => self.beside = Some(value(name, rest)?.into()),
            "--write" => self.write = Some(value(name, rest)?.into()),
            "--targets" => self.targets = number(name, rest)?,
            "--connections" => self.connections = number(name, rest)?,
            "--rounds" => self.rounds = number(name, rest)?,
            "--seconds" => {
                let seconds = number(name, rest)?;
                self.window = Duration::from_secs(seconds.try_into().unwrap_or(u64::MAX));
            }
            "--store" => self.store = store(value(name, rest)?)?,
            other => return Err(format!("there is no option {other}")),
        }
        Ok(())
    }
}

fn value<'a>(name: &str, rest: &mut Iter<'a, String>) -> Result<&'a String, String> {
    rest.next().ok_or_else(|| format!("{name} needs a value"))
}

fn store(name: &str) -> Result<Store, String> {
    match name {
        "sqlite" => Ok(Store::Sqlite),
        "postgres" => Ok(Store::Postgres),
        _ => Err(format!(
            "there are the stores sqlite and postgres, not {name}"
        )),
    }
}

fn number(name: &str, rest: &mut Iter<'_, String>) -> Result<usize, String> {
    let text = value(name, rest)?;
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("{name} needs a whole number above zero, not {text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Result<Told, String> {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::told(&arguments)
    }

    #[test]
    fn what_is_said_counts_beside_quick_too() {
        let quick = told("--server s --rounds 2 --quick --store sqlite --write docs/p.md");
        let Ok(Told::Measure(options)) = quick else {
            panic!("{quick:?}");
        };
        assert_eq!((options.rounds, options.targets), (2, 2000));
        assert_eq!(options.write, Some("docs/p.md".into()));
    }

    #[test]
    fn mistakes_are_told() {
        for line in [
            "",
            "--server",
            "--server s --rounds 0",
            "--server s --targets many",
            "--server s --store mysql",
            "--server s --fast",
        ] {
            assert!(told(line).is_err(), "{line}");
        }
    }
}
