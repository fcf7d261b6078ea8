//! The checker itself: what clients left behind agrees, and stops to agree by whichever row is broken.

use std::time::Duration;

use contactable_harness::Failure;
use tempfile::TempDir;

use super::over::set;
use crate::check::agreed;
use crate::check::breakage::{BREAKAGES, unseen};
use crate::options::Options;
use crate::told::{Request, Wanted};

/// How long clients ask at a time, and how many times at most until they have done enough of everything.
const LOAD: Duration = Duration::from_secs(1);
const MOST_LOADS: usize = 60;
/// How often each thing has to have been done.
const EACH: usize = 3;
/// How often each row is broken.
const TIMES: usize = 3;

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let (mut stage, _postgres) = set(options, folder.path().to_owned(), seed)?;
    let mut loads = 0;
    while !is_enough(&stage.told()) {
        loads += 1;
        if loads > MOST_LOADS {
            return Err("clients did not come to do everything".into());
        }
        let asking = stage.ask(None)?;
        std::thread::sleep(LOAD);
        stage.stop(asking)?;
        stage.settle(0)?;
    }
    let (tally, held) = stage.check(10)?;
    stage.close()?;
    let (told, before) = (stage.told(), stage.before().clone());
    for _ in 0..TIMES {
        agreed(&unseen(&told, &held, &before, stage.random()))?;
    }
    println!(
        "checker: {} breakages, {TIMES} times each, all found among {tally}",
        BREAKAGES.len()
    );
    Ok(())
}

/// Whether there is something of every kind to be broken.
fn is_enough(told: &[Request]) -> bool {
    Wanted::ALL.into_iter().all(|wanted| {
        let done = told
            .iter()
            .filter(|request| request.wanted == wanted && request.is_acknowledged());
        done.count() >= EACH
    })
}
