//! Two processes of the service over one PostgreSQL: one of them is killed, asked to stop, or paused for longer than a
//! client waits and than its shards are its own. Clients turn to the other one, and back.

use std::time::{Duration, Instant};

use contactable_harness::Failure;
use tempfile::TempDir;

use super::over::over_postgres;
use crate::load::Pulse;
use crate::options::Options;
use crate::private::Private;
use crate::stage::{Plan, Stage};
use crate::told::Tally;

const ROUNDS: usize = 9;
/// How many there are.
const PROCESSES: usize = 2;
/// How many records are asked for in each round.
const SAMPLE: usize = 10;
/// How many acknowledgements there are to be before and after.
const BEAT: u64 = 10;
/// How long one of them is away.
const TROUBLE: Duration = Duration::from_secs(4);
/// For how long nobody may be answered: the database takes back what a process holds that goes on no more.
const LONGEST: Duration = Duration::from_secs(20);
/// One client in so many never asks again.
const ABANDONING: u64 = 4;

/// What happens to a process, and how it is made good.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    Killed,
    Stopped,
    Paused,
}

impl Trouble {
    const ALL: [Self; 3] = [Self::Killed, Self::Stopped, Self::Paused];

    fn begin(self, stage: &mut Stage, place: usize) -> Result<(), Failure> {
        match self {
            Self::Killed => stage.kill(place),
            Self::Stopped => stage.end(place),
            Self::Paused => stage.server(place)?.pause(),
        }
    }

    fn end(self, stage: &mut Stage, place: usize) -> Result<(), Failure> {
        match self {
            Self::Killed | Self::Stopped => stage.start(place),
            Self::Paused => stage.server(place)?.resume(),
        }
    }
}

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let mut postgres = Private::start()?;
    let way = postgres.address();
    let path = folder.path().to_owned();
    let mut stage = Stage::set(Plan {
        processes: PROCESSES,
        ..over_postgres(options, path, seed, (&mut postgres, way))?
    })?;
    let rounds = options.rounds.unwrap_or(ROUNDS);
    let (began, mut longest) = (Instant::now(), Duration::ZERO);
    for (round, trouble) in Trouble::ALL.into_iter().cycle().take(rounds).enumerate() {
        let gap = trouble_once(&mut stage, trouble);
        let gap = gap.map_err(|failure| format!("round {round}, {trouble:?}: {failure}"))?;
        println!("processes: {trouble:?}: nothing was acknowledged for {gap:.1?}");
        if gap > LONGEST {
            return Err(
                format!("round {round}: one process held up the other for {gap:.1?}").into(),
            );
        }
        longest = longest.max(gap);
    }
    stage.close()?;
    let (took, tally) = (began.elapsed(), Tally::of(&stage.told()));
    println!(
        "processes: one of {PROCESSES} away {rounds} times in {took:.0?}: {tally}; nothing was acknowledged for \
         {longest:.1?} at most"
    );
    Ok(())
}

/// How long nothing was acknowledged.
fn trouble_once(stage: &mut Stage, trouble: Trouble) -> Result<Duration, Failure> {
    let asking = stage.ask(None)?;
    asking.pulse().start_gap();
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "something is acknowledged")?;
    let random = stage.random();
    let after = Duration::from_millis(random.below(200));
    let place = usize::try_from(random.below(PROCESSES as u64))?;
    std::thread::sleep(after);
    trouble.begin(stage, place)?;
    std::thread::sleep(TROUBLE);
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "the other one goes on")?;
    trouble.end(stage, place)?;
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "both go on")?;
    let gap = asking.pulse().longest_gap();
    stage.stop(asking)?;
    if !stage.is_running() {
        return Err("a process ended by itself".into());
    }
    stage.settle(ABANDONING)?;
    stage.check(SAMPLE)?;
    Ok(gap)
}
