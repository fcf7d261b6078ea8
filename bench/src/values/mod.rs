//! What reading a value costs by itself, on one thread, beside the least that it could cost. Each thing and
//! its floor are measured in turn, in windows so short that most are not disturbed; medians leave out the
//! others.

mod inputs;
mod options;
mod report;
mod tasks;

use std::time::{Duration, Instant};

pub use options::Options;

use crate::Failure;
use crate::figures::median;
use tasks::{Task, Work};

/// How long each window is.
const WINDOW: Duration = Duration::from_millis(40);

/// What one task took.
struct Measured {
    task: Task,
    /// Nanoseconds for one value, the median of the rounds.
    ours: f64,
    /// The same of the floor, and the median of the rounds' own ratios to it.
    floor: Option<(f64, f64)>,
}

/// Measures and tells.
///
/// # Errors
/// A value is not read as it should be, or the report cannot be written.
pub fn run(options: &Options) -> Result<(), Failure> {
    println!("Reading values, one thread");
    let mut measured = Vec::new();
    for task in tasks::all()? {
        let figures = measure(task, options.rounds);
        println!("{}: {:.0} ns", figures.task.name, figures.ours);
        measured.push(figures);
    }
    let text = report::text(&crate::machine::host(), options.rounds, &measured);
    println!("\n{text}");
    if let Some(file) = &options.write {
        report::write(file, &text)?;
        println!("Written to {}", file.display());
    }
    Ok(())
}

fn measure(mut task: Task, rounds: usize) -> Measured {
    // What is made when it is first used is made before time is taken.
    window(&mut task.ours);
    let (mut ours, mut floors, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let time = window(&mut task.ours);
        ours.push(time);
        if let Some(floor) = &mut task.floor {
            let least = window(&mut floor.work);
            floors.push(least);
            ratios.push(time / least);
        }
    }
    Measured {
        ours: median(ours),
        floor: task
            .floor
            .is_some()
            .then(|| (median(floors), median(ratios))),
        task,
    }
}

/// Does the work over and over, and gives the nanoseconds for one value.
fn window(work: &mut Work) -> f64 {
    let begun = Instant::now();
    let mut count = 0.0;
    while begun.elapsed() < WINDOW {
        (work.all)();
        count += work.count;
    }
    begun.elapsed().as_secs_f64() * 1e9 / count
}
