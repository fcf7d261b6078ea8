//! Consumers of events: a webhook that takes what comes, and a NATS whose stream is read.

pub mod nats;
pub mod webhook;

use std::time::{Duration, Instant};

use contactable_harness::Failure;
use uuid::Uuid;

use crate::held::{Database, Held};

/// How long the last events may be on their way: whoever was to deliver them may have died over it.
const PATIENCE: Duration = Duration::from_mins(2);

/// How the service is told of a consumer that is to have everything, and to have soon what somebody who died was to
/// deliver.
pub fn setting(kind: &str, more: &str) -> String {
    format!(
        "[relay]\nlease_seconds = 1\npoll_ms = 100\n\n[[sinks]]\nname = \"faults\"\nkind = \"{kind}\"\n\
         start = \"beginning\"\n{more}\n"
    )
}

/// Waits until a consumer has every event that is kept, and gives both: what is kept then, and the ids of the events
/// that came, in their order. After a patient while it gives what there is.
///
/// # Errors
/// Either cannot be read.
pub fn settled(
    database: &Database,
    mut came: impl FnMut() -> Result<Vec<Uuid>, Failure>,
) -> Result<(Held, Vec<Uuid>), Failure> {
    let began = Instant::now();
    loop {
        let held = database.read()?;
        let there = came()?;
        let seen: std::collections::HashSet<&Uuid> = there.iter().collect();
        let is_whole = held.events.iter().all(|event| seen.contains(&event.id));
        if is_whole || began.elapsed() > PATIENCE {
            return Ok((held, there));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
