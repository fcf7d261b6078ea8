//! What is exchanged, altered, or otherwise not as it was told.

use contactable_harness::random::Random;

use super::{Breakage, at};
use crate::held::Event;
use crate::told::{Fate, Request, Wanted};

/// All of that.
pub const MORE: &[Breakage] = &[
    Breakage {
        name: "a target's version",
        apply: |_, held, random| at(&mut held.targets, random).map(|target| target.version += 1),
    },
    Breakage {
        name: "a record's value",
        apply: |_, held, random| at(&mut held.records, random).map(|record| record.value.push('x')),
    },
    Breakage {
        name: "a value in a history",
        apply: |_, held, random| {
            at(&mut held.versions, random).map(|version| version.value.push('x'))
        },
    },
    Breakage {
        name: "the number of a version",
        apply: |_, held, random| at(&mut held.versions, random).map(|version| version.version += 1),
    },
    Breakage {
        name: "a record that is live again",
        apply: |_, held, _| {
            held.records
                .iter_mut()
                .find(|record| record.is_ended)
                .map(|record| record.is_ended = false)
        },
    },
    Breakage {
        name: "whose a key is",
        apply: |_, held, random| {
            at(&mut held.keys, random).map(|key| key.target = uuid::Uuid::max())
        },
    },
    Breakage {
        name: "a wish",
        apply: |_, held, random| {
            at(&mut held.wish_versions, random).map(|wish| wish.times = Some("x".to_owned()))
        },
    },
    Breakage {
        name: "the wording of a grant",
        apply: |_, held, random| at(&mut held.grants, random).map(|grant| grant.wording.push('x')),
    },
    Breakage {
        name: "a grant that holds again",
        apply: |_, held, _| {
            held.grants
                .iter_mut()
                .find(|grant| grant.is_withdrawn)
                .map(|grant| grant.is_withdrawn = false)
        },
    },
    Breakage {
        name: "what an event says",
        apply: |_, held, _| {
            held.events
                .iter_mut()
                .find_map(|event| event.says.as_mut())
                .map(|says| says.0.push('x'))
        },
    },
    Breakage {
        name: "the kind of an event",
        apply: |_, held, random| at(&mut held.events, random).map(|event| event.kind.push('x')),
    },
    Breakage {
        name: "the version in an event",
        apply: |_, held, random| {
            let mut records: Vec<&mut Event> = held
                .events
                .iter_mut()
                .filter(|event| event.is_of_record())
                .collect();
            at(&mut records, random).map(|event| event.version += 1)
        },
    },
    Breakage {
        name: "whose an event is",
        apply: |_, held, random| {
            at(&mut held.events, random).map(|event| event.target = uuid::Uuid::max())
        },
    },
    Breakage {
        name: "events by another's request",
        apply: |told, held, random| {
            let (first, second) = after_each_other(told, random)?;
            exchange(
                &mut held.events,
                |event| &mut event.correlation,
                first,
                second,
            )
        },
    },
    Breakage {
        name: "the order of events",
        apply: |told, held, random| {
            let (first, second) = after_each_other(told, random)?;
            let place = |made: uuid::Uuid| {
                held.events
                    .iter()
                    .position(|event| event.correlation == made)
            };
            let (first, second) = (place(first)?, place(second)?);
            let (one, other) = (held.events[first].clone(), held.events[second].clone());
            (held.events[first].place, held.events[first].id) = (other.place, other.id);
            (held.events[second].place, held.events[second].id) = (one.place, one.id);
            Some(())
        },
    },
    Breakage {
        name: "the number of an entry",
        apply: |_, held, random| at(&mut held.trail, random).map(|entry| entry.number += 1),
    },
    Breakage {
        name: "the head of a stream",
        apply: |_, held, random| at(&mut held.heads, random).map(|head| head.number -= 1),
    },
    Breakage {
        name: "the order of entries",
        apply: |told, held, random| {
            let (first, second) = after_each_other(told, random)?;
            exchange(
                &mut held.trail,
                |entry| &mut entry.correlation,
                first,
                second,
            )
        },
    },
    Breakage {
        name: "an entry about another record",
        apply: |_, held, _| {
            let mut entries = held.trail.iter_mut().filter(|entry| entry.is_of_change());
            entries
                .find_map(|entry| entry.record.as_mut())
                .map(|record| *record = uuid::Uuid::max())
        },
    },
    Breakage {
        name: "a request that was never carried out",
        apply: |told, held, random| {
            let mut request = told
                .iter()
                .find(|request| request.is_acknowledged())?
                .clone();
            request.subject = random.uuid();
            for attempt in &mut request.attempts {
                let known = attempt.correlation;
                attempt.correlation = random.uuid();
                // The trail knows of it, and that is all.
                for entry in held
                    .trail
                    .iter_mut()
                    .filter(|entry| entry.correlation == known)
                {
                    entry.correlation = attempt.correlation;
                }
            }
            told.push(request);
            Some(())
        },
    },
    Breakage {
        name: "a request that nobody sent",
        apply: |told, _, _| {
            let place = told.iter().position(Request::is_acknowledged)?;
            told.remove(place);
            Some(())
        },
    },
    Breakage {
        name: "a request that was refused",
        apply: |told, _, _| {
            let request = told.iter_mut().find(|request| request.is_acknowledged())?;
            let attempt = request.attempts.last_mut()?;
            attempt.fate = Fate::Refused {
                at: 0,
                status: 409,
                why: String::new(),
            };
            Some(())
        },
    },
    Breakage {
        name: "a request that was never sent",
        apply: |told, _, _| {
            let mut once = told
                .iter_mut()
                .filter(|request| request.is_acknowledged() && request.attempts.len() == 1);
            let attempt = once.next()?.attempts.last_mut()?;
            attempt.fate = Fate::Unsent;
            Some(())
        },
    },
    Breakage {
        name: "another version than was told",
        apply: |told, _, _| {
            let mut once = told
                .iter_mut()
                .filter(|request| request.attempts.len() == 1);
            once.find_map(|request| match &mut request.attempts.last_mut()?.fate {
                Fate::Acknowledged {
                    version: Some(version),
                    ..
                } => Some(version),
                _ => None,
            })
            .map(|version| *version += 1)
        },
    },
    Breakage {
        name: "a request that was carried out twice",
        apply: |told, _, random| {
            let (first, second) = after_each_other(told, random)?;
            let made = |request: &Request, by| {
                request
                    .attempts
                    .iter()
                    .any(|attempt| attempt.correlation == by)
            };
            let place = told.iter().position(|request| made(request, second))?;
            let second = told.remove(place);
            let first = told.iter_mut().find(|request| made(request, first))?;
            first.attempts.extend(second.attempts);
            Some(())
        },
    },
];

/// Exchanges two requests among rows.
fn exchange<T>(
    rows: &mut [T],
    of: fn(&mut T) -> &mut uuid::Uuid,
    first: uuid::Uuid,
    second: uuid::Uuid,
) -> Option<()> {
    let mut count = 0;
    for correlation in rows.iter_mut().map(of) {
        if *correlation == first {
            *correlation = second;
            count += 1;
        } else if *correlation == second {
            *correlation = first;
            count += 1;
        }
    }
    (count >= 2).then_some(())
}

/// Two requests about one target of which the second was sent when the first was done, and both at the first try.
fn after_each_other(told: &[Request], random: &mut Random) -> Option<(uuid::Uuid, uuid::Uuid)> {
    let once = |request: &&Request| {
        request.attempts.len() == 1 && request.is_acknowledged() && request.wanted != Wanted::Patch
    };
    let once: Vec<&Request> = told.iter().filter(once).collect();
    let pairs: Vec<_> = once
        .iter()
        .flat_map(|first| once.iter().map(move |second| (first, second)))
        .filter(|(first, second)| {
            first.target == second.target
                && first.acknowledged_at() < second.attempts.first().map(|one| one.sent)
        })
        .collect();
    let (first, second) = random.pick(&pairs)?;
    Some((
        first.attempts.first()?.correlation,
        second.attempts.first()?.correlation,
    ))
}
