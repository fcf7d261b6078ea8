//! The service is killed (SIGKILL) at random moments while clients ask, and now and then while it starts again.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use contactable_harness::Failure;
use tempfile::TempDir;

use super::over::{over_file, over_postgres};
use crate::load::Pulse;
use crate::options::{Options, Store};
use crate::private::Private;
use crate::stage::{Plan, Stage};
use crate::told::Tally;

const ROUNDS: usize = 100;
/// A database is new after so many rounds: everything in it is checked in every round.
const ROUNDS_EACH: usize = 10;
/// How many records are asked for in each round.
const SAMPLE: usize = 10;
/// One client in so many never asks again.
const ABANDONING: u64 = 4;

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    if options.store != Some(Store::Postgres) {
        play(options, seed, Store::Sqlite, |folder, seed| {
            over_file(options, folder, seed)
        })?;
    }
    if options.store != Some(Store::Sqlite) {
        let mut postgres = Private::start()?;
        let way = postgres.address();
        play(options, seed, Store::Postgres, |folder, seed| {
            over_postgres(options, folder, seed, (&mut postgres, way))
        })?;
    }
    Ok(())
}

fn play<'a>(
    options: &'a Options,
    seed: u64,
    store: Store,
    mut plan: impl FnMut(PathBuf, u64) -> Result<Plan<'a>, Failure>,
) -> Result<(), Failure> {
    let rounds = options.rounds.unwrap_or(ROUNDS);
    let (began, mut tally) = (Instant::now(), Tally::default());
    for first in (0..rounds).step_by(ROUNDS_EACH) {
        let folder = TempDir::new()?;
        let mut stage = Stage::set(plan(folder.path().to_owned(), seed + first as u64)?)?;
        for round in first..rounds.min(first + ROUNDS_EACH) {
            kill_once(&mut stage).map_err(|failure| format!("round {round}: {failure}"))?;
        }
        stage.close()?;
        tally = tally.and(Tally::of(&stage.told()));
    }
    let (store, took) = (store.as_str(), began.elapsed());
    println!("kill: {rounds} rounds on {store} in {took:.0?}: {tally}");
    Ok(())
}

/// Load, death, rebirth, and a look at everything.
fn kill_once(stage: &mut Stage) -> Result<(), Failure> {
    let asking = stage.ask(None)?;
    let random = stage.random();
    let (beats, after) = (random.below(60), Duration::from_millis(random.below(100)));
    let again = (random.below(5) == 0).then(|| Duration::from_millis(random.below(60)));
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, beats, "clients are answered")?;
    std::thread::sleep(after);
    stage.kill(0)?;
    stage.stop(asking)?;
    if let Some(after) = again {
        stage.service.start_and_kill(0, after)?;
    }
    stage.start(0)?;
    stage.settle(ABANDONING)?;
    stage.check(SAMPLE).map(drop)
}
