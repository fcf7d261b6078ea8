//! Audit entries of reads and refusals on their way to the writer. Reads do not wait for their entry's
//! commit, but when too many wait, the next one waits too: slower rather than lossy.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use contactable_domain::audit::AuditEntry;
use tokio::sync::Notify;

/// How many entries may wait.
const CAPACITY: usize = 16_384;

/// From how many on they wait no longer to be written together: there must still be room while they are written.
const CROWD: usize = CAPACITY / 4;

/// What the writer has to be told after an entry was added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waiting {
    /// Nothing: it knows that entries wait.
    Some,
    /// That entries wait now.
    First,
    /// That many wait and should be written at once.
    Crowd,
}

#[derive(Default)]
pub struct AuditQueue {
    waiting: Mutex<Entries>,
    room: Notify,
}

/// The entries that are not durable yet.
#[derive(Default)]
struct Entries {
    waiting: Vec<AuditEntry>,
    /// Since when the first of them has been waiting.
    since: Option<Instant>,
    /// How many the writer has taken and not written yet, and since when the first of them had been waiting.
    taken: Option<(usize, Option<Instant>)>,
}

impl AuditQueue {
    /// Adds an entry, waiting for room.
    pub async fn push(&self, entry: AuditEntry) -> Waiting {
        loop {
            let mut room = std::pin::pin!(self.room.notified());
            room.as_mut().enable();
            {
                let mut waiting = self.lock();
                if waiting.waiting.len() < CAPACITY {
                    waiting.since.get_or_insert_with(Instant::now);
                    waiting.waiting.push(entry);
                    return match waiting.waiting.len() {
                        1 => Waiting::First,
                        CROWD => Waiting::Crowd,
                        _ => Waiting::Some,
                    };
                }
            }
            room.await;
        }
    }

    /// Takes everything that waits, to be written or put back.
    pub fn take(&self) -> Vec<AuditEntry> {
        let taken = {
            let mut entries = self.lock();
            let taken = std::mem::take(&mut entries.waiting);
            entries.taken = Some((taken.len(), entries.since.take()));
            taken
        };
        self.room.notify_waiters();
        taken
    }

    /// What was taken is durable.
    pub fn written(&self) {
        self.lock().taken = None;
    }

    /// Puts back what could not be written, before what came since.
    pub fn put_back(&self, mut taken: Vec<AuditEntry>) {
        let mut entries = self.lock();
        taken.append(&mut entries.waiting);
        entries.waiting = taken;
        let since = entries.taken.take().and_then(|(_, since)| since);
        entries.since = since.or(entries.since);
    }

    pub fn is_empty(&self) -> bool {
        self.lock().waiting.is_empty()
    }

    /// Whether so many wait that they should be written at once.
    pub fn is_crowded(&self) -> bool {
        self.lock().waiting.len() >= CROWD
    }

    /// How many entries are not durable yet, and for how long the oldest of them has been waiting.
    pub fn lag(&self) -> (usize, Duration) {
        let entries = self.lock();
        let (taken, since) = entries.taken.unwrap_or_default();
        let oldest = since.or(entries.since);
        let lag = oldest.map_or(Duration::ZERO, |since| since.elapsed());
        (entries.waiting.len() + taken, lag)
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
