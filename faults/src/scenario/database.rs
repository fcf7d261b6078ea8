//! PostgreSQL stops at once (as `pg_ctl stop -m immediate` has it) and starts again while clients ask; the service stays.

use std::time::{Duration, Instant};

use contactable_harness::Failure;
use tempfile::TempDir;

use super::over::over_postgres;
use crate::load::Pulse;
use crate::options::Options;
use crate::private::Private;
use crate::stage::Stage;
use crate::told::Tally;

const ROUNDS: usize = 20;
/// How many records are asked for in each round.
const SAMPLE: usize = 10;
/// How many acknowledgements there are to be before and after.
const BEAT: u64 = 10;
/// One client in so many never asks again.
const ABANDONING: u64 = 4;

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let mut postgres = Private::start()?;
    let way = postgres.address();
    let path = folder.path().to_owned();
    let mut stage = Stage::set(over_postgres(options, path, seed, (&mut postgres, way))?)?;
    let rounds = options.rounds.unwrap_or(ROUNDS);
    let (began, mut longest) = (Instant::now(), Duration::ZERO);
    for round in 0..rounds {
        let gap = stop_once(&mut stage, &mut postgres);
        longest = longest.max(gap.map_err(|failure| format!("round {round}: {failure}"))?);
    }
    stage.close()?;
    let (took, tally) = (began.elapsed(), Tally::of(&stage.told()));
    println!(
        "database: stopped {rounds} times in {took:.0?}: {tally}; nothing was acknowledged for {longest:.1?} at most"
    );
    Ok(())
}

/// How long nothing was acknowledged.
fn stop_once(stage: &mut Stage, postgres: &mut Private) -> Result<Duration, Failure> {
    let asking = stage.ask(None)?;
    asking.pulse().start_gap();
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "something is acknowledged")?;
    let random = stage.random();
    let (after, down) = (random.below(200), random.below(400));
    std::thread::sleep(Duration::from_millis(after));
    postgres.server.stop()?;
    std::thread::sleep(Duration::from_millis(down));
    postgres.server.start_again()?;
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "the database is there again")?;
    let gap = asking.pulse().longest_gap();
    stage.stop(asking)?;
    if !stage.is_running() {
        return Err("the service ended with its database".into());
    }
    stage.settle(ABANDONING)?;
    stage.check(SAMPLE)?;
    Ok(gap)
}
