//! Nothing is broken: a constant load for long, at a share of what was measured as the most. Memory and the times of
//! answers are to stay as they are.

// Counts and bytes here are far below the 2^52 up to which a float counts exactly.
#![allow(clippy::cast_precision_loss)]

use std::path::Path;
use std::time::{Duration, Instant};

use contactable_harness::Failure;
use contactable_harness::process::memory;
use tempfile::TempDir;

use super::over::set;
use crate::load::{Asking, Pulse};
use crate::options::Options;
use crate::stage::Stage;
use crate::told::Tally;

/// How long the most is measured, after as long a time of warming up.
const MEASURING: Duration = Duration::from_secs(20);
/// How often a line is told.
const MINUTE: Duration = Duration::from_mins(1);
/// By how much the last minutes may be above the first.
const MEMORY_GROWTH: f64 = 1.2;
const TIME_GROWTH: f64 = 1.5;

/// What one minute was like.
#[derive(Clone, Copy)]
struct Minute {
    requests: usize,
    p50: Duration,
    p99: Duration,
    memory: u64,
    file: u64,
}

pub fn run(options: &Options, seed: u64) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let (mut stage, _postgres) = set(options, folder.path().to_owned(), seed)?;
    let before = stage.database.changes()?;
    let mut tally = Tally::default();
    let most = measure(&mut stage, &mut tally)?;
    let wanted = most * options.load;
    println!("soak: {most:.0} a second at most; {wanted:.0} a second from now on");
    let pace = Duration::from_secs_f64(options.clients as f64 / wanted);
    let mut minutes = Vec::new();
    for number in 1..=options.minutes {
        let minute = soak(&mut stage, pace, MINUTE, &mut tally)?;
        let minute = Minute {
            file: size(folder.path())?,
            ..minute
        };
        println!("soak: minute {number}: {}", line(minute));
        minutes.push(minute);
    }
    stage.close()?;
    let changes = stage.database.changes()? - before;
    if i64::try_from(tally.acknowledged).ok() != Some(changes) {
        return Err(format!(
            "{} were acknowledged, {changes} were made",
            tally.acknowledged
        )
        .into());
    }
    println!("soak: {tally}");
    steady(&minutes)
}

/// How many a second are acknowledged when everybody asks as fast as they can.
fn measure(stage: &mut Stage, tally: &mut Tally) -> Result<f64, Failure> {
    soak(stage, Duration::ZERO, MEASURING, tally)?;
    let minute = soak(stage, Duration::ZERO, MEASURING, tally)?;
    Ok(minute.requests as f64 / MEASURING.as_secs_f64())
}

/// A load for so long, each client with one request in so much time.
fn soak(
    stage: &mut Stage,
    pace: Duration,
    span: Duration,
    tally: &mut Tally,
) -> Result<Minute, Failure> {
    let asking = stage.ask(Some(pace))?;
    let unanswered = asking.pulse().unanswered();
    let began = Instant::now();
    while began.elapsed() < span {
        std::thread::sleep(Duration::from_millis(50));
        nobody_waits(&asking, unanswered)?;
    }
    let memory = memory(stage.server(0)?.id())?;
    stage.stop(asking)?;
    stage.settle(0)?;
    let now = Tally::of(&stage.forget());
    if now.refused + now.open > 0 {
        return Err(format!("not everything was acknowledged: {now}").into());
    }
    *tally = tally.and(now);
    let mut took = stage.took();
    took.sort_unstable();
    let at =
        |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1)));
    Ok(Minute {
        requests: took.len(),
        p50: at(50).copied().unwrap_or_default(),
        p99: at(99).copied().unwrap_or_default(),
        memory,
        file: 0,
    })
}

fn nobody_waits(asking: &Asking, before: u64) -> Result<(), Failure> {
    match Pulse::unanswered(asking.pulse()) - before {
        0 => Ok(()),
        count => Err(format!("{count} requests were not answered, and nothing was broken").into()),
    }
}

fn line(minute: Minute) -> String {
    let megabytes = |bytes: u64| bytes / 1_000_000;
    format!(
        "{} requests, p50 {:.1?}, p99 {:.1?}, {} MB of memory, {} MB of files",
        minute.requests,
        minute.p50,
        minute.p99,
        megabytes(minute.memory),
        megabytes(minute.file)
    )
}

/// Holds the last quarter against the second, since the first fills caches.
fn steady(minutes: &[Minute]) -> Result<(), Failure> {
    let quarter = minutes.len() / 4;
    if quarter == 0 {
        println!("soak: too short to tell growth");
        return Ok(());
    }
    let (early, late) = (
        &minutes[quarter..2 * quarter],
        &minutes[minutes.len() - quarter..],
    );
    let grown = |of: fn(&Minute) -> f64| mean(late, of) / mean(early, of);
    let memory = grown(|minute| minute.memory as f64);
    let time = grown(|minute| minute.p99.as_secs_f64());
    println!(
        "soak: the last quarter beside the second: memory times {memory:.2}, p99 times {time:.2}"
    );
    if memory > MEMORY_GROWTH || time > TIME_GROWTH {
        return Err("it does not stay as it is".into());
    }
    Ok(())
}

fn mean(minutes: &[Minute], of: fn(&Minute) -> f64) -> f64 {
    minutes.iter().map(of).sum::<f64>() / minutes.len() as f64
}

/// All files of a folder together.
fn size(folder: &Path) -> Result<u64, Failure> {
    let mut size = 0;
    for file in std::fs::read_dir(folder)? {
        size += file?.metadata()?.len();
    }
    Ok(size)
}
