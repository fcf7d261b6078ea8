//! The trail: counted without gaps, and an entry for each thing that changed. That its chain holds is proved by
//! `contactable audit verify`.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::records::are_counted;
use super::{Case, repeated};
use crate::held::{Entry, Event};

pub fn check(case: &Case<'_>) -> Vec<String> {
    let mut found = Vec::new();
    streams(case, &mut found);
    for id in repeated(case.held.trail.iter().map(|entry| entry.id)) {
        found.push(format!("audit entry {id} is there twice"));
    }
    for (correlation, events) in &case.events {
        if !case.entries.contains_key(correlation) {
            found.push(format!(
                "the request {correlation} made {} events and no audit entry",
                events.len()
            ));
        }
    }
    for (correlation, entries) in &case.entries {
        let events = case
            .events
            .get(correlation)
            .map(Vec::as_slice)
            .unwrap_or_default();
        if !agree(entries, events) {
            let actions: Vec<&str> = entries.iter().map(|entry| entry.action.as_str()).collect();
            let kinds: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
            found.push(format!(
                "the request {correlation} left the entries {actions:?} and the events {kinds:?}"
            ));
        }
    }
    found
}

fn streams(case: &Case<'_>, found: &mut Vec<String>) {
    let mut numbers: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for entry in &case.held.trail {
        numbers.entry(entry.stream).or_default().push(entry.number);
    }
    let mut heads: BTreeMap<i64, i64> = BTreeMap::new();
    for head in &case.held.heads {
        if heads.insert(head.stream, head.number).is_some() {
            found.push(format!("stream {} of the trail has two heads", head.stream));
        }
    }
    for (stream, numbers) in &mut numbers {
        numbers.sort_unstable();
        if !are_counted(numbers.iter().copied()) {
            found.push(format!(
                "stream {stream} of the trail has a gap or a double"
            ));
        }
        if heads.remove(stream).as_ref() != numbers.last() {
            found.push(format!(
                "the head of stream {stream} of the trail is not its last entry"
            ));
        }
    }
    for stream in heads.into_keys() {
        found.push(format!(
            "stream {stream} of the trail has a head and no entry"
        ));
    }
}

/// What changed by the entries is what changed by the events.
fn agree(entries: &[&Entry], events: &[&Event]) -> bool {
    let changes = entries.iter().filter(|entry| entry.is_of_change());
    let single = changes.clone().filter(|entry| !entry.is_of_whole());
    // A person as a whole has one entry, and each of the records that changed has one. That a change came again is
    // noted as a look at the person, under the same action.
    let wholes: Vec<_> = changes
        .filter(|entry| entry.is_of_whole())
        .map(|entry| entry.target)
        .collect();
    let once = repeated(wholes.iter()).is_empty();
    let by_entries = sorted(single.map(|entry| (entry.target, entry.record)));
    let by_events = sorted(events.iter().map(|event| {
        let record = event.is_of_record().then_some(event.record);
        (Some(event.target), record)
    }));
    by_entries == by_events && once
}

fn sorted(
    all: impl Iterator<Item = (Option<Uuid>, Option<Uuid>)>,
) -> Vec<(Option<Uuid>, Option<Uuid>)> {
    let mut all: Vec<_> = all.collect();
    all.sort_unstable();
    all
}
