//! Audit entries of reads and refusals on their way to the writer. Reads do not wait for their entry's
//! commit, but when too many wait, the next one waits too: slower rather than lossy.

use std::sync::{Mutex, MutexGuard, PoisonError};

use contactable_domain::audit::AuditEntry;
use tokio::sync::Notify;

/// How many entries may wait.
const CAPACITY: usize = 16_384;

#[derive(Default)]
pub struct AuditQueue {
    waiting: Mutex<Vec<AuditEntry>>,
    room: Notify,
}

impl AuditQueue {
    /// Adds an entry, waiting for room. `true` when it is the first, so that the writer must be woken.
    pub async fn push(&self, entry: AuditEntry) -> bool {
        loop {
            let mut room = std::pin::pin!(self.room.notified());
            room.as_mut().enable();
            {
                let mut waiting = self.lock();
                if waiting.len() < CAPACITY {
                    waiting.push(entry);
                    return waiting.len() == 1;
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

    fn lock(&self) -> MutexGuard<'_, Vec<AuditEntry>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
