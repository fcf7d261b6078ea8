//! Order: what was acknowledged before something else was sent comes before it, among the events of a target and in
//! the trail; and the version told of a Patient counts the changes up to then.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::Case;
use crate::held::Event;
use crate::told::{Fate, Wanted};

pub fn check(case: &Case<'_>) -> Vec<String> {
    let spans = Spans::of(case);
    let mut found = Vec::new();
    let mut by_target: HashMap<Uuid, Vec<&Event>> = HashMap::new();
    for event in &case.held.events {
        by_target.entry(event.target).or_default().push(event);
    }
    for (target, events) in &mut by_target {
        events.sort_by_key(|event| (event.place, event.id));
        if !spans.are_in_order(events.iter().map(|event| event.correlation)) {
            found.push(format!(
                "the events of {target} are not in the order in which they happened"
            ));
        }
        if !versions_rise(events) {
            found.push(format!(
                "the events of {target} do not follow their records' versions"
            ));
        }
    }
    streams(case, &spans, &mut found);
    patients(case, &by_target, &mut found);
    found
}

/// Within a record, versions come one after the other.
fn versions_rise(events: &[&Event]) -> bool {
    let mut last: HashMap<(Uuid, &str), i64> = HashMap::new();
    events
        .iter()
        .filter(|event| event.is_of_record() || event.is_of_wishes())
        .all(|event| {
            let known = last.entry((event.record, event.area.as_str())).or_default();
            let follows = event.version == *known + 1;
            *known = event.version;
            follows
        })
}

fn streams(case: &Case<'_>, spans: &Spans, found: &mut Vec<String>) {
    let mut streams: HashMap<_, Vec<(i64, Uuid)>> = HashMap::new();
    for entry in case.held.trail.iter().filter(|entry| entry.is_of_change()) {
        let place = (entry.number, entry.correlation);
        streams
            .entry((entry.stream, entry.target))
            .or_default()
            .push(place);
    }
    for ((stream, _), places) in &mut streams {
        places.sort_unstable();
        if !spans.are_in_order(places.iter().map(|(_, correlation)| *correlation)) {
            found.push(format!(
                "stream {stream} of the trail is not in the order in which things happened"
            ));
        }
    }
}

/// A Patient's version is the target's, and each change raises it by one.
fn patients(case: &Case<'_>, by_target: &HashMap<Uuid, Vec<&Event>>, found: &mut Vec<String>) {
    for request in case
        .told
        .iter()
        .filter(|request| request.wanted == Wanted::Patch)
    {
        let told = request
            .attempts
            .iter()
            .find_map(|attempt| match attempt.fate {
                Fate::Acknowledged { version, .. } => version,
                _ => None,
            });
        let Some(told) = told else {
            continue;
        };
        let made: HashSet<Uuid> = request
            .attempts
            .iter()
            .map(|attempt| attempt.correlation)
            .collect();
        let mut version = case
            .before
            .versions
            .get(&request.target)
            .copied()
            .unwrap_or_default();
        let mut last = None;
        for event in by_target.get(&request.target).into_iter().flatten() {
            if case.before.correlations.contains(&event.correlation) {
                continue;
            }
            version += i64::from(last != Some(event.correlation));
            last = Some(event.correlation);
            if made.contains(&event.correlation) {
                break;
            }
        }
        if i64::try_from(told).ok() != Some(version) {
            found.push(format!(
                "Patient {} was told version {told} after change {version}",
                request.target
            ));
        }
    }
}

/// When each try was sent, and when its request was first known to be done.
pub struct Spans(HashMap<Uuid, (u64, u64)>);

impl Spans {
    fn of(case: &Case<'_>) -> Self {
        Self::told(case.told)
    }

    /// Those of all requests.
    pub fn told(told: &[crate::told::Request]) -> Self {
        let each = told.iter().flat_map(|request| {
            let done = request.acknowledged_at().unwrap_or(u64::MAX);
            request
                .attempts
                .iter()
                .map(move |attempt| (attempt.correlation, (attempt.sent, done)))
        });
        Self(each.collect())
    }

    /// Whether nothing comes after what was sent only once it was done.
    pub fn are_in_order(&self, correlations: impl Iterator<Item = Uuid>) -> bool {
        let mut latest = 0;
        correlations
            .filter_map(|correlation| self.0.get(&correlation))
            .all(|(sent, done)| {
                let follows = *done >= latest;
                latest = latest.max(*sent);
                follows
            })
    }
}
