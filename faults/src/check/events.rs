//! Events: one for each change, none without, each told under a number of its own; and the version of a target, which
//! counts its changes.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::{Case, repeated};
use crate::held::{Event, Key, Place, Version};

pub fn check(case: &Case<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for id in repeated(case.held.events.iter().map(|event| event.id)) {
        found.push(format!("event {id} is there twice"));
    }
    records(case, &mut found);
    wishes(case, &mut found);
    grants(case, &mut found);
    targets(case, &mut found);
    log(case, &mut found);
    found
}

/// Each version of a record has one event, which says what the version says.
fn records(case: &Case<'_>, found: &mut Vec<String>) {
    let mut told: HashMap<(Key, i64), Vec<&Event>> = HashMap::new();
    for event in case.held.events.iter().filter(|event| event.is_of_record()) {
        told.entry((event.key(), event.version))
            .or_default()
            .push(event);
    }
    let ended: HashSet<(Key, i64)> = case
        .held
        .versions
        .iter()
        .filter(|version| version.is_ended)
        .map(|version| (version.key(), version.version))
        .collect();
    for version in &case.held.versions {
        let (record, number) = (version.record, version.version);
        match told.remove(&(version.key(), number)).as_deref() {
            None => found.push(format!("version {number} of record {record} has no event")),
            Some([event]) => {
                let was_ended = ended.contains(&(version.key(), number - 1));
                if !tells(event, version, was_ended) {
                    found.push(format!(
                        "event {} tells otherwise than version {number} of record {record}",
                        event.id
                    ));
                }
            }
            Some(_) => found.push(format!(
                "version {number} of record {record} has several events"
            )),
        }
    }
    for ((key, number), _) in told {
        found.push(format!(
            "an event tells of version {number} of record {}, which is not there",
            key.record
        ));
    }
}

fn tells(event: &Event, version: &Version, was_ended: bool) -> bool {
    let (kind, says) = match version.version {
        _ if version.is_ended && !was_ended => ("ContactDetailDeletedEvent", None),
        1 => ("ContactDetailAddedEvent", Some(version)),
        _ => ("ContactDetailEditedEvent", Some(version)),
    };
    let says = says.map(|version| (version.value.clone(), version.description.clone()));
    event.kind == kind && event.says == says
}

fn wishes(case: &Case<'_>, found: &mut Vec<String>) {
    let events = case.held.events.iter().filter(|event| event.is_of_wishes());
    let mut told: HashMap<_, usize> = HashMap::new();
    for event in events {
        *told
            .entry((event.target, event.area.as_str(), event.version))
            .or_default() += 1;
    }
    for wish in &case.held.wish_versions {
        let count = told
            .remove(&(wish.target, wish.area.as_str(), wish.version))
            .unwrap_or_default();
        if count != 1 {
            found.push(format!(
                "version {} of the wishes of {} has {count} events",
                wish.version, wish.target
            ));
        }
    }
    for (target, _, version) in told.into_keys() {
        found.push(format!(
            "an event tells of version {version} of the wishes of {target}, which is not there"
        ));
    }
}

/// Each grant and each withdrawal has one event; the trail says which.
fn grants(case: &Case<'_>, found: &mut Vec<String>) {
    let words = [
        ("ContactSharingGrantedEvent", "share"),
        ("ContactSharingWithdrawnEvent", "withdraw-sharing"),
    ];
    for (kind, action) in words {
        let entries = case
            .held
            .trail
            .iter()
            .filter(|entry| entry.action == action && entry.is_of_change());
        let mut asked: HashMap<Uuid, usize> = HashMap::new();
        for entry in entries {
            let events = case.events.get(&entry.correlation).into_iter().flatten();
            let count = events.filter(|event| event.kind == kind).count();
            *asked.entry(entry.grant.unwrap_or_default()).or_default() += count;
        }
        for grant in case
            .held
            .grants
            .iter()
            .filter(|grant| action == "share" || grant.is_withdrawn)
        {
            let count = asked.remove(&grant.grant).unwrap_or_default();
            if count != 1 {
                found.push(format!("grant {} has {count} events {kind}", grant.grant));
            }
        }
        for grant in asked.into_keys() {
            found.push(format!(
                "{kind} is told of grant {grant}, of which that is not true"
            ));
        }
    }
}

/// Each change raises its target's version by one.
fn targets(case: &Case<'_>, found: &mut Vec<String>) {
    let mut changes: HashMap<Uuid, HashSet<Uuid>> = HashMap::new();
    for event in &case.held.events {
        if !case.before.correlations.contains(&event.correlation) {
            changes
                .entry(event.target)
                .or_default()
                .insert(event.correlation);
        }
    }
    for target in &case.held.targets {
        let before = case
            .before
            .versions
            .get(&target.target)
            .copied()
            .unwrap_or_default();
        let count = changes
            .remove(&target.target)
            .map_or(0, |changes| changes.len());
        if i64::try_from(count).ok() != Some(target.version - before) {
            found.push(format!(
                "target {} came from version {before} to {} by {count} changes",
                target.target, target.version
            ));
        }
    }
    for target in changes.into_keys() {
        found.push(format!(
            "events tell of target {target}, which is not there"
        ));
    }
}

/// The log of a shard has one event under each number, from the first that is kept to the last.
fn log(case: &Case<'_>, found: &mut Vec<String>) {
    let mut numbers: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for event in &case.held.events {
        if let Place::Log(number) = event.place {
            numbers.entry(event.shard).or_default().push(number);
        }
    }
    for (shard, mut numbers) in numbers {
        numbers.sort_unstable();
        if numbers.windows(2).any(|pair| pair[0] + 1 != pair[1]) {
            found.push(format!("the log of shard {shard} has a gap or a double"));
        }
    }
}
