//! How far consumers were told, what they could not be told, and what the log forgets.

use contactable_domain::event::{LogPlace, SinkName};
use contactable_domain::ids::shard_of;
use contactable_domain::ports::{Clock as _, DeadLetter, Position, Pruning, Settled};
use contactable_domain::restriction::Level;
use jiff::{SignedDuration, Timestamp};

use super::World;
use super::relaying::relay;
use crate::{email, new, phone, target};

fn sink(name: &str) -> SinkName {
    SinkName::parse(name).expect("a name")
}

fn letter(world: &World, number: u64) -> DeadLetter {
    DeadLetter {
        place: LogPlace {
            shard: shard_of(target(1).uuid()),
            number,
        },
        at: world.clock.now(),
        attempts: 3,
        why: "it answered 500".to_owned(),
    }
}

impl World {
    /// Five events about the first target in the log, all in its shard, which the first relay holds.
    async fn five_logged(&self) {
        for number in 0..5 {
            let line = format!("secret{number}@example.com");
            self.make(new(target(1), email(&line))).await.expect("made");
        }
        let shards = self.take(relay(1)).await;
        assert_eq!(self.move_all(relay(1), &shards).await, 5);
    }

    async fn position(&self, name: &str) -> Option<Position> {
        let shard = shard_of(target(1).uuid());
        let positions = self.store.positions(sink(name)).await.expect("readable");
        positions
            .into_iter()
            .find(|position| position.shard == shard)
    }

    async fn settle(&self, name: &str, through: u64, dead: Vec<DeadLetter>) -> bool {
        let held = self.as_held(relay(1), target(1));
        let settled = Settled { through, dead };
        let done = self.store.settle(held, sink(name), settled).await;
        done.expect("asked")
    }

    async fn dead(&self, name: &str) -> Vec<u64> {
        let letters = self.store.dead_letters(sink(name), None, 100).await;
        let letters = letters.expect("readable");
        let count = self.store.count_dead_letters(sink(name)).await;
        assert_eq!(
            count.expect("readable"),
            u64::try_from(letters.len()).expect("few")
        );
        letters
            .iter()
            .map(|(letter, _)| letter.place.number)
            .collect()
    }

    async fn prune(&self, before: Timestamp, sinks: &[&str]) -> usize {
        let what = Pruning {
            before,
            dead_before: before - SignedDuration::from_hours(24),
            sinks: sinks.iter().map(|name| sink(name)).collect(),
            limit: 100,
        };
        let pruned = self
            .store
            .prune_log(self.as_held(relay(1), target(1)), what)
            .await;
        pruned.expect("asked")
    }

    async fn numbers(&self) -> Vec<u64> {
        let logged = self.logged(target(1)).await;
        logged.iter().map(|event| event.place.number).collect()
    }
}

/// By whoever holds the shard, and never back. A new consumer begins where it is told to.
pub async fn a_consumers_position_advances(world: World) {
    world.five_logged().await;
    assert_eq!(world.position("one").await, None);
    for (name, all, told) in [("one", true, 0), ("two", false, 5)] {
        for _ in 0..2 {
            world
                .store
                .begin_sink(sink(name), all)
                .await
                .expect("noted");
        }
        let shard = shard_of(target(1).uuid());
        let expected = Position {
            shard,
            told,
            last: 5,
            pruned: 0,
        };
        assert_eq!(world.position(name).await, Some(expected));
    }
    for (through, told) in [(2, 2), (1, 2), (4, 4)] {
        assert!(world.settle("one", through, Vec::new()).await);
        assert_eq!(world.position("one").await.expect("known").told, told);
    }
    world
        .store
        .begin_sink(sink("one"), true)
        .await
        .expect("noted");
    assert_eq!(world.position("one").await.expect("known").told, 4);
    // Nobody else's move, and none when the time is over.
    let others = world.as_held(relay(2), target(1));
    let settled = Settled {
        through: 5,
        dead: vec![letter(&world, 5)],
    };
    let done = world.store.settle(others, sink("one"), settled).await;
    assert!(!done.expect("asked"));
    world.clock.advance_seconds(60);
    assert!(!world.settle("one", 5, vec![letter(&world, 5)]).await);
    assert_eq!(world.position("one").await.expect("known").told, 4);
    assert!(world.dead("one").await.is_empty());
}

/// With the event, until it could be told.
pub async fn what_could_not_be_told_is_kept(world: World) {
    world.five_logged().await;
    for name in ["one", "two"] {
        world
            .store
            .begin_sink(sink(name), true)
            .await
            .expect("noted");
    }
    let dead = vec![letter(&world, 2), letter(&world, 4)];
    assert!(world.settle("one", 5, dead.clone()).await);
    assert_eq!(world.position("one").await.expect("known").told, 5);
    let found = world.store.dead_letters(sink("one"), None, 100).await;
    let found = found.expect("readable");
    let letters: Vec<DeadLetter> = found.iter().map(|(letter, _)| letter.clone()).collect();
    assert_eq!(letters, dead);
    let logged = world.logged(target(1)).await;
    assert_eq!([&found[0].1, &found[1].1], [&logged[1], &logged[3]]);
    let after = Some(found[0].0.place);
    let rest = world.store.dead_letters(sink("one"), after, 100).await;
    assert_eq!(rest.expect("readable"), found[1..]);
    assert!(world.dead("two").await.is_empty());
    let forgotten = world.store.forget_dead_letter(sink("one"), dead[0].place);
    forgotten.await.expect("forgotten");
    assert_eq!(world.dead("one").await, [4]);
}

/// What is old and was told to all, but for what could not be told.
pub async fn the_log_forgets_what_all_were_told(world: World) {
    world.five_logged().await;
    let later = world.clock.now() + SignedDuration::from_secs(1);
    for name in ["one", "two"] {
        world
            .store
            .begin_sink(sink(name), true)
            .await
            .expect("noted");
    }
    let both = ["one", "two"];
    assert_eq!(world.prune(later, &both).await, 0);
    assert!(world.settle("one", 5, Vec::new()).await);
    assert!(world.settle("two", 3, vec![letter(&world, 2)]).await);
    assert_eq!(world.prune(world.clock.now(), &both).await, 0);
    assert_eq!(world.prune(later, &["one", "two", "new"]).await, 0);
    assert_eq!(world.prune(later, &both).await, 2);
    assert_eq!(world.numbers().await, [2, 4, 5]);
    let pruned = async |name| world.position(name).await.expect("known").pruned;
    assert_eq!(pruned("two").await, 3);
    // A consumer that is none any more holds nothing up, but for what it could not be told.
    assert_eq!(world.prune(later, &["one"]).await, 2);
    assert_eq!(
        (world.numbers().await, world.dead("two").await),
        (vec![2], vec![2])
    );
    let told = world
        .store
        .forget_dead_letter(sink("two"), letter(&world, 2).place);
    told.await.expect("forgotten");
    assert_eq!(world.prune(later, &["one"]).await, 1);
    // Two went after five: it does not go back.
    assert_eq!(pruned("two").await, 5);
    let shard = shard_of(target(1).uuid());
    let page = world
        .store
        .log_after(LogPlace { shard, number: 0 }, 10)
        .await;
    let page = page.expect("readable");
    assert_eq!((page.events.len(), page.through), (0, 5));
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    world.move_all(relay(1), &[shard]).await;
    assert_eq!(world.numbers().await, [6]);
    world.clock.advance_seconds(5);
    assert_eq!(world.prune(world.clock.now(), &[]).await, 1);
    assert!(world.numbers().await.is_empty());
}

/// A day after they were given up, here.
pub async fn dead_letters_do_not_last_for_ever(world: World) {
    world.five_logged().await;
    world
        .store
        .begin_sink(sink("one"), true)
        .await
        .expect("noted");
    assert!(world.settle("one", 5, vec![letter(&world, 2)]).await);
    for (hours, left) in [(24, vec![2]), (1, vec![])] {
        world.clock.advance_seconds(hours * 3600);
        world.take(relay(1)).await;
        world.prune(world.clock.now(), &["one"]).await;
        assert_eq!(world.dead("one").await, left);
        assert_eq!(world.numbers().await, left);
    }
}

/// Not in the log either, nor in what could not be told; and it does not come back when the restriction is lifted.
pub async fn logged_events_of_a_restricted_person_hold_no_value(world: World) {
    world.five_logged().await;
    world
        .store
        .begin_sink(sink("one"), true)
        .await
        .expect("noted");
    assert!(world.settle("one", 5, vec![letter(&world, 2)]).await);
    let told = world.logged(target(1)).await;
    assert!(told.iter().all(|event| event.body.contains("secret")));
    for level in [Some(Level::Restricted), None] {
        world.restrict_to(target(1), level).await;
        let logged = world.logged(target(1)).await;
        let letters = world.store.dead_letters(sink("one"), None, 9).await;
        let dead = letters.expect("readable").remove(0).1;
        for (event, before) in logged.iter().zip(&told).chain([(&dead, &told[1])]) {
            assert_eq!(event.is_restricted, level.is_some());
            assert_eq!((event.place, event.id), (before.place, before.id));
            assert!(event.body.contains(&event.record.to_string()));
            for said in ["secret", "desk", "\"value\"", "\"description\""] {
                assert!(!event.body.contains(said), "{}", event.body);
            }
        }
    }
}

/// Those that wait, those in the log and those that could not be told; nobody else's.
pub async fn erased_events_do_not_come_back(world: World) {
    world.five_logged().await;
    world
        .store
        .begin_sink(sink("one"), true)
        .await
        .expect("noted");
    assert!(world.settle("one", 3, vec![letter(&world, 2)]).await);
    for number in [1, 2] {
        world
            .make(new(target(number), phone("07700 900001")))
            .await
            .expect("made");
    }
    world.store.erase_events(target(1)).await.expect("erased");
    assert!(
        world
            .store
            .outbox(target(1))
            .await
            .expect("readable")
            .is_empty()
    );
    assert_eq!(
        world.store.outbox(target(2)).await.expect("readable").len(),
        1
    );
    assert!(world.logged(target(1)).await.is_empty());
    assert!(world.dead("one").await.is_empty());
    // Whoever was told up to the third goes on behind them all.
    let shard = shard_of(target(1).uuid());
    let page = world
        .store
        .log_after(LogPlace { shard, number: 3 }, 9)
        .await;
    assert_eq!(page.expect("readable").through, 5);
}
