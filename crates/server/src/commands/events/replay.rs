use clap::Args;
use contactable_domain::event::LogPlace;
use contactable_domain::ids::SHARDS;
use contactable_service::relay::{Replayed, Replaying};

use super::{instant, target};
use crate::commands::operator::SinkPlace;
use crate::commands::say;
use crate::failure::Failure;

/// What is to be told again, and to whom.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: SinkPlace,
    #[command(flatten)]
    what: What,
    /// With --from-number: the shard that has the number, 0 to 63.
    #[arg(long, requires = "from_number")]
    shard: Option<u8>,
}

/// Just one of these.
#[derive(Args)]
#[group(required = true, multiple = false)]
struct What {
    /// Whatever was moved into the log at this instant or later.
    #[arg(long, value_name = "INSTANT")]
    from_time: Option<String>,
    /// Whatever is in a shard of the log from this number on.
    #[arg(long, value_name = "NUMBER", requires = "shard")]
    from_number: Option<u64>,
    /// Everything about a target.
    #[arg(long, value_name = "ID")]
    target: Option<String>,
}

/// Runs the command.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let what = wanted(arguments)?;
    let (operator, sink) = arguments.place.open().await?;
    let replaying = operator
        .use_cases
        .replay_events(operator.caller(), &sink, what);
    told(&replaying.await?)
}

fn wanted(arguments: &Arguments) -> Result<Replaying, Failure> {
    if let Some(text) = &arguments.what.from_time {
        return Ok(Replaying::Since(instant("--from-time", text)?));
    }
    if let Some(id) = &arguments.what.target {
        return Ok(Replaying::Of(target(id)?));
    }
    let shard = arguments.shard.filter(|shard| *shard < SHARDS);
    let shard = shard.ok_or_else(|| Failure::Given {
        option: "--shard",
        told: "give 0 to 63".to_owned(),
    })?;
    let number = arguments.what.from_number.unwrap_or_default();
    Ok(Replaying::After(LogPlace {
        shard,
        number: number.saturating_sub(1),
    }))
}

/// Says what came of it; stopping before the end is a failure.
pub(super) fn told(done: &Replayed) -> Result<(), Failure> {
    say(&format!(
        "{} delivered, {} refused",
        done.delivered, done.refused
    ));
    match &done.trouble {
        None => Ok(()),
        Some((place, why)) => Err(Failure::Replay {
            shard: place.shard,
            number: place.number,
            why: why.clone(),
        }),
    }
}
