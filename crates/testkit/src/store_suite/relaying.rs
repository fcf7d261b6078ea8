//! Events on their way: from the outbox into the log, shard by shard, by whoever holds the shard.

use std::collections::BTreeSet;
use std::sync::Arc;

use contactable_domain::event::{EventType, LogPlace, LoggedEvent};
use contactable_domain::ids::{SHARDS, TargetId, shard_of};
use contactable_domain::ports::{Clock as _, HeldShard, LeaseAsked, RelayId, Waiting};
use jiff::SignedDuration;

use super::World;
use crate::{email, new, phone, target};

/// How long leases last here.
const LEASE: SignedDuration = SignedDuration::from_secs(30);

/// The relay with this number.
pub(crate) fn relay(number: u8) -> RelayId {
    RelayId(target(number).uuid())
}

impl World {
    /// The shards that a relay holds after it asked.
    pub(crate) async fn take(&self, relay: RelayId) -> Vec<u8> {
        let at = self.clock.now();
        let asked = LeaseAsked {
            relay,
            at,
            until: at + LEASE,
        };
        self.store.take_leases(asked).await.expect("asked")
    }

    /// A shard of a target as a relay holds it.
    pub(crate) fn as_held(&self, relay: RelayId, target: TargetId) -> HeldShard {
        HeldShard {
            shard: shard_of(target.uuid()),
            relay,
            at: self.clock.now(),
        }
    }

    /// Has a relay move everything that waits in its shards.
    pub(crate) async fn move_all(&self, relay: RelayId, shards: &[u8]) -> usize {
        let mut moved = 0;
        for shard in self.store.waiting_shards().await.expect("readable") {
            let held = HeldShard {
                shard,
                relay,
                at: self.clock.now(),
            };
            while shards.contains(&shard) {
                let some = self.store.move_waiting(held, 3).await.expect("moved");
                match some {
                    Some(0) | None => break,
                    Some(some) => moved += some,
                }
            }
        }
        moved
    }

    /// What the log has about a target.
    pub(crate) async fn logged(&self, target: TargetId) -> Vec<LoggedEvent> {
        self.store.log_of(target).await.expect("readable")
    }
}

fn types(events: &[LoggedEvent]) -> Vec<EventType> {
    let of = |event: &LoggedEvent| {
        let mut all = EventType::ALL.iter().copied();
        all.find(|of| event.body.contains(of.council()))
            .expect("a type")
    };
    events.iter().map(of).collect()
}

/// Each target's by its versions, whatever their ids; word for word as they waited, and no longer in the outbox.
pub async fn events_come_into_the_log_in_order(world: World) {
    let first = world.make(new(target(1), phone("07700 900001"))).await;
    let first = first.expect("made");
    // An id that is made now is smaller than the one before: another process whose clock is behind.
    world.clock.advance_seconds(-3600);
    let second = world.replace(&first, phone("07700 900002")).await;
    second.expect("replaced");
    world.end(&first).await.expect("ended");
    world
        .make(new(target(2), email("one@example.com")))
        .await
        .expect("made");
    let mut waiting = world.store.outbox(target(1)).await.expect("readable");
    let shards = world.take(relay(1)).await;
    assert_eq!(world.move_all(relay(1), &shards).await, 4);
    let logged = world.logged(target(1)).await;
    let expected = [EventType::Added, EventType::Edited, EventType::Deleted];
    assert_eq!(types(&logged), expected);
    waiting.sort_by_key(|body| logged.iter().position(|event| event.body == *body));
    assert!(logged.iter().map(|event| &event.body).eq(waiting.iter()));
    for (event, count) in logged.iter().zip(1..) {
        assert_eq!((event.version, event.sequence), (count, count));
        assert_eq!((event.target, event.record), (target(1), first.id));
        assert_eq!(event.area.as_ref(), Some(&first.area));
        assert_eq!(event.logged_at, world.clock.now());
        assert!(!event.is_restricted);
    }
    assert!(logged.windows(2).all(|two| two[0].place < two[1].place));
    for number in [1, 2] {
        let left = world.store.outbox(target(number)).await.expect("readable");
        assert!(left.is_empty());
    }
    assert_eq!(world.logged(target(2)).await.len(), 1);
    // Later events follow, also in a shard that was emptied.
    world.restrict(target(1), true).await;
    world.move_all(relay(1), &shards).await;
    let later = world.logged(target(1)).await;
    assert_eq!(types(&later[3..]), [EventType::Restricted]);
    assert!(later[3].place > later[2].place);
    assert_eq!((later[3].area.clone(), later[3].sequence), (None, 4));
}

/// What is counted, and how old it is.
pub async fn what_waits_is_counted(world: World) {
    let waiting = async || world.store.waiting().await.expect("readable");
    assert_eq!(waiting().await, Waiting::default());
    let began = world.clock.now();
    for number in 0..5 {
        world
            .make(new(target(number), phone("07700 900001")))
            .await
            .expect("made");
        world.clock.advance_seconds(60);
    }
    let shards: Vec<u8> = (0..5)
        .map(|number| shard_of(target(number).uuid()))
        .collect();
    let found = world.store.waiting_shards().await.expect("readable");
    assert_eq!(
        found.iter().collect::<BTreeSet<_>>(),
        shards.iter().collect()
    );
    let all = waiting().await;
    assert_eq!(all.events, 5);
    let oldest = all.oldest.expect("something waits");
    assert!(began.duration_since(oldest).abs() < SignedDuration::from_secs(1));
    let held = world.take(relay(1)).await;
    world.move_all(relay(1), &held).await;
    assert_eq!(waiting().await, Waiting::default());
}

/// Pages follow each other without gap or overlap, and say how far they reach.
pub async fn pages_of_the_log_follow_each_other(world: World) {
    for number in 0..7 {
        let line = format!("a{number}@example.com");
        let made = world.make(new(target(1), email(&line))).await;
        world.end(&made.expect("made")).await.expect("ended");
    }
    let shards = world.take(relay(1)).await;
    world.move_all(relay(1), &shards).await;
    let all = world.logged(target(1)).await;
    let shard = shard_of(target(1).uuid());
    let (mut found, mut number) = (Vec::new(), 0);
    loop {
        let place = LogPlace { shard, number };
        let page = world.store.log_after(place, 4).await.expect("readable");
        number = page.through;
        if page.events.is_empty() {
            break;
        }
        assert_eq!(
            page.events.last().map(|last| last.place.number),
            Some(number)
        );
        found.extend(page.events);
    }
    assert_eq!(found, all);
    assert_eq!(number, 14);
    world.clock.advance_seconds(10);
    let later = world.clock.now();
    world
        .make(new(target(1), email("last@example.com")))
        .await
        .expect("made");
    world.move_all(relay(1), &world.take(relay(1)).await).await;
    for (at, from) in [(all[0].logged_at, 0), (later, 14), (later + LEASE, 15)] {
        let places = world.store.log_since(at).await.expect("readable");
        assert_eq!(places.len(), usize::from(SHARDS));
        assert!(places.contains(&LogPlace {
            shard,
            number: from
        }));
    }
}

/// Whoever does not hold a shard moves and notes nothing in it; what its holder left is taken over after a while.
pub async fn a_shard_is_held_by_one_relay(world: World) {
    world
        .make(new(target(1), phone("07700 900001")))
        .await
        .expect("made");
    let nobodys = world.as_held(relay(1), target(1));
    assert_eq!(
        world.store.move_waiting(nobodys, 9).await.expect("asked"),
        None
    );
    assert_eq!(world.take(relay(1)).await.len(), usize::from(SHARDS));
    let others = world.as_held(relay(2), target(1));
    assert_eq!(
        world.store.move_waiting(others, 9).await.expect("asked"),
        None
    );
    assert_eq!(
        world.store.outbox(target(1)).await.expect("readable").len(),
        1
    );
    world.clock.advance_seconds(29);
    let held = world.as_held(relay(1), target(1));
    assert_eq!(
        world.store.move_waiting(held, 9).await.expect("moved"),
        Some(1)
    );
    world.clock.advance_seconds(1);
    let over = world.as_held(relay(1), target(1));
    assert_eq!(
        world.store.move_waiting(over, 9).await.expect("asked"),
        None
    );
    assert_eq!(world.take(relay(2)).await.len(), usize::from(SHARDS));
    let taken_over = world.as_held(relay(2), target(1));
    let moved = world.store.move_waiting(taken_over, 9).await;
    assert_eq!(moved.expect("asked"), Some(0));
    world
        .store
        .release_leases(relay(2))
        .await
        .expect("released");
    assert_eq!(world.take(relay(3)).await.len(), usize::from(SHARDS));
}

/// Nobody has two thirds while another has nothing, and no shard has two.
pub async fn relays_share_the_shards(world: World) {
    assert_eq!(world.take(relay(1)).await.len(), 64);
    assert_eq!(world.take(relay(2)).await.len(), 0);
    assert_eq!(world.take(relay(1)).await.len(), 32);
    assert_eq!(world.take(relay(2)).await.len(), 32);
    assert_eq!(world.take(relay(3)).await.len(), 0);
    for number in [1, 2] {
        assert_eq!(world.take(relay(number)).await.len(), 22);
    }
    let mut all = world.take(relay(3)).await;
    all.extend(world.take(relay(1)).await);
    all.extend(world.take(relay(2)).await);
    all.sort_unstable();
    assert_eq!(all, (0..SHARDS).collect::<Vec<_>>());
    // One of them is gone: its shards are shared out when its time is over.
    world.clock.advance_seconds(20);
    for number in [1, 2] {
        assert_eq!(world.take(relay(number)).await.len(), 22);
    }
    world.clock.advance_seconds(20);
    let left = [world.take(relay(1)).await, world.take(relay(2)).await];
    assert_eq!(left.map(|shards| shards.len()), [32, 32]);
}

/// While others write; each event once, each target's in order.
pub async fn many_relays_move_each_event_once(world: World) {
    const TARGETS: u8 = 6;
    const WRITES: usize = 12;
    let writers: Vec<_> = (0..TARGETS)
        .map(|number| {
            let world = world.clone();
            tokio::spawn(async move {
                let made = world.make(new(target(number), phone("07700 900001"))).await;
                let made = made.expect("made");
                for _ in 1..WRITES {
                    let replaced = world.replace(&made, phone("07700 900002")).await;
                    replaced.expect("replaced");
                    world
                        .replace(&made, phone("07700 900001"))
                        .await
                        .expect("replaced");
                }
            })
        })
        .collect();
    let done = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let relays: Vec<_> = (1..=3)
        .map(|number| {
            let (world, done) = (world.clone(), done.clone());
            tokio::spawn(async move {
                while !done.load(std::sync::atomic::Ordering::SeqCst) {
                    let shards = world.take(relay(number)).await;
                    // Also in those that are not its own, which comes to nothing.
                    world.move_all(relay(number), &shards).await;
                    world
                        .move_all(relay(number), &(0..SHARDS).collect::<Vec<_>>())
                        .await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.expect("no panic");
    }
    while !world
        .store
        .waiting_shards()
        .await
        .expect("readable")
        .is_empty()
    {
        tokio::task::yield_now().await;
    }
    done.store(true, std::sync::atomic::Ordering::SeqCst);
    for relay in relays {
        relay.await.expect("no panic");
    }
    for number in 0..TARGETS {
        let logged = world.logged(target(number)).await;
        let versions: Vec<u64> = logged.iter().map(|event| event.sequence).collect();
        let written = u64::try_from(2 * WRITES - 1).expect("few");
        assert_eq!(versions, (1..=written).collect::<Vec<_>>());
        let ids: BTreeSet<_> = logged.iter().map(|event| event.id).collect();
        assert_eq!(ids.len(), logged.len());
    }
}
