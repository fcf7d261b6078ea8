//! Sinks: every event came at least once, those of a target in order, and none came that is not kept.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use crate::held::{Event, Held};

/// What a sink was given, in the order in which it came: the ids of events.
pub fn check(held: &Held, came: &[Uuid]) -> Vec<String> {
    let mut found = Vec::new();
    let kept: HashMap<Uuid, &Event> = held.events.iter().map(|event| (event.id, event)).collect();
    let mut seen = HashSet::new();
    let mut last: HashMap<Uuid, &Event> = HashMap::new();
    for id in came {
        let Some(event) = kept.get(id) else {
            found.push(format!("the sink was given event {id}, which is not kept"));
            continue;
        };
        // What comes again is looked at where it came first.
        if seen.insert(*id)
            && let Some(before) = last.insert(event.target, event)
            && (event.place, event.id) < (before.place, before.id)
        {
            found.push(format!(
                "the sink was given event {id} after one that followed it"
            ));
        }
    }
    for event in held.events.iter().filter(|event| !seen.contains(&event.id)) {
        found.push(format!("the sink was never given event {}", event.id));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::story;

    #[test]
    fn a_sink_may_be_given_something_again_and_nothing_else() {
        let (_, held, _) = story();
        let mut events: Vec<&Event> = held.events.iter().collect();
        events.sort_by_key(|event| (event.place, event.id));
        let came: Vec<Uuid> = events.iter().map(|event| event.id).collect();
        assert_eq!(check(&held, &came), Vec::<String>::new());
        let again = [&came[..2], &came].concat();
        assert_eq!(check(&held, &again), Vec::<String>::new());
        let missing = &came[1..];
        let swapped = [&[came[0], came[2], came[1]], &came[3..]].concat();
        let made_up = [&came, &[Uuid::max()][..]].concat();
        for wrong in [missing, &swapped, &made_up] {
            assert_eq!(check(&held, wrong).len(), 1, "{wrong:?}");
        }
    }
}
