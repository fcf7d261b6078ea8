//! NATS is killed, slow, and cut off between a message and its acknowledgement, while clients ask: its stream has every
//! event once, those of a target in order.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use contactable_harness::Failure;
use tempfile::TempDir;

use super::over::over_file;
use crate::check::agreed;
use crate::check::sink;
use crate::load::Pulse;
use crate::options::Options;
use crate::proxy::Proxy;
use crate::sinks::nats::Nats;
use crate::sinks::settled;
use crate::stage::Stage;
use crate::told::Tally;

const ROUNDS: usize = 3;
/// How many acknowledgements there are to be under each trouble: clients never wait for a sink.
const BEAT: u64 = 50;
/// How much longer what NATS answers takes.
const SLOWNESS: Duration = Duration::from_millis(300);
/// How often it is cut off in a round.
const CUTS: u64 = 5;
/// How long all those cuts may take: whoever was cut off waits a little longer each time before they try again.
const PATIENCE: Duration = Duration::from_mins(2);

/// What happens to NATS.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Trouble {
    Killed,
    Slow,
    CutOff,
}

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let mut nats = Nats::start(folder.path())?;
    let proxy = Proxy::to_nats(nats.address())?;
    let mut plan = over_file(options, folder.path().to_owned(), seed)?;
    plan.more = Nats::setting(proxy.address());
    // One consumer is enough, and there is one table of settings.
    plan.webhook = None;
    let mut stage = Stage::set(plan)?;
    let rounds = options.rounds.unwrap_or(ROUNDS);
    let (began, troubles) = (
        Instant::now(),
        [Trouble::Killed, Trouble::Slow, Trouble::CutOff],
    );
    for (round, trouble) in troubles.into_iter().cycle().take(rounds).enumerate() {
        let outcome = trouble_once(&mut stage, &mut nats, &proxy, trouble);
        outcome.map_err(|failure| format!("round {round}, {trouble:?}: {failure}"))?;
    }
    stage.close()?;
    let (took, tally) = (began.elapsed(), Tally::of(&stage.told()));
    println!(
        "nats: in trouble {rounds} times in {took:.0?}: {tally}; {} of {} messages were sent again",
        proxy.published_again(),
        proxy.published()
    );
    Ok(())
}

/// Cuts between messages and their acknowledgements, which are slow to come back, until some were sent again.
fn cut_often(stage: &mut Stage, proxy: &Proxy) -> Result<(), Failure> {
    proxy.slow_down(SLOWNESS);
    let (began, before) = (Instant::now(), proxy.published_again());
    let mut cuts = 0;
    while cuts < CUTS || proxy.published_again() == before {
        let known = proxy.published();
        while proxy.published() == known {
            if began.elapsed() > PATIENCE {
                let again = proxy.published_again() - before;
                return Err(format!("{cuts} cuts, and {again} messages were sent again").into());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        // Less than an acknowledgement takes.
        std::thread::sleep(Duration::from_millis(stage.random().below(100)));
        proxy.cut_all();
        cuts += 1;
    }
    Ok(())
}

fn trouble_once(
    stage: &mut Stage,
    nats: &mut Nats,
    proxy: &Proxy,
    trouble: Trouble,
) -> Result<(), Failure> {
    let asking = stage.ask(None)?;
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT / 5, "something is acknowledged")?;
    match trouble {
        Trouble::Killed => nats.kill()?,
        Trouble::Slow => proxy.slow_down(SLOWNESS),
        Trouble::CutOff => cut_often(stage, proxy)?,
    }
    asking
        .pulse()
        .wait_for(Pulse::acknowledged, BEAT, "clients go on without NATS")?;
    if trouble == Trouble::Killed {
        nats.start_again()?;
    }
    proxy.slow_down(Duration::ZERO);
    stage.stop(asking)?;
    stage.settle(0)?;
    stage.check(10)?;
    let (held, came) = settled(&stage.database, || nats.events())?;
    let mut found = sink::check(&held, &came);
    let once: HashSet<_> = came.iter().collect();
    if once.len() < came.len() {
        found.push(format!(
            "{} messages are in the stream more than once",
            came.len() - once.len()
        ));
    }
    agreed(&found)
}
