//! How the relay goes, in numbers that anybody may read at any time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};

use contactable_domain::event::SinkName;
use contactable_domain::ports::Waiting;
use jiff::Timestamp;

use super::backoff::Pauses;

/// No instant.
const NEVER: i64 = i64::MIN;

/// How the relay of this process goes.
#[derive(Debug)]
pub struct RelayStatus {
    held: AtomicUsize,
    waiting: AtomicU64,
    oldest: AtomicI64,
    looked_at: AtomicI64,
    sinks: Vec<SinkStatus>,
}

/// How it goes with one consumer.
#[derive(Debug)]
pub struct SinkStatus {
    name: SinkName,
    lag: AtomicU64,
    delivered: AtomicU64,
    failures: AtomicU64,
    given_up: AtomicU64,
    dead_letters: AtomicU64,
    delivered_at: AtomicI64,
    index: usize,
    pauses: Arc<Pauses>,
}

impl RelayStatus {
    pub(super) fn of(
        sinks: impl Iterator<Item = SinkName>,
        pauses: &Arc<Pauses>,
        now: Timestamp,
    ) -> Self {
        let sinks = sinks
            .enumerate()
            .map(|(index, name)| SinkStatus::of(name, index, pauses));
        Self {
            held: AtomicUsize::new(0),
            waiting: AtomicU64::new(0),
            oldest: AtomicI64::new(NEVER),
            looked_at: AtomicI64::new(now.as_microsecond()),
            sinks: sinks.collect(),
        }
    }

    /// How many shards this process relays.
    pub fn held_shards(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }

    /// How many events waited in the outbox when it was last looked at; of very many not all are counted.
    pub fn waiting(&self) -> u64 {
        self.waiting.load(Ordering::Relaxed)
    }

    /// When the oldest of them was made.
    pub fn oldest_waiting(&self) -> Option<Timestamp> {
        instant(&self.oldest)
    }

    /// When the outbox was last looked at; before the first time, when the relay was made. Long ago means that it is
    /// stuck.
    pub fn looked_at(&self) -> Timestamp {
        instant(&self.looked_at).unwrap_or_default()
    }

    /// Each consumer.
    pub fn sinks(&self) -> &[SinkStatus] {
        &self.sinks
    }

    pub(super) fn note_held(&self, shards: usize) {
        self.held.store(shards, Ordering::Relaxed);
    }

    pub(super) fn note_waiting(&self, waiting: Waiting, now: Timestamp) {
        let oldest = waiting.oldest.map_or(NEVER, Timestamp::as_microsecond);
        self.waiting.store(waiting.events, Ordering::Relaxed);
        self.oldest.store(oldest, Ordering::Relaxed);
        self.looked_at
            .store(now.as_microsecond(), Ordering::Relaxed);
    }

    pub(super) fn note_lag(&self, index: usize, lag: u64, dead_letters: u64) {
        if let Some(sink) = self.sinks.get(index) {
            sink.lag.store(lag, Ordering::Relaxed);
            sink.dead_letters.store(dead_letters, Ordering::Relaxed);
        }
    }

    pub(super) fn note_delivered(&self, index: usize, count: usize, now: Timestamp) {
        if let Some(sink) = self.sinks.get(index).filter(|_| count > 0) {
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            sink.delivered.fetch_add(count, Ordering::Relaxed);
            sink.delivered_at
                .store(now.as_microsecond(), Ordering::Relaxed);
        }
    }

    pub(super) fn note_failure(&self, index: usize) {
        if let Some(sink) = self.sinks.get(index) {
            sink.failures.fetch_add(1, Ordering::Relaxed);
        }
    }

    pub(super) fn note_dead(&self, index: usize, count: usize) {
        if let Some(sink) = self.sinks.get(index) {
            let count = u64::try_from(count).unwrap_or(u64::MAX);
            sink.given_up.fetch_add(count, Ordering::Relaxed);
        }
    }
}

impl SinkStatus {
    fn of(name: SinkName, index: usize, pauses: &Arc<Pauses>) -> Self {
        Self {
            name,
            lag: AtomicU64::new(0),
            delivered: AtomicU64::new(0),
            failures: AtomicU64::new(0),
            given_up: AtomicU64::new(0),
            dead_letters: AtomicU64::new(0),
            delivered_at: AtomicI64::new(NEVER),
            index,
            pauses: pauses.clone(),
        }
    }

    /// Its name.
    pub fn name(&self) -> &SinkName {
        &self.name
    }

    /// How many events of the log it was not told yet, in all shards, whichever process relays them.
    pub fn lag(&self) -> u64 {
        self.lag.load(Ordering::Relaxed)
    }

    /// How many events this process delivered to it.
    pub fn delivered(&self) -> u64 {
        self.delivered.load(Ordering::Relaxed)
    }

    /// How often this process failed to deliver to it.
    pub fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }

    /// How many events this process gave up.
    pub fn given_up(&self) -> u64 {
        self.given_up.load(Ordering::Relaxed)
    }

    /// How many events wait in its dead letters.
    pub fn dead_letters(&self) -> u64 {
        self.dead_letters.load(Ordering::Relaxed)
    }

    /// When this process last delivered something to it.
    pub fn delivered_at(&self) -> Option<Timestamp> {
        instant(&self.delivered_at)
    }

    /// Whether it is being left alone in some shard because of a failure there. That others go well says nothing of it.
    pub fn is_failing(&self) -> bool {
        self.trouble().is_some()
    }

    /// What was the matter, while it is failing. It never holds a value.
    pub fn trouble(&self) -> Option<String> {
        self.pauses.trouble(self.index)
    }
}

fn instant(micros: &AtomicI64) -> Option<Timestamp> {
    let micros = micros.load(Ordering::Relaxed);
    Timestamp::from_microsecond(micros).ok()
}
