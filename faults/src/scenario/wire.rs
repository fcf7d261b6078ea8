//! The way between the service and PostgreSQL is cut: just before the database is told to commit, just after, and at
//! random moments.

use std::time::{Duration, Instant};

use contactable_harness::Failure;
use tempfile::TempDir;

use super::over::over_postgres;
use crate::load::Pulse;
use crate::options::Options;
use crate::private::Private;
use crate::proxy::{Cut, Proxy};
use crate::stage::Stage;
use crate::told::Tally;

const ROUNDS: usize = 20;
/// How many commits are cut in each round.
const CUTS: u64 = 8;
/// How many records are asked for in each round.
const SAMPLE: usize = 10;
/// How many acknowledgements there are to be after.
const BEAT: u64 = 10;
/// One client in so many never asks again.
const ABANDONING: u64 = 4;
/// How long a commit may be waited for.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let mut postgres = Private::start()?;
    let proxy = Proxy::to_database(postgres.address())?;
    let path = folder.path().to_owned();
    let way = (&mut postgres, proxy.address());
    let mut stage = Stage::set(over_postgres(options, path, seed, way)?)?;
    let rounds = options.rounds.unwrap_or(ROUNDS);
    let began = Instant::now();
    for round in 0..rounds {
        cut_often(&mut stage, &proxy).map_err(|failure| format!("round {round}: {failure}"))?;
    }
    stage.close()?;
    let (took, tally) = (began.elapsed(), Tally::of(&stage.told()));
    println!(
        "wire: {} of {} commits cut, and everything {rounds} times, in {took:.0?}: {tally}",
        proxy.cuts(),
        proxy.commits()
    );
    Ok(())
}

fn cut_often(stage: &mut Stage, proxy: &Proxy) -> Result<(), Failure> {
    let asking = stage.ask(None)?;
    for _ in 0..CUTS {
        let random = stage.random();
        let cut = if random.below(2) == 0 {
            Cut::Before
        } else {
            Cut::After
        };
        let after = Duration::from_millis(random.below(30));
        std::thread::sleep(after);
        let known = proxy.cuts();
        proxy.cut_commit(cut);
        let began = Instant::now();
        while proxy.cuts() == known {
            if began.elapsed() > PATIENCE {
                return Err("no commit went by".into());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    std::thread::sleep(Duration::from_millis(stage.random().below(100)));
    proxy.cut_all();
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "the way is open again")?;
    stage.stop(asking)?;
    stage.settle(ABANDONING)?;
    stage.check(SAMPLE).map(drop)
}
