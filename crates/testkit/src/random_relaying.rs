//! Relays that move and deliver while people write, consumers fail, answers get lost and processes die: in the end every
//! event was told, those of a target in their order.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use contactable_domain::actor::{AccessMode, Actor};
use contactable_domain::event::{Outgoing, SinkName, Terms};
use contactable_domain::ids::{EventId, TargetId};
use contactable_domain::ports::{Delivered, EventSink, Evidence, Halt};
use contactable_service::relay::{Relay, RelaySettings, Replaying, Sink};
use jiff::SignedDuration;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use tokio::sync::Notify;

use crate::store_suite::World;
use crate::{new, phone, target};

const TARGETS: u8 = 5;
const RELAYS: usize = 2;
/// One that takes everything in the end, and one whose events are given up after a few attempts.
const SINKS: usize = 2;
const ATTEMPTS: u32 = 3;

#[derive(Clone, Copy, Debug)]
enum Step {
    Write(u8),
    Renew(usize),
    Move(usize),
    Deliver(usize, usize),
    Wait(u8),
    Die(usize),
}

/// How a delivery goes, as far as there are events.
#[derive(Clone, Copy, Debug)]
enum Way {
    Well,
    /// So many arrive, and then it fails.
    Fails(usize),
    /// So many arrive, fewer are said to have.
    Forgets(usize),
    /// So many arrive, and then the process dies.
    Dies(usize),
    /// The first is refused for good.
    Refuses,
}

/// Remembers what arrived.
struct Consumer {
    ways: Mutex<VecDeque<Way>>,
    arrived: Mutex<Vec<(TargetId, EventId)>>,
    may_refuse: bool,
    died: Notify,
}

impl Consumer {
    fn take(&self, events: &[Outgoing], count: usize) -> usize {
        let count = count.min(events.len());
        let mut arrived = self.arrived.lock().expect("not poisoned");
        arrived.extend(events[..count].iter().map(|event| (event.target, event.id)));
        count
    }
}

#[async_trait]
impl EventSink for Consumer {
    async fn deliver(&self, events: &[Outgoing]) -> Delivered {
        let way = self.ways.lock().expect("not poisoned").pop_front();
        let again = |why: &str| Halt::TryAgain {
            why: why.to_owned(),
            after: None,
        };
        match way.unwrap_or(Way::Well) {
            Way::Fails(count) if count < events.len() => {
                Delivered::until(self.take(events, count), again("it failed"))
            }
            Way::Well | Way::Fails(_) => Delivered::all(self.take(events, events.len())),
            Way::Forgets(count) => {
                let count = self.take(events, count);
                Delivered::until(count / 2, again("the answer was lost"))
            }
            Way::Dies(count) => {
                self.take(events, count);
                self.died.notify_one();
                std::future::pending().await
            }
            Way::Refuses if self.may_refuse => Delivered::until(
                0,
                Halt::Refused {
                    why: "never".to_owned(),
                },
            ),
            Way::Refuses => Delivered::until(0, again("not now")),
        }
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let relay = 0..RELAYS;
    let step = prop_oneof![
        6 => (0..TARGETS).prop_map(Step::Write),
        3 => relay.clone().prop_map(Step::Renew),
        4 => relay.clone().prop_map(Step::Move),
        6 => (relay.clone(), 0..SINKS).prop_map(|(relay, sink)| Step::Deliver(relay, sink)),
        2 => (1..45_u8).prop_map(Step::Wait),
        1 => relay.prop_map(Step::Die),
    ];
    prop::collection::vec(step, 10..80)
}

fn ways() -> impl Strategy<Value = VecDeque<Way>> {
    let way = prop_oneof![
        4 => Just(Way::Well),
        2 => (0..4_usize).prop_map(Way::Fails),
        2 => (0..4_usize).prop_map(Way::Forgets),
        2 => (0..4_usize).prop_map(Way::Dies),
        1 => Just(Way::Refuses),
    ];
    prop::collection::vec_deque(way, 0..24)
}

struct Scene {
    world: World,
    consumers: Vec<Arc<Consumer>>,
    relays: Vec<Relay>,
}

impl Scene {
    fn of(world: World, ways: [VecDeque<Way>; SINKS]) -> Self {
        let consumer = |(index, ways)| {
            Arc::new(Consumer {
                ways: Mutex::new(ways),
                arrived: Mutex::default(),
                may_refuse: index == 1,
                died: Notify::new(),
            })
        };
        let consumers = ways.into_iter().enumerate().map(consumer).collect();
        let mut scene = Self {
            world,
            consumers,
            relays: Vec::new(),
        };
        scene.relays = (0..RELAYS).map(|_| scene.relay()).collect();
        scene
    }

    fn sink(&self, index: usize) -> Sink {
        Sink {
            name: SinkName::from_stored(&format!("sink-{index}")),
            terms: Terms::default(),
            client: self.consumers[index].clone(),
            attempts: (index == 1).then_some(ATTEMPTS),
            longest_pause: SignedDuration::from_secs(4),
            batch: 3,
            shards_at_once: 2,
            from_beginning: true,
        }
    }

    /// A process that starts.
    fn relay(&self) -> Relay {
        let sinks = (0..SINKS).map(|index| self.sink(index)).collect();
        Relay::new(
            self.world.store.clone(),
            self.world.clock.clone(),
            self.world.ids.clone(),
            sinks,
            RelaySettings::default(),
        )
    }

    async fn perform(&mut self, step: Step) {
        match step {
            Step::Write(number) => self.write(number).await,
            Step::Renew(relay) => {
                self.relays[relay].renew().await.expect("asked");
                self.relays[relay].begin().await.expect("asked");
            }
            Step::Move(relay) => {
                self.relays[relay].move_waiting().await.expect("moved");
            }
            Step::Deliver(relay, sink) => self.deliver(relay, sink).await,
            Step::Wait(seconds) => self.world.clock.advance_seconds(seconds.into()),
            Step::Die(relay) => self.relays[relay] = self.relay(),
        }
    }

    async fn write(&self, number: u8) {
        let made = self.world.all(target(number)).await;
        match made.first() {
            None => {
                let made = self.world.make(new(target(number), phone("07700 900001")));
                made.await.expect("made");
            }
            Some(made) => {
                let other = ["07700 900001", "07700 900002"];
                let next = other[usize::try_from(made.version.number() % 2).expect("small")];
                self.world
                    .replace(made, phone(next))
                    .await
                    .expect("replaced");
            }
        }
    }

    async fn deliver(&mut self, relay: usize, sink: usize) {
        let consumer = self.consumers[sink].clone();
        let has_died = tokio::select! {
            biased;
            done = self.relays[relay].deliver(sink) => {
                done.expect("delivered");
                false
            }
            () = consumer.died.notified() => true,
        };
        if has_died {
            self.relays[relay] = self.relay();
        }
    }

    /// Everything works again, and time passes until nothing is left to do.
    async fn finish(&mut self) {
        for consumer in &self.consumers {
            consumer.ways.lock().expect("not poisoned").clear();
        }
        self.relays = vec![self.relay()];
        for _ in 0..8 {
            self.world.clock.advance_seconds(31);
            self.perform(Step::Renew(0)).await;
            self.perform(Step::Move(0)).await;
            for sink in 0..SINKS {
                while self.relays[0].deliver(sink).await.expect("delivered") > 0 {}
            }
        }
        self.relays[0].look().await.expect("readable");
    }

    /// Which events arrived, each where it came first.
    fn first_arrivals(&self, sink: usize) -> BTreeMap<TargetId, Vec<EventId>> {
        let mut seen = HashSet::new();
        let mut arrivals: BTreeMap<TargetId, Vec<EventId>> = BTreeMap::new();
        let arrived = self.consumers[sink].arrived.lock().expect("not poisoned");
        for (target, event) in arrived.iter().filter(|(_, event)| seen.insert(*event)) {
            arrivals.entry(*target).or_default().push(*event);
        }
        arrivals
    }

    async fn check(&mut self) -> Result<(), TestCaseError> {
        let status = self.relays[0].status();
        prop_assert_eq!(status.waiting(), 0);
        let dead = self.dead(1).await;
        prop_assert!(self.dead(0).await.is_empty());
        for sink in 0..SINKS {
            prop_assert_eq!(status.sinks()[sink].lag(), 0);
            let arrivals = self.first_arrivals(sink);
            for number in 0..TARGETS {
                let target = target(number);
                let logged = self.world.store.log_of(target).await.expect("readable");
                let version = self.world.store.target_version(target).await;
                let written = usize::try_from(version.expect("readable")).expect("few");
                prop_assert_eq!(logged.len(), written);
                let told = arrivals.get(&target).cloned().unwrap_or_default();
                let is_told = |id: &EventId| told.contains(id);
                let expected = logged.iter().map(|event| event.id).filter(|id| {
                    // An event that was given up may have arrived without an answer.
                    sink == 0 || !dead.contains(id) || is_told(id)
                });
                prop_assert_eq!(expected.collect::<Vec<_>>(), told);
            }
        }
        Ok(())
    }

    async fn dead(&self, sink: usize) -> HashSet<EventId> {
        let letters = self
            .world
            .store
            .dead_letters(self.sink(sink).name, None, 1000);
        let letters = letters.await.expect("readable");
        letters.iter().map(|(_, event)| event.id).collect()
    }

    /// What was given up is taken when it is told again, and is a dead letter no more.
    async fn replay(&self) -> Result<(), TestCaseError> {
        let mut operator = Actor::clone(&self.world.housing);
        operator.mode = AccessMode::Operator;
        let operator = Arc::new(operator);
        let caller = self.world.caller(&operator);
        let (use_cases, sink) = (&self.world.use_cases, self.sink(1));
        let dead = self.dead(1).await;
        let replayed = use_cases.replay_events(caller, &sink, Replaying::DeadLetters);
        let replayed = replayed.await.expect("allowed");
        prop_assert_eq!(usize::try_from(replayed.delivered), Ok(dead.len()));
        prop_assert_eq!((replayed.refused, replayed.trouble), (0, None));
        prop_assert!(self.dead(1).await.is_empty());
        for number in 0..TARGETS {
            let logged = self.world.store.log_of(target(number)).await;
            let arrivals = self.first_arrivals(1);
            let told = arrivals.get(&target(number)).map_or(0, Vec::len);
            prop_assert_eq!(told, logged.expect("readable").len());
        }
        Ok(())
    }
}

/// Tries this many random courses of events, each on a fresh store.
pub fn check<G>(cases: u32, fresh: impl Fn() -> (Arc<dyn Evidence>, G)) {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let outcome = TestRunner::new(config).run(&(steps(), [ways(), ways()]), |(steps, ways)| {
        runtime.block_on(async {
            let (store, _guard) = fresh();
            let mut scene = Scene::of(World::over(store), ways);
            for step in steps {
                scene.perform(step).await;
            }
            scene.finish().await;
            scene.check().await?;
            scene.replay().await
        })
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
