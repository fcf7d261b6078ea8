//! Telling, as time passes, which details begin and stop to be valid.

use std::time::Duration;

use contactable_service::ContactDetails;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

/// How often to look: turns fall on midnights in London, and nobody should hear of them much later.
const EVERY: Duration = Duration::from_mins(1);

/// Looks at once and then every minute, for as long as it is polled.
pub async fn sweep_forever(use_cases: ContactDetails) {
    let mut ticks = interval(EVERY);
    // A round that took long is not made up for by several at once.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        // On its own, so that a round that panics is not the last one; given up with this when it is stopped.
        let mut round = JoinSet::new();
        let use_cases = use_cases.clone();
        round.spawn(async move { sweep(&use_cases).await });
        if let Some(Err(_)) = round.join_next().await {
            // What it said may hold a value; the place in the code was logged when it panicked.
            tracing::error!("looking for details that turned had panicked");
        }
    }
}

/// One round. A failure is logged and left to the next one, which finds what this one did not tell.
pub async fn sweep(use_cases: &ContactDetails) {
    match use_cases.tell_turns().await {
        Ok(0) => {}
        Ok(turns) => tracing::info!(turns, "details that began or stopped to be valid were told"),
        Err(error) => tracing::error!(%error, "details that turned could not be told"),
    }
}
