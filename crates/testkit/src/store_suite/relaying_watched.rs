//! What whoever watches over the relay is told: that a consumer is held up, that nothing moves, that somebody missed
//! something.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use contactable_domain::event::{Outgoing, SinkName, Terms};
use contactable_domain::ids::{TargetId, shard_of};
use contactable_domain::ports::{Clock as _, Delivered, EventSink, Halt};
use contactable_service::relay::{Missed, Relay, RelaySettings, Sink};
use jiff::SignedDuration;

use super::World;
use crate::{new, phone, target};

/// A day.
const DAY: i64 = 24 * 3600;

/// Takes everything, or everything but what is about the first target.
#[derive(Default)]
struct Consumer {
    is_stuck: AtomicBool,
}

#[async_trait]
impl EventSink for Consumer {
    async fn deliver(&self, events: &[Outgoing]) -> Delivered {
        let is_stuck = self.is_stuck.load(Ordering::Relaxed);
        let taken = |event: &&Outgoing| !is_stuck || event.target != target(1);
        let count = events.iter().take_while(taken).count();
        if count == events.len() {
            return Delivered::all(count);
        }
        let again = Halt::TryAgain {
            why: "not now".to_owned(),
            after: None,
        };
        Delivered::until(count, again)
    }
}

impl World {
    /// A process that relays to these, one shard after the other.
    fn relay_to(&self, consumer: &Arc<Consumer>, names: &[&str]) -> Relay {
        let sink = |name: &&str| Sink {
            name: SinkName::from_stored(name),
            terms: Terms::default(),
            client: consumer.clone(),
            attempts: None,
            longest_pause: SignedDuration::from_secs(4),
            batch: 3,
            shards_at_once: 1,
            from_beginning: true,
        };
        let sinks = names.iter().map(sink).collect();
        let settings = RelaySettings::default();
        let (store, clock) = (self.store.clone(), self.clock.clone());
        Relay::new(store, clock, self.ids.clone(), sinks, settings)
    }

    async fn make_about(&self, targets: &[TargetId]) {
        for target in targets {
            let made = self.make(new(*target, phone("07700 900001"))).await;
            made.expect("made");
        }
    }
}

/// Renews, moves what waits, and delivers what it can.
async fn work(relay: &Relay) {
    relay.renew().await.expect("asked");
    relay.move_waiting().await.expect("moved");
    while relay.deliver(0).await.expect("delivered") > 0 {}
}

/// However well the other shards go; and no longer once it takes the event, or another process has the shard.
pub async fn a_consumer_stuck_in_one_shard_is_failing(world: World) {
    assert!(shard_of(target(1).uuid()) < shard_of(target(2).uuid()));
    let consumer = Arc::new(Consumer::default());
    consumer.is_stuck.store(true, Ordering::Relaxed);
    let relay = world.relay_to(&consumer, &["one", "two"]);
    let status = relay.status();
    let (one, two) = (&status.sinks()[0], &status.sinks()[1]);
    relay.begin().await.expect("noted");
    work(&relay).await;
    assert!(!one.is_failing());
    for _ in 0..3 {
        world.make_about(&[target(1), target(2)]).await;
        world.clock.advance_seconds(10);
        work(&relay).await;
        assert!(one.is_failing());
        assert_eq!(one.trouble().as_deref(), Some("not now"));
        assert!(!two.is_failing());
    }
    assert_eq!(one.delivered(), 3);
    consumer.is_stuck.store(false, Ordering::Relaxed);
    world.clock.advance_seconds(10);
    work(&relay).await;
    assert!(!one.is_failing());
    assert_eq!((one.trouble(), one.delivered()), (None, 6));
    // It fails again, and is too late to ask for its shards.
    consumer.is_stuck.store(true, Ordering::Relaxed);
    world.make_about(&[target(1)]).await;
    work(&relay).await;
    assert!(one.is_failing());
    world.clock.advance_seconds(60);
    let another = world.relay_to(&consumer, &["one"]);
    work(&another).await;
    assert!(another.status().sinks()[0].is_failing());
    work(&relay).await;
    assert!(!one.is_failing(), "the shard is another's");
}

/// Also when nobody was told about the event in the end, because it is gone.
pub async fn a_consumer_is_not_failing_over_what_is_gone(world: World) {
    let consumer = Arc::new(Consumer::default());
    consumer.is_stuck.store(true, Ordering::Relaxed);
    let relay = world.relay_to(&consumer, &["one"]);
    relay.begin().await.expect("noted");
    world.make_about(&[target(1)]).await;
    work(&relay).await;
    let status = relay.status();
    assert!(status.sinks()[0].is_failing());
    world.store.erase_events(target(1)).await.expect("erased");
    world.clock.advance_seconds(10);
    work(&relay).await;
    assert!(!status.sinks()[0].is_failing());
}

/// So that one which never comes to look is stuck too.
pub async fn a_relay_counts_from_when_it_was_made(world: World) {
    let relay = world.relay_to(&Arc::default(), &["one"]);
    let (status, made) = (relay.status(), world.clock.now());
    world.clock.advance_seconds(90);
    assert_eq!(status.looked_at(), made);
    relay.look().await.expect("looked");
    assert_eq!(status.looked_at(), world.clock.now());
}

/// One that was no consumer for a while, when what it was not told is forgotten meanwhile. It is told the rest.
pub async fn a_consumer_who_comes_back_is_known_to_have_missed_events(world: World) {
    let consumer = Arc::new(Consumer::default());
    let both = world.relay_to(&consumer, &["one", "two"]);
    assert_eq!(both.begin().await.expect("noted"), []);
    world.make_about(&[target(1), target(1)]).await;
    work(&both).await;
    // The second was told nothing yet, and is not waited for any more.
    both.release().await.expect("given back");
    world.clock.advance_seconds(8 * DAY);
    let alone = world.relay_to(&consumer, &["one"]);
    work(&alone).await;
    assert_eq!(alone.begin().await.expect("noted"), []);
    assert_eq!(alone.prune().await.expect("pruned"), 2);
    world.make_about(&[target(1)]).await;
    work(&alone).await;
    alone.release().await.expect("given back");
    let both = world.relay_to(&consumer, &["one", "two"]);
    let missed = Missed {
        sink: SinkName::from_stored("two"),
        events: 2,
    };
    assert_eq!(both.begin().await.expect("noted"), [missed]);
    both.renew().await.expect("asked");
    while both.deliver(1).await.expect("delivered") > 0 {}
    assert_eq!(both.status().sinks()[1].delivered(), 1);
    let again = world.relay_to(&consumer, &["one", "two"]);
    assert_eq!(again.begin().await.expect("noted"), [], "it was told since");
}
