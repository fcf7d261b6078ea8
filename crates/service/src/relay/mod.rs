//! The relay: takes events out of the outbox and tells them to whoever wants to know, each at least once, those of a
//! target in order, going on where it stopped.
//!
//! Nothing here waits: the server calls these again and again. Reading order: [`Relay::renew`] (`leasing.rs`, which
//! shards are ours), [`Relay::move_waiting`] (`moving.rs`, from the outbox into the log), [`Relay::deliver`]
//! (`delivering.rs`, from the log to one consumer), [`Relay::prune`] (`pruning.rs`).

mod backoff;
mod delivering;
mod leasing;
mod moving;
mod pruning;
mod replaying;
mod status;

use std::sync::{Arc, Mutex};

use contactable_domain::event::{SinkName, Terms};
use contactable_domain::ports::{Clock, EventSink, Ids, RelayId, Store, Unavailable};
use jiff::{SignedDuration, Timestamp};

pub use replaying::{EventTail, LetterPage, Replayed, Replaying};
pub use status::{RelayStatus, SinkStatus};

use backoff::Pauses;

/// A consumer of events, as it is configured.
#[derive(Clone)]
pub struct Sink {
    /// Its name.
    pub name: SinkName,
    /// On what terms it is told.
    pub terms: Terms,
    /// How it is reached.
    pub client: Arc<dyn EventSink>,
    /// After how many attempts an event is given up; `None` if never, so that it holds up all behind it.
    pub attempts: Option<u32>,
    /// The longest to leave it alone after a failure.
    pub longest_pause: SignedDuration,
    /// How many events are handed over at once.
    pub batch: u32,
    /// How many shards are delivered at once.
    pub shards_at_once: usize,
    /// Whether a new consumer is told everything that the log still has, and not only what comes from now on.
    pub from_beginning: bool,
}

/// What a consumer will not be told, because the log forgot it before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Missed {
    /// Who.
    pub sink: SinkName,
    /// How many events at most.
    pub events: u64,
}

/// How the relay works.
#[derive(Clone, Copy, Debug)]
pub struct RelaySettings {
    /// How long a shard stays with a process that does not ask again.
    pub lease: SignedDuration,
    /// How long events stay in the log after they were told.
    pub kept: SignedDuration,
    /// How long events stay that could not be told.
    pub dead_kept: SignedDuration,
}

impl Default for RelaySettings {
    fn default() -> Self {
        Self {
            lease: SignedDuration::from_secs(30),
            kept: SignedDuration::from_hours(7 * 24),
            dead_kept: SignedDuration::from_hours(30 * 24),
        }
    }
}

/// The relay of one process.
pub struct Relay {
    id: RelayId,
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    sinks: Vec<Sink>,
    settings: RelaySettings,
    held: Mutex<Held>,
    pauses: Arc<Pauses>,
    status: Arc<RelayStatus>,
}

/// The shards that are ours, and until when for sure.
#[derive(Clone, Default)]
struct Held {
    shards: Vec<u8>,
    until: Timestamp,
}

impl Relay {
    /// A relay over a store, which holds nothing yet.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        ids: Arc<dyn Ids>,
        sinks: Vec<Sink>,
        settings: RelaySettings,
    ) -> Self {
        let (now, pauses) = (clock.now(), Arc::<Pauses>::default());
        let names = sinks.iter().map(|sink| sink.name.clone());
        let status = RelayStatus::of(names, &pauses, now);
        Self {
            id: RelayId(ids.next(now)),
            store,
            clock,
            ids,
            sinks,
            settings,
            held: Mutex::default(),
            pauses,
            status: Arc::new(status),
        }
    }

    /// How it goes, for metrics and readiness.
    pub fn status(&self) -> Arc<RelayStatus> {
        self.status.clone()
    }

    /// How many consumers there are.
    pub fn sink_count(&self) -> usize {
        self.sinks.len()
    }

    /// How long a shard stays ours without asking again.
    pub fn lease(&self) -> SignedDuration {
        self.settings.lease
    }

    /// Notes the consumers that are new. Gives back what the others missed: one that was none for a while was not waited
    /// for by the log.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn begin(&self) -> Result<Vec<Missed>, Unavailable> {
        let mut missed = Vec::new();
        for sink in &self.sinks {
            let (name, all) = (sink.name.clone(), sink.from_beginning);
            let positions = self.store.positions(name.clone()).await?;
            let forgotten = positions
                .iter()
                .map(|position| position.pruned.saturating_sub(position.told));
            let events = forgotten.sum();
            if events > 0 {
                let sink = name.clone();
                missed.push(Missed { sink, events });
            }
            self.store.begin_sink(name, all).await?;
        }
        Ok(missed)
    }

    /// Looks how much waits and how far each consumer is, and notes it in the status.
    ///
    /// # Errors
    /// [`Unavailable`].
    pub async fn look(&self) -> Result<(), Unavailable> {
        let waiting = self.store.waiting().await?;
        self.status.note_waiting(waiting, self.clock.now());
        for (index, sink) in self.sinks.iter().enumerate() {
            let positions = self.store.positions(sink.name.clone()).await?;
            let behind = positions
                .iter()
                .map(|position| position.last.saturating_sub(position.told));
            let dead = self.store.count_dead_letters(sink.name.clone()).await?;
            self.status.note_lag(index, behind.sum(), dead);
        }
        Ok(())
    }
}
