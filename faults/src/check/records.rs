//! Records, wishes and what stands beside them, each by itself: versions without gaps, the last one being the current
//! one, one key, the right places, findable.

use std::collections::{HashMap, HashSet};

use super::repeated;
use crate::held::{Held, Key, Version, Wish};
use crate::service::PATIENTS_AREA;

pub fn check(held: &Held) -> Vec<String> {
    let mut found = Vec::new();
    versions(held, &mut found);
    wishes(held, &mut found);
    keys(held, &mut found);
    slots(held, &mut found);
    found
}

fn versions(held: &Held, found: &mut Vec<String>) {
    let mut history: HashMap<Key, Vec<&Version>> = HashMap::new();
    for version in &held.versions {
        history.entry(version.key()).or_default().push(version);
    }
    let current: HashMap<Key, &Version> = held
        .records
        .iter()
        .map(|record| (record.key(), record))
        .collect();
    for (key, versions) in &mut history {
        versions.sort_by_key(|version| version.version);
        let record = key.record;
        if !are_counted(versions.iter().map(|version| version.version)) {
            found.push(format!(
                "record {record} has a gap or a double among its versions"
            ));
        }
        if !versions.is_sorted_by_key(|version| version.recorded_at) {
            found.push(format!(
                "record {record} has versions that do not follow each other in time"
            ));
        }
        match (current.get(key), versions.last()) {
            (None, _) => found.push(format!("record {record} has versions and is not there")),
            (Some(current), Some(last)) if current != last => {
                found.push(format!("record {record} is not as its last version"));
            }
            _ => {}
        }
    }
    for key in current.keys().filter(|key| !history.contains_key(*key)) {
        found.push(format!("record {} has no version", key.record));
    }
    for key in repeated(held.records.iter().map(Version::key)) {
        found.push(format!("record {} is there twice", key.record));
    }
    for target in repeated(held.targets.iter().map(|target| target.target)) {
        found.push(format!("target {target} is there twice"));
    }
}

fn wishes(held: &Held, found: &mut Vec<String>) {
    let mut history: HashMap<_, Vec<&Wish>> = HashMap::new();
    for wish in &held.wish_versions {
        history
            .entry((wish.target, &wish.area))
            .or_default()
            .push(wish);
    }
    let current: HashMap<_, &Wish> = held
        .wishes
        .iter()
        .map(|wish| ((wish.target, &wish.area), wish))
        .collect();
    for (key, versions) in &mut history {
        versions.sort_by_key(|version| version.version);
        if !are_counted(versions.iter().map(|version| version.version)) {
            found.push(format!("the wishes of {} have a gap or a double", key.0));
        }
        if current.get(key) != versions.last() {
            found.push(format!(
                "the wishes of {} are not as their last version",
                key.0
            ));
        }
    }
    if current.len() != held.wishes.len() {
        found.push("some wishes are there twice".to_owned());
    }
    for key in current.keys().filter(|key| !history.contains_key(*key)) {
        found.push(format!("the wishes of {} have no version", key.0));
    }
    for grant in repeated(held.grants.iter().map(|grant| grant.grant)) {
        found.push(format!("grant {grant} is there twice"));
    }
}

fn keys(held: &Held, found: &mut Vec<String>) {
    let records: HashSet<Key> = held.records.iter().map(Version::key).collect();
    for (all, name) in [(&held.keys, "key"), (&held.indexed, "place in the index")] {
        let there: HashSet<&Key> = all.iter().collect();
        for record in records.iter().filter(|record| !there.contains(record)) {
            found.push(format!("record {} has no {name}", record.record));
        }
        for key in there.iter().filter(|key| !records.contains(*key)) {
            found.push(format!("a {name} has no record {}", key.record));
        }
        for key in repeated(all.iter()) {
            found.push(format!("record {} has a second {name}", key.record));
        }
    }
}

fn slots(held: &Held, found: &mut Vec<String>) {
    let live = held.records.iter().filter(|record| !record.is_ended);
    let live: HashMap<Key, &Version> = live.map(|record| (record.key(), record)).collect();
    let mut defaults = HashSet::new();
    for slot in &held.slots {
        let record = live.get(&slot.key);
        if record.is_none() {
            found.push(format!(
                "the place {} belongs to no live record {}",
                slot.name, slot.key.record
            ));
        }
        if slot.name.starts_with("default:") {
            defaults.insert(&slot.key);
        }
    }
    for (key, record) in &live {
        if record.is_default != defaults.contains(key) {
            found.push(format!(
                "record {} is a default without the place of one, or the reverse",
                key.record
            ));
        }
    }
    let placed: HashSet<&Key> = held
        .slots
        .iter()
        .filter(|slot| slot.name.starts_with("use:"))
        .map(|slot| &slot.key)
        .collect();
    for key in live
        .keys()
        .filter(|key| key.area == PATIENTS_AREA.to_lowercase() && !placed.contains(key))
    {
        found.push(format!(
            "record {} has not the place of its use",
            key.record
        ));
    }
    let seats = held
        .slots
        .iter()
        .map(|slot| (slot.key.target, &slot.key.area, &slot.name));
    for (target, _, name) in repeated(seats) {
        found.push(format!("two records of {target} have the place {name}"));
    }
}

/// Whether these are 1, 2, 3 and so on.
pub fn are_counted(numbers: impl Iterator<Item = i64>) -> bool {
    (1..)
        .zip(numbers)
        .all(|(expected, number)| expected == number)
}
