//! Audit entries of reads and refusals on their way to the writer. Reads do not wait for their entry's
//! commit, but when too many wait, the next one waits too: slower rather than lossy.

use std::sync::{Mutex, MutexGuard, PoisonError};

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
    waiting: Mutex<Vec<AuditEntry>>,
    room: Notify,
}

impl AuditQueue {
    /// Adds an entry, waiting for room.
    pub async fn push(&self, entry: AuditEntry) -> Waiting {
        loop {
            let mut room = std::pin::pin!(self.room.notified());
            room.as_mut().enable();
            {
                let mut waiting = self.lock();
                if waiting.len() < CAPACITY {
                    waiting.push(entry);
                    return match waiting.len() {
                        1 => Waiting::First,
                        CROWD => Waiting::Crowd,
                        _ => Waiting::Some,
                    };
                }
            }
            room.await;
        }
    }

    /// Takes everything that waits.
    pub fn take(&self) -> Vec<AuditEntry> {
        let taken = std::mem::take(&mut *self.lock());
        self.room.notify_waiters();
        taken
    }

    /// Puts back what could not be written, before what came since.
    pub fn put_back(&self, mut entries: Vec<AuditEntry>) {
        let mut waiting = self.lock();
        entries.append(&mut waiting);
        *waiting = entries;
    }

    pub fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    /// Whether so many wait that they should be written at once.
    pub fn is_crowded(&self) -> bool {
        self.lock().len() >= CROWD
    }

    fn lock(&self) -> MutexGuard<'_, Vec<AuditEntry>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
