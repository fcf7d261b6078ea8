use clap::{Args, Subcommand};
use contactable_service::relay::Replaying;
use serde_json::json;

use super::replay::told;
use crate::commands::operator::SinkPlace;
use crate::commands::say;
use crate::failure::Failure;

/// What to do with them.
#[derive(Subcommand)]
pub enum Work {
    /// Print them, one a line, without what records say.
    List(Arguments),
    /// Tell them again. Those that are taken are dead letters no more.
    Replay(Arguments),
}

/// Of which sink.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: SinkPlace,
}

/// Runs the command.
pub async fn run(work: &Work) -> Result<(), Failure> {
    match work {
        Work::List(arguments) => list(arguments).await,
        Work::Replay(arguments) => {
            let (operator, sink) = arguments.place.open().await?;
            let what = Replaying::DeadLetters;
            let replaying = operator
                .use_cases
                .replay_events(operator.caller(), &sink, what);
            told(&replaying.await?)
        }
    }
}

async fn list(arguments: &Arguments) -> Result<(), Failure> {
    let (operator, sink) = arguments.place.open().await?;
    let letters = operator
        .use_cases
        .list_dead_letters(operator.caller(), sink.name);
    for (letter, event) in letters.await? {
        let line = json!({
            "shard": letter.place.shard,
            "number": letter.place.number,
            "event": event.id.to_string(),
            "target": event.target.to_string(),
            "failedAt": letter.at.to_string(),
            "attempts": letter.attempts,
            "why": letter.why,
        });
        say(&line.to_string());
    }
    Ok(())
}
