//! `contactable audit`: the trail, proved whole or taken out. Both are on record in the trail.

mod anchor;
mod export;
mod verify;

use clap::Subcommand;

use crate::failure::Failure;

/// What to do with the trail.
#[derive(Subcommand)]
pub enum Work {
    /// Prove that nothing in the trail was altered, taken out or put in.
    Verify(verify::Arguments),
    /// Print the entries about a target, or those about none.
    Export(export::Arguments),
}

/// Runs the command.
pub async fn run(work: &Work) -> Result<(), Failure> {
    match work {
        Work::Verify(arguments) => verify::run(arguments).await,
        Work::Export(arguments) => export::run(arguments).await,
    }
}
