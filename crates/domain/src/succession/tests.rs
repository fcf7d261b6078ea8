//! Words on what became of targets: what is refused, what changes nothing, and that no order of them makes a circle.

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::{Fate, MAX_STEPS, Parties, Party, Succession, Survivor};
use crate::access::Standing;
use crate::actor::Author;
use crate::contact_detail::Stamp;
use crate::ids::TargetId;
use crate::refusal::Refusal;
use crate::value::PlainText;

const TARGETS: u128 = 5;

fn target(number: u128) -> TargetId {
    TargetId::from(Uuid::from_u128(number + 1))
}

fn stamp() -> Stamp {
    Stamp {
        at: Timestamp::UNIX_EPOCH,
        by: Author {
            subject: "ade".to_owned(),
            name: None,
            email: None,
        },
    }
}

fn party(target: TargetId, last: Option<&Succession>) -> Party {
    Party {
        target,
        standing: Standing {
            succession: last.cloned(),
            ..Standing::default()
        },
        is_known: true,
    }
}

fn next(parties: &Parties, fate: Fate) -> Result<Option<Succession>, &'static str> {
    let reason = PlainText::parse("a merge", 100).expect("valid");
    let said = Succession::next(parties, fate, reason, &stamp());
    said.map_err(|refusal| match refusal {
        Refusal::Hidden(_) | Refusal::NotFound => panic!("an administrator is told"),
        told => told.because(),
    })
}

/// The latest word on each target, as a store keeps it.
#[derive(Default)]
struct Kept(BTreeMap<TargetId, Succession>);

impl Kept {
    fn say(&mut self, old: TargetId, fate: Fate) -> Result<Option<Succession>, &'static str> {
        let survivor = fate.survivor();
        let parties = Parties {
            old: party(old, self.0.get(&old)),
            survivor: survivor.map(|survivor| party(survivor, self.0.get(&survivor))),
        };
        let said = next(&parties, fate)?;
        if let Some(said) = &said {
            self.0.insert(old, said.clone());
        }
        Ok(said)
    }

    fn fate(&self, of: TargetId) -> Fate {
        self.0.get(&of).map_or(Fate::Restored, |last| last.fate)
    }

    fn survivor(&self, of: TargetId) -> Option<Survivor> {
        let found: Result<_, std::convert::Infallible> = Survivor::of(of, |at| Ok(self.fate(at)));
        found.expect("it cannot fail")
    }
}

fn fates() -> impl Strategy<Value = (u128, Fate)> {
    let fate = prop_oneof![
        4 => (0..TARGETS).prop_map(|number| Fate::SupersededBy(target(number))),
        1 => Just(Fate::Invalidated),
        2 => Just(Fate::Restored),
    ];
    (0..TARGETS, fate)
}

proptest! {
    #[test]
    fn no_order_of_words_makes_a_circle(words in proptest::collection::vec(fates(), 1..60)) {
        let mut kept = Kept::default();
        for (number, fate) in words {
            let old = target(number);
            let before = kept.0.clone();
            let ended = |target| !kept.fate(target).is_live();
            let taken = fate.survivor().is_some_and(|by| by == old || ended(by));
            let known_before = kept.fate(old) == fate;
            let refused = !known_before && fate != Fate::Restored && (ended(old) || taken);
            let said = kept.say(old, fate);
            prop_assert_eq!(said.is_err(), refused, "{:?}", said);
            if said.is_err() || known_before {
                prop_assert_eq!(&kept.0, &before);
            } else {
                prop_assert_eq!(kept.fate(old), fate);
                let version = before.get(&old).map_or(0, |last| last.version.number());
                prop_assert_eq!(kept.0[&old].version.number(), version + 1);
            }
            for number in 0..TARGETS {
                // It ends within as many steps as there are targets, at one that is live or invalid.
                let mut steps = 0;
                let found: Result<_, ()> = Survivor::of(target(number), |at| {
                    steps += 1;
                    Ok(kept.fate(at))
                });
                prop_assert!(steps <= TARGETS, "target {} took {} steps", number, steps);
                if let Ok(Some(Survivor::Another(survivor))) = found {
                    prop_assert!(kept.fate(survivor).is_live() && survivor != target(number));
                }
            }
        }
    }
}

#[test]
fn a_chain_leads_to_its_end_and_is_cut_where_one_is_restored() {
    let mut kept = Kept::default();
    let [a, b, c] = [0, 1, 2].map(target);
    kept.say(a, Fate::SupersededBy(b)).expect("both live");
    kept.say(b, Fate::SupersededBy(c)).expect("both live");
    assert_eq!(kept.survivor(a), Some(Survivor::Another(c)));
    assert_eq!(kept.say(c, Fate::SupersededBy(a)), Err("target-superseded"));
    kept.say(b, Fate::Restored).expect("a mistake");
    assert_eq!(kept.survivor(a), Some(Survivor::Another(b)));
    assert_eq!(kept.survivor(b), Some(Survivor::Itself));
    kept.say(b, Fate::Invalidated).expect("live");
    assert_eq!(kept.survivor(a), Some(Survivor::Invalidated));
    assert_eq!(
        kept.say(c, Fate::SupersededBy(b)),
        Err("target-invalidated")
    );
    assert_eq!(
        kept.say(b, Fate::SupersededBy(c)),
        Err("target-invalidated")
    );
    assert_eq!(kept.say(c, Fate::SupersededBy(c)), Err("not-together"));
}

#[test]
fn nobody_takes_the_place_of_whom_nobody_knows_and_the_other_way_round() {
    let [a, b] = [0, 1].map(target);
    let parties = |old_known, survivor_known| Parties {
        old: Party {
            is_known: old_known,
            ..party(a, None)
        },
        survivor: Some(Party {
            is_known: survivor_known,
            ..party(b, None)
        }),
    };
    let by = Fate::SupersededBy(b);
    assert_eq!(next(&parties(false, true), by), Err("unknown-target"));
    assert_eq!(next(&parties(true, false), by), Err("unknown-target"));
    let nobody = next(&parties(false, true), Fate::Invalidated);
    assert_eq!(nobody, Err("unknown-target"));
    assert_eq!(next(&parties(false, false), Fate::Restored), Ok(None));
    // A store that lays another target before the rule than the one that was named.
    let another = Fate::SupersededBy(target(2));
    assert_eq!(next(&parties(true, true), another), Err("unknown-target"));
}

#[test]
fn a_chain_without_an_end_is_told_and_not_followed_for_ever() {
    let mut steps = 0;
    let found: Result<_, ()> = Survivor::of(target(0), |at| {
        steps += 1;
        Ok(Fate::SupersededBy(at))
    });
    assert_eq!((found, steps), (Ok(None), MAX_STEPS + 1));
}

#[test]
fn every_fate_is_read_back_from_its_word() {
    for fate in [
        Fate::SupersededBy(target(3)),
        Fate::Invalidated,
        Fate::Restored,
    ] {
        assert_eq!(Fate::parse(fate.as_str(), fate.survivor()), Some(fate));
    }
    assert_eq!(Fate::parse("superseded", None), None);
    assert_eq!(Fate::parse("invalidated", Some(target(3))), None);
    assert_eq!(Fate::parse("gone", None), None);
}
