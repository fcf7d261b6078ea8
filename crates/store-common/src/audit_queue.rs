//! Audit entries of reads and refusals on their way to the writer. Reads do not wait for their entry's
//! commit, but when too many wait, the next one waits too: slower rather than lossy.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

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

/// Entries that wait for the writer.
pub struct AuditQueue<E> {
    waiting: Mutex<Entries<E>>,
    room: Notify,
}

/// The entries that are not durable yet.
struct Entries<E> {
    waiting: Vec<E>,
    /// Since when the first of them has been waiting.
    since: Option<Instant>,
    /// How many the writer has taken and not written yet, and since when the first of them had been waiting.
    taken: Option<(usize, Option<Instant>)>,
}

impl<E> Default for AuditQueue<E> {
    fn default() -> Self {
        let entries = Entries {
            waiting: Vec::new(),
            since: None,
            taken: None,
        };
        Self {
            waiting: Mutex::new(entries),
            room: Notify::new(),
        }
    }
}

impl<E> AuditQueue<E> {
    /// Adds an entry, waiting for room.
    pub async fn push(&self, entry: E) -> Waiting {
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
    pub fn take(&self) -> Vec<E> {
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
    pub fn put_back(&self, mut taken: Vec<E>) {
        let mut entries = self.lock();
        taken.append(&mut entries.waiting);
        entries.waiting = taken;
        let since = entries.taken.take().and_then(|(_, since)| since);
        entries.since = since.or(entries.since);
    }

    /// Whether none waits.
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

    fn lock(&self) -> MutexGuard<'_, Entries<E>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_not_durable_lags_wherever_it_is() {
        let queue = AuditQueue::default();
        assert_eq!(queue.lag(), (0, Duration::ZERO));
        queue.push(1).await;
        let lag = |count| {
            let (entries, lag) = queue.lag();
            assert_eq!(entries, count);
            lag
        };
        let waiting = lag(1);
        let taken = queue.take();
        let being_written = lag(1);
        assert!(being_written >= waiting && being_written > Duration::ZERO);
        queue.push(2).await;
        assert!(lag(2) >= being_written);
        queue.put_back(taken);
        assert!(lag(2) >= being_written, "since the first one came");
        assert_eq!(queue.take(), [1, 2]);
        queue.written();
        assert_eq!(lag(0), Duration::ZERO);
    }

    #[tokio::test]
    async fn whoever_finds_no_room_waits_for_it() {
        let queue = AuditQueue::default();
        assert_eq!(queue.push(0).await, Waiting::First);
        for entry in 1..CAPACITY {
            let told = queue.push(entry).await;
            let is_crowd = entry + 1 == CROWD;
            assert_eq!(told == Waiting::Crowd, is_crowd, "{entry}");
        }
        assert!(queue.is_crowded());
        let (told, taken) = tokio::join!(queue.push(CAPACITY), async { queue.take().len() });
        assert_eq!((told, taken), (Waiting::First, CAPACITY));
        assert!(!queue.is_empty() && !queue.is_crowded());
    }
}
