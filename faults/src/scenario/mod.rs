//! What is broken, one scenario a file.

mod checker;
mod cluster;
mod database;
mod disk;
mod kill;
mod nats;
mod over;
mod processes;
mod soak;
mod wire;

use contactable_harness::Failure;

use crate::options::Options;

/// Something to break.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scenario {
    /// Nothing but what is kept, to see that the checker finds it.
    Checker,
    /// The service, at any moment.
    Kill,
    /// One of two processes of the service.
    Processes,
    /// The room on the disk.
    Disk,
    /// The database, at any moment.
    Database,
    /// The way between the service and its database, in the middle of a commit above all.
    Wire,
    /// NATS, which takes the events.
    Nats,
    /// One of three databases, of which one leads.
    Cluster,
    /// Nothing, for long.
    Soak,
}

impl Scenario {
    const ALL: [Self; 9] = [
        Self::Checker,
        Self::Kill,
        Self::Processes,
        Self::Disk,
        Self::Database,
        Self::Wire,
        Self::Nats,
        Self::Cluster,
        Self::Soak,
    ];

    /// The scenario of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|scenario| scenario.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Checker => "checker",
            Self::Kill => "kill",
            Self::Processes => "processes",
            Self::Disk => "disk",
            Self::Database => "database",
            Self::Wire => "wire",
            Self::Nats => "nats",
            Self::Cluster => "cluster",
            Self::Soak => "soak",
        }
    }

    /// Whether it runs unless it is left out by naming others.
    fn is_usual(self) -> bool {
        !matches!(self, Self::Cluster | Self::Soak)
    }

    fn run(self, options: &Options, seed: u64) -> Result<(), Failure> {
        match self {
            Self::Checker => checker::run(options, seed),
            Self::Kill => kill::run(options, seed),
            Self::Processes => processes::run(options, seed),
            Self::Disk => disk::run(options, seed),
            Self::Database => database::run(options, seed),
            Self::Wire => wire::run(options, seed),
            Self::Nats => nats::run(options, seed),
            Self::Cluster => cluster::run(options, seed),
            Self::Soak => soak::run(options, seed),
        }
    }
}

/// Runs the scenarios that were asked for, every one of them whatever came of those before.
///
/// # Errors
/// In one of them something was lost, or it could not be played.
pub fn run(options: &Options) -> Result<(), Failure> {
    let seed = match options.seed {
        Some(seed) => seed,
        None => any_seed()?,
    };
    let usual = Scenario::ALL
        .into_iter()
        .filter(|scenario| scenario.is_usual());
    let scenarios = match options.scenarios.as_slice() {
        [] => usual.collect(),
        named => named.to_vec(),
    };
    let mut failed = Vec::new();
    for scenario in scenarios {
        let name = scenario.name();
        println!("{name}: seed {seed}");
        match scenario.run(options, seed) {
            Ok(()) => println!("{name}: passed"),
            Err(failure) => {
                println!("{name}: FAILED (--scenario {name} --seed {seed}): {failure}");
                failed.push(name);
            }
        }
    }
    match failed.as_slice() {
        [] => Ok(()),
        failed => Err(format!("failed: {}", failed.join(", ")).into()),
    }
}

/// A seed that no run before had, short enough to be typed.
fn any_seed() -> Result<u64, Failure> {
    let mut bytes = [0; 4];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| "no random bytes")?;
    Ok(u64::from(u32::from_be_bytes(bytes)))
}
