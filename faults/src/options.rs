//! The command line.

use std::path::PathBuf;
use std::slice::Iter;

use crate::scenario::Scenario;

pub const USAGE: &str = "\
Usage: contactable-faults [--scenario NAME]... [OPTIONS]

Breaks the service, its database and its sinks under load, and checks that nothing acknowledged is lost.

  --program FILE     the server's program (contactable, beside this one)
  --scenario NAME    checker, kill, processes, disk, database, wire, nats, cluster or soak; several may be
                     named; unless one is, all that need neither a cluster nor hours
  --store NAME       sqlite or postgres, for kill, checker and soak (kill: both unless given;
                     otherwise sqlite)
  --rounds N         how often something is broken (kill: 100; database and wire: 20; processes: 9)
  --clients N        how many ask side by side (16)
  --no-sinks         events go nowhere; nats has one all the same
  --seed N           repeats the choices of an earlier run, which tells its seed
  --minutes N        how long to soak (60)
  --load SHARE       at which share of what was first measured as the most (0.7)";

/// Which database is behind the service.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Store {
    Sqlite,
    Postgres,
}

impl Store {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// What to break, and how often.
#[derive(Clone, PartialEq, Debug)]
pub struct Options {
    pub program: PathBuf,
    pub scenarios: Vec<Scenario>,
    pub store: Option<Store>,
    pub rounds: Option<usize>,
    pub clients: usize,
    /// Whether a webhook is given every event, and has to have them all.
    pub sinks: bool,
    pub seed: Option<u64>,
    pub minutes: u64,
    pub load: f64,
}

impl Options {
    /// Reads the command line; `None` asks for help.
    ///
    /// # Errors
    /// It cannot be read; says why.
    pub fn told(arguments: &[String]) -> Result<Option<Self>, String> {
        if arguments
            .iter()
            .any(|word| word == "--help" || word == "-h")
        {
            return Ok(None);
        }
        let beside = std::env::current_exe().map(|path| path.with_file_name("contactable"));
        let mut options = Self {
            program: beside.unwrap_or_default(),
            scenarios: Vec::new(),
            store: None,
            rounds: None,
            clients: 16,
            sinks: true,
            seed: None,
            minutes: 60,
            load: 0.7,
        };
        let mut rest = arguments.iter();
        while let Some(name) = rest.next() {
            options.take(name, &mut rest)?;
        }
        Ok(Some(options))
    }

    fn take(&mut self, name: &str, rest: &mut Iter<'_, String>) -> Result<(), String> {
        if name == "--no-sinks" {
            self.sinks = false;
            return Ok(());
        }
        let value = rest.next().ok_or_else(|| format!("{name} needs a value"))?;
        let wrong = || format!("{name} cannot be {value}");
        match name {
            "--program" => self.program = value.into(),
            "--scenario" => self
                .scenarios
                .push(Scenario::named(value).ok_or_else(wrong)?),
            "--store" => {
                let stores = [Store::Sqlite, Store::Postgres];
                self.store = Some(
                    stores
                        .into_iter()
                        .find(|store| store.as_str() == value)
                        .ok_or_else(wrong)?,
                );
            }
            "--rounds" => self.rounds = Some(above_zero(value).ok_or_else(wrong)?),
            "--clients" => self.clients = above_zero(value).ok_or_else(wrong)?,
            "--seed" => self.seed = Some(value.parse().map_err(|_| wrong())?),
            "--minutes" => self.minutes = value.parse().map_err(|_| wrong())?,
            "--load" => {
                let share = value
                    .parse()
                    .ok()
                    .filter(|share| *share > 0.0 && *share <= 1.0);
                self.load = share.ok_or_else(wrong)?;
            }
            _ => return Err(format!("{name} is unknown")),
        }
        Ok(())
    }
}

fn above_zero(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Result<Option<Options>, String> {
        let arguments: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Options::told(&arguments)
    }

    #[test]
    fn what_is_asked_for_is_read() {
        let line = "--program p --scenario kill --scenario disk --rounds 3 --seed 7 --store sqlite --no-sinks";
        let options = told(line).unwrap().unwrap();
        assert_eq!(options.scenarios, [Scenario::Kill, Scenario::Disk]);
        assert_eq!((options.rounds, options.seed), (Some(3), Some(7)));
        assert_eq!((options.store, options.sinks), (Some(Store::Sqlite), false));
        assert_eq!(told("--help"), Ok(None));
    }

    #[test]
    fn mistakes_are_told() {
        for line in [
            "--program",
            "--program p --scenario flood",
            "--program p --rounds 0",
            "--program p --load 2",
            "--program p --store files",
            "--program p --fast yes",
        ] {
            assert!(told(line).is_err(), "{line}");
        }
    }
}
