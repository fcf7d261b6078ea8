//! The one checker: what clients were told, held against what the service keeps. Each file has the rules about one
//! part; every rule says what it found in a line.

mod audit;
pub mod breakage;
mod events;
mod order;
mod records;
mod requests;
pub mod shown;
pub mod sink;
#[cfg(test)]
pub mod tests;

use std::collections::{HashMap, HashSet};

use contactable_harness::Failure;
use uuid::Uuid;

use crate::held::{Entry, Event, Held};
use crate::told::Request;

/// How many findings are shown; one fault makes many.
const SHOWN: usize = 20;

/// What stood there before the first client asked. It is held against the rules too, but nobody was told of it.
#[derive(Clone, Default)]
pub struct Before {
    correlations: HashSet<Uuid>,
    versions: HashMap<Uuid, i64>,
}

impl Before {
    /// Everything that is there now.
    pub fn of(held: &Held) -> Self {
        let entries = held.trail.iter().map(|entry| entry.correlation);
        let events = held.events.iter().map(|event| event.correlation);
        Self {
            correlations: entries.chain(events).collect(),
            versions: held
                .targets
                .iter()
                .map(|target| (target.target, target.version))
                .collect(),
        }
    }
}

/// What is held together, with what is looked up again and again.
struct Case<'a> {
    told: &'a [Request],
    held: &'a Held,
    before: &'a Before,
    /// The events of each request, in the order in which they happened.
    events: HashMap<Uuid, Vec<&'a Event>>,
    /// The entries of each request.
    entries: HashMap<Uuid, Vec<&'a Entry>>,
}

/// Everything that does not agree; nothing when all is well.
pub fn check(told: &[Request], held: &Held, before: &Before) -> Vec<String> {
    let mut case = Case {
        told,
        held,
        before,
        events: HashMap::new(),
        entries: HashMap::new(),
    };
    for event in &held.events {
        case.events
            .entry(event.correlation)
            .or_default()
            .push(event);
    }
    for entry in &held.trail {
        case.entries
            .entry(entry.correlation)
            .or_default()
            .push(entry);
    }
    let mut found = records::check(held);
    found.extend(events::check(&case));
    found.extend(audit::check(&case));
    found.extend(requests::check(&case));
    found.extend(order::check(&case));
    found
}

/// That nothing was found.
///
/// # Errors
/// Something was; tells the first of it.
pub fn agreed(found: &[String]) -> Result<(), Failure> {
    if found.is_empty() {
        return Ok(());
    }
    let some = found.iter().take(SHOWN).map(|line| format!("\n  {line}"));
    Err(format!(
        "the checker found {} faults:{}",
        found.len(),
        some.collect::<String>()
    )
    .into())
}

/// What occurs more than once.
fn repeated<T: std::hash::Hash + Eq + Clone>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    all.filter(|one| !seen.insert(one.clone())).collect()
}
