use std::sync::Arc;

use contactable_domain::access::Operation;
use contactable_domain::actor::{Actor, Role};
use contactable_domain::contact_detail::Stamp;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Clock, HeldBy, TargetIdentifier};
use contactable_domain::restriction::Level;
use contactable_domain::succession::{Fate, Succession, Survivor};

use super::world::code_of;
use super::world_of_access::text;
use super::{WAYS, World, asked_sharing, nhs_number};
use crate::{new, phone, target, with_roles};

fn administrator(world: &World) -> Arc<Actor> {
    with_roles(&world.housing, &[Role::Administrator])
}

impl World {
    /// Says as an administrator what became of a target; the error is the refusal's code.
    pub async fn say(&self, target: TargetId, fate: Fate) -> Result<Option<Succession>, String> {
        let admin = administrator(self);
        let caller = self.caller(&admin);
        let said = self
            .use_cases
            .say_what_became(caller, target, fate, text("a merge"));
        said.await.map_err(code_of)
    }

    async fn survivor(&self, of: u8) -> Survivor {
        let found = self.store.survivor(target(of)).await;
        found.expect("readable")
    }

    async fn make_known(&self, numbers: impl IntoIterator<Item = u8>) {
        for number in numbers {
            let made = self.make(new(target(number), phone("07700 900001"))).await;
            made.expect("made");
        }
    }

    async fn version_of(&self, number: u8) -> u64 {
        let version = self.store.target_version(target(number)).await;
        version.expect("readable")
    }
}

/// Each with who said so, why and when, an event and an entry; said again it is no new one.
pub async fn every_word_on_a_succession_is_kept(world: World) {
    world.make_known([1, 2]).await;
    let (by, old) = (Fate::SupersededBy(target(2)), target(1));
    assert_eq!(world.say(old, Fate::Restored).await, Ok(None));
    world.clock.advance_seconds(5);
    let first = world.say(old, by).await.expect("live").expect("a word");
    assert_eq!(
        (first.target, first.fate, first.version.number()),
        (old, by, 1)
    );
    assert_eq!(first.reason.as_str(), "a merge");
    assert_eq!(first.recorded.by, administrator(&world).author);
    world.clock.advance_seconds(5);
    assert_eq!(world.say(old, by).await, Ok(Some(first.clone())));
    let standing = world.store.standing(old).await.expect("readable");
    assert_eq!(standing.succession, Some(first.clone()));
    assert_eq!(
        (standing.fate(), standing.changed_at),
        (by, Some(first.recorded.at))
    );
    let restored = world.say(old, Fate::Restored).await.expect("a mistake");
    let restored = restored.expect("a word");
    assert_eq!(
        (restored.fate, restored.version.number()),
        (Fate::Restored, 2)
    );
    assert_eq!(
        world.say(old, Fate::Restored).await,
        Ok(Some(restored.clone()))
    );
    let standing = world.store.standing(old).await.expect("readable");
    assert_eq!(standing.succession, Some(restored));
    let invalid = world.say(old, Fate::Invalidated).await.expect("live");
    assert_eq!(invalid.expect("a word").version.number(), 3);
    // A record and three words; of the other nothing changed but its record.
    assert_eq!(
        (world.version_of(1).await, world.version_of(2).await),
        (4, 1)
    );
    let told = world.store.outbox(old).await.expect("readable");
    let kinds = [
        "Added",
        "TargetSuperseded",
        "TargetRestored",
        "TargetInvalidated",
    ];
    assert_eq!(told.len(), kinds.len());
    for (event, kind) in told.iter().zip(kinds) {
        assert!(
            event.contains(&format!("{kind}Event")) || kind == "Added",
            "{event}"
        );
        assert!(!event.contains("merge"), "{event}");
    }
    let trail = world.store.trail(old).await.expect("readable");
    let entries = [
        "create allowed own-area",
        "restore-target allowed no-change",
        "supersede-target allowed by-role",
        "supersede-target allowed no-change",
        "restore-target allowed by-role",
        "restore-target allowed no-change",
        "invalidate-target allowed by-role",
    ];
    assert_eq!(trail.len(), entries.len());
    for (entry, expected) in trail.iter().zip(entries) {
        assert!(entry.starts_with(expected), "{entry}");
    }
}

/// From target to target to the last, and only as far as each is superseded.
pub async fn survivors_are_found_along_a_chain(world: World) {
    world.make_known(1..=4).await;
    assert_eq!(world.survivor(1).await, Survivor::Itself);
    assert_eq!(world.survivor(9).await, Survivor::Itself, "not known");
    for old in 1..=3 {
        let by = Fate::SupersededBy(target(old + 1));
        world.say(target(old), by).await.expect("both live");
    }
    for old in 1..=3 {
        assert_eq!(world.survivor(old).await, Survivor::Another(target(4)));
    }
    assert_eq!(world.survivor(4).await, Survivor::Itself);
    for back in 1..=3 {
        let by = Fate::SupersededBy(target(back));
        let refused = world.say(target(4), by).await;
        assert_eq!(refused, Err("target-superseded".to_owned()));
    }
    world.say(target(4), Fate::Invalidated).await.expect("live");
    assert_eq!(world.survivor(1).await, Survivor::Invalidated);
    assert_eq!(world.survivor(4).await, Survivor::Invalidated);
    world
        .say(target(2), Fate::Restored)
        .await
        .expect("a mistake");
    assert_eq!(world.survivor(1).await, Survivor::Another(target(2)));
    assert_eq!(world.survivor(2).await, Survivor::Itself);
    assert_eq!(world.survivor(3).await, Survivor::Invalidated);
}

/// Neither what nobody knows, nor what is not live, nor a target in its own place; what is refused changes nothing.
pub async fn refused_successions_change_nothing(world: World) {
    world.make_known([1, 2, 3]).await;
    world.say(target(3), Fate::Invalidated).await.expect("live");
    let tied = TargetIdentifier {
        target: target(8),
        identifier: nhs_number("9990000018"),
        recorded: Stamp {
            at: world.clock.now(),
            by: world.housing.author.clone(),
        },
    };
    let tie = world.store.tie(tied, world.entry(Some(target(8)))).await;
    tie.expect("tied");
    for (old, fate, code) in [
        (1, Fate::SupersededBy(target(1)), "not-together"),
        (1, Fate::SupersededBy(target(9)), "unknown-target"),
        (9, Fate::SupersededBy(target(1)), "unknown-target"),
        (9, Fate::Invalidated, "unknown-target"),
        (1, Fate::SupersededBy(target(3)), "target-invalidated"),
        (3, Fate::SupersededBy(target(1)), "target-invalidated"),
    ] {
        let refused = world.say(target(old), fate).await;
        assert_eq!(refused, Err(code.to_owned()), "{old} {fate:?}");
        let trail = world.store.trail(target(old)).await.expect("readable");
        let last = trail.last().expect("an entry");
        assert!(last.contains(&format!("refused {code}")), "{last}");
    }
    for (number, version) in [(1, 1), (3, 2), (9, 0)] {
        assert_eq!(world.version_of(number).await, version);
    }
    assert_eq!(world.survivor(1).await, Survivor::Itself);
    // An identifier is enough to be known by.
    let by = Fate::SupersededBy(target(8));
    world.say(target(1), by).await.expect("both known");
    world
        .say(target(8), Fate::Invalidated)
        .await
        .expect("known");
    assert_eq!(world.survivor(1).await, Survivor::Invalidated);
}

/// Two that are to take each other's place at once: one does, the other is told, and no circle comes of it.
pub async fn targets_superseded_at_once_make_no_circle(world: World) {
    for round in 0..8 {
        let (one, other) = (2 * round, 2 * round + 1);
        world.make_known([one, other]).await;
        let mut sayers = Vec::new();
        for (old, by) in [(one, other), (other, one)] {
            let world = world.clone();
            let by = Fate::SupersededBy(target(by));
            sayers.push(tokio::spawn(
                async move { world.say(target(old), by).await },
            ));
        }
        let mut codes = Vec::new();
        for sayer in sayers {
            codes.extend(sayer.await.expect("no panic").err());
        }
        assert_eq!(codes, ["target-superseded"], "one is told");
        let both = (world.survivor(one).await, world.survivor(other).await);
        let first = (Survivor::Another(target(other)), Survivor::Itself);
        let second = (Survivor::Itself, Survivor::Another(target(one)));
        assert!(both == first || both == second, "{both:?}");
    }
}

/// A survivor that is invalidated, and an old one that takes its place, at once: whichever comes first, what is not
/// live never takes a place.
pub async fn a_survivor_ended_at_once_takes_no_place(world: World) {
    for round in 0..8 {
        let (old, by) = (2 * round, 2 * round + 1);
        world.make_known([old, by]).await;
        let ending = {
            let world = world.clone();
            tokio::spawn(async move { world.say(target(by), Fate::Invalidated).await })
        };
        let fate = Fate::SupersededBy(target(by));
        let taken = world.say(target(old), fate).await;
        ending.await.expect("no panic").expect("live");
        let version = world.store.target_version(target(old)).await;
        match taken {
            Ok(_) => assert_eq!(world.survivor(old).await, Survivor::Invalidated),
            Err(code) => {
                assert_eq!(code, "target-invalidated");
                assert_eq!(
                    (version.expect("readable"), world.survivor(old).await),
                    (1, Survivor::Itself)
                );
            }
        }
    }
}

/// What was recorded is seen as before by all who saw it, whoever looks is told what became of the target, and nothing
/// more is recorded until it is restored.
pub async fn a_superseded_target_is_seen_and_takes_no_more(world: World) {
    let record = world.make(new(target(1), phone("07700 900001"))).await;
    let record = record.expect("made");
    world.make_known([2]).await;
    world.share(asked_sharing(target(1))).await.expect("shared");
    let by = Fate::SupersededBy(target(2));
    let glimpsed = async |actor: &Arc<Actor>| {
        let by = HeldBy {
            viewer: world.viewer(actor, Operation::Ask),
            as_of: None,
        };
        let held = world.store.held(vec![target(1)], by).await;
        held.expect("readable")[0].glimpse.fate
    };
    assert_eq!(glimpsed(&world.housing).await, None);
    world.say(target(1), by).await.expect("both live");
    for actor in [&world.housing, &world.social_care] {
        assert_eq!(world.ways(actor, &record).await, WAYS);
        assert_eq!(glimpsed(actor).await, Some(by));
    }
    let code = |code: &str| Err(code.to_owned());
    let another = || new(target(1), phone("07700 900002"));
    assert_eq!(world.make(another()).await, code("target-superseded"));
    let replaced = world.replace(&record, phone("07700 900003")).await;
    assert_eq!(replaced, code("target-superseded"));
    assert_eq!(world.end(&record).await, code("target-superseded"));
    assert_eq!(world.all(target(1)).await, std::slice::from_ref(&record));
    // Restricting goes on, and hides what became of it with the rest.
    world
        .restrict_to(target(1), Some(Level::VeryRestricted))
        .await;
    assert!(world.ways(&world.housing, &record).await.is_empty());
    assert_eq!(glimpsed(&world.housing).await, None);
    assert_eq!(world.make(another()).await, code("restricted-person"));
    world.restrict_to(target(1), None).await;
    world
        .say(target(1), Fate::Restored)
        .await
        .expect("a mistake");
    assert_eq!(glimpsed(&world.housing).await, None);
    assert!(world.make(another()).await.is_ok());
    world.say(target(1), Fate::Invalidated).await.expect("live");
    assert_eq!(world.end(&record).await, code("target-invalidated"));
}
