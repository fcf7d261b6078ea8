//! `contactable events`: what is told to others, looked at and told again. Both are on record in the trail.

mod dead_letters;
mod replay;
mod tail;

use clap::Subcommand;
use contactable_domain::ids::TargetId;
use jiff::Timestamp;

use crate::failure::Failure;

/// What to do with events.
#[derive(Subcommand)]
pub enum Work {
    /// Print the events that are kept, one a line.
    Tail(tail::Arguments),
    /// Tell a sink again what is kept.
    Replay(replay::Arguments),
    /// What a sink could not be told.
    #[command(subcommand)]
    DeadLetters(dead_letters::Work),
}

/// Runs the command.
pub async fn run(work: &Work) -> Result<(), Failure> {
    match work {
        Work::Tail(arguments) => tail::run(arguments).await,
        Work::Replay(arguments) => replay::run(arguments).await,
        Work::DeadLetters(work) => dead_letters::run(work).await,
    }
}

/// An instant that was typed.
fn instant(option: &'static str, text: &str) -> Result<Timestamp, Failure> {
    text.trim().parse().map_err(|_| Failure::Given {
        option,
        told: "give an instant such as 2026-11-22T09:30:00Z".to_owned(),
    })
}

/// The id of a target that was typed.
fn target(text: &str) -> Result<TargetId, Failure> {
    TargetId::parse(text.trim()).ok_or_else(|| Failure::Given {
        option: "--target",
        told: "this is not an id; give a UUID that is not all zero".to_owned(),
    })
}
