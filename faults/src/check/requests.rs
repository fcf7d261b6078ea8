//! Requests: what was acknowledged is there once, with what the client said, in the version it was told; what was
//! refused or never sent is not there; and nothing is there that nobody asked for.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::Case;
use crate::held::{Event, Grant, Key, Version};
use crate::told::{Attempt, Fate, Request, Wanted};

pub fn check(case: &Case<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let index = Index::of(case);
    for request in case.told {
        outcome(case, &index, request, &mut found);
    }
    carried_out(case, &mut found);
    let attempts = case.told.iter().flat_map(|request| &request.attempts);
    let asked: HashSet<Uuid> = attempts.map(|attempt| attempt.correlation).collect();
    for (correlation, events) in &case.events {
        let by_clock = |event: &&Event| {
            matches!(
                event.kind.as_str(),
                "ContactDetailStartedEvent" | "ContactDetailLapsedEvent"
            )
        };
        let is_known =
            asked.contains(correlation) || case.before.correlations.contains(correlation);
        if !is_known && !events.iter().all(by_clock) {
            found.push(format!(
                "nobody sent the request {correlation}, and it made events"
            ));
        }
    }
    found
}

/// Each change of a Patient is known by its request, so that it is not carried out again.
fn carried_out(case: &Case<'_>, found: &mut Vec<String>) {
    let mut known: HashMap<(Uuid, u64), usize> = HashMap::new();
    for done in &case.held.done {
        *known
            .entry((done.target, u64::try_from(done.version).unwrap_or_default()))
            .or_default() += 1;
    }
    let patches = case
        .told
        .iter()
        .filter(|request| request.wanted == Wanted::Patch);
    for request in patches.clone() {
        if let Some(version) = told_version(request)
            && known.get(&(request.target, version)) != Some(&1)
        {
            found.push(format!(
                "the change of {} to version {version} is not known once",
                request.target
            ));
        }
    }
    let attempts = patches.flat_map(|request| &request.attempts);
    let made = attempts
        .filter(|attempt| case.events.contains_key(&attempt.correlation))
        .count();
    if made != case.held.done.len() {
        found.push(format!(
            "{made} changes of Patients were made, {} are known",
            case.held.done.len()
        ));
    }
}

/// What is looked up for each request.
struct Index<'a> {
    versions: HashMap<(Key, i64), &'a Version>,
    wishes: HashMap<(Uuid, i64), Option<&'a str>>,
    grants: HashMap<Uuid, &'a Grant>,
}

impl<'a> Index<'a> {
    fn of(case: &Case<'a>) -> Self {
        let held = case.held;
        Self {
            versions: held
                .versions
                .iter()
                .map(|version| ((version.key(), version.version), version))
                .collect(),
            wishes: held
                .wish_versions
                .iter()
                .map(|wish| ((wish.target, wish.version), wish.times.as_deref()))
                .collect(),
            grants: held
                .grants
                .iter()
                .map(|grant| (grant.grant, grant))
                .collect(),
        }
    }
}

fn outcome(case: &Case<'_>, index: &Index<'_>, request: &Request, found: &mut Vec<String>) {
    let named = format!(
        "{:?} {} of {}",
        request.wanted, request.mark, request.target
    );
    let done: Vec<(&Attempt, &[&Event])> = request
        .attempts
        .iter()
        .filter_map(|attempt| Some((attempt, case.events.get(&attempt.correlation)?.as_slice())))
        .collect();
    for (attempt, _) in &done {
        match &attempt.fate {
            Fate::Unsent => found.push(format!("{named}: was never sent, and is there")),
            Fate::Refused { status, .. } => {
                found.push(format!("{named}: was refused ({status}), and is there"));
            }
            Fate::DoneBefore { .. } => found.push(format!("{named}: was not done, and is there")),
            Fate::Acknowledged { .. } | Fate::Unknown => {}
        }
    }
    for attempt in &request.attempts {
        if let Fate::Refused { status, why, .. } = &attempt.fate {
            found.push(format!(
                "{named}: was refused, which nothing gave reason to: {status} {why}"
            ));
        }
        // That a Patient's change came again is noted like a look, which a crash may lose.
        let is_noted =
            request.wanted == Wanted::Patch || case.entries.contains_key(&attempt.correlation);
        if matches!(attempt.fate, Fate::Acknowledged { .. }) && !is_noted {
            found.push(format!(
                "{named}: was acknowledged, and the trail does not know of it"
            ));
        }
    }
    match done.as_slice() {
        [] if request.is_acknowledged() => {
            found.push(format!("{named}: was acknowledged, and is not there"));
        }
        [(attempt, events)] => {
            if !says(index, request, events) {
                found.push(format!("{named}: is there otherwise than was asked"));
            }
            if let Some(told) = told_version(request)
                && !is_version(request, attempt, events, told)
            {
                found.push(format!(
                    "{named}: version {told} was told, and it is another"
                ));
            }
        }
        [] => {}
        several => found.push(format!("{named}: is there {} times", several.len())),
    }
}

/// The version that the client was told.
fn told_version(request: &Request) -> Option<u64> {
    request
        .attempts
        .iter()
        .find_map(|attempt| match attempt.fate {
            Fate::Acknowledged { version, .. } => version,
            _ => None,
        })
}

/// Whether the version told is the one that the request made. A repeat may be told of a later one: others may have
/// taken the default from the record meanwhile.
fn is_version(request: &Request, made: &Attempt, events: &[&Event], told: u64) -> bool {
    // Of a Patient the target's version is told, which `order` looks at.
    if request.wanted == Wanted::Patch {
        return true;
    }
    let of_subject = events.iter().find(|event| event.record == request.subject);
    let version = of_subject.and_then(|event| u64::try_from(event.version).ok());
    let is_repeat = !matches!(made.fate, Fate::Acknowledged { .. });
    version.is_some_and(|version| version == told || is_repeat && version < told)
}

/// Whether what the request said stands where it belongs.
fn says(index: &Index<'_>, request: &Request, events: &[&Event]) -> bool {
    let mark = request.mark.as_str();
    let about = |event: &&&Event| event.record == request.subject && event.target == request.target;
    let event = events.iter().find(about);
    let version = event.and_then(|event| index.versions.get(&(event.key(), event.version)));
    let valued = |version: &&&Version| {
        version
            .value
            .split_once('@')
            .is_some_and(|(name, _)| name == mark)
    };
    match request.wanted {
        Wanted::Create | Wanted::Replace => version.as_ref().is_some_and(valued),
        Wanted::Describe => {
            version.is_some_and(|version| version.description.as_deref() == Some(mark))
        }
        Wanted::Retire => version.is_some_and(|version| version.is_ended),
        Wanted::Wish => event.is_some_and(|event| {
            index.wishes.get(&(event.target, event.version)) == Some(&Some(mark))
        }),
        Wanted::Share => index
            .grants
            .get(&request.subject)
            .is_some_and(|grant| grant.wording == mark),
        Wanted::Unshare => index
            .grants
            .get(&request.subject)
            .is_some_and(|grant| grant.is_withdrawn && grant.reason.as_deref() == Some(mark)),
        Wanted::Patch => events.iter().any(|event| {
            index
                .versions
                .get(&(event.key(), event.version))
                .as_ref()
                .is_some_and(valued)
        }),
    }
}
