//! How the clients are doing while they ask: how often they were answered and how often not, and for how long nobody was.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use contactable_harness::Failure;

use crate::told::Fate;

/// How often a scenario looks.
const LOOK: Duration = Duration::from_millis(5);

/// Counts since the first client asked.
#[derive(Default)]
pub struct Pulse {
    acknowledged: AtomicU64,
    unanswered: AtomicU64,
    unavailable: AtomicU64,
    gap: Mutex<Gap>,
}

/// The longest time in which nothing was acknowledged.
#[derive(Default)]
struct Gap {
    last: Option<Instant>,
    longest: Duration,
}

impl Pulse {
    /// Counts the outcome of one try.
    pub(super) fn beat(&self, fate: &Fate) {
        match fate {
            Fate::Acknowledged { .. } | Fate::DoneBefore { .. } => {
                self.acknowledged.fetch_add(1, Ordering::SeqCst);
                if let Ok(mut gap) = self.gap.lock() {
                    let now = Instant::now();
                    let since = gap.last.replace(now).map(|last| now.duration_since(last));
                    gap.longest = gap.longest.max(since.unwrap_or_default());
                }
            }
            Fate::Unsent | Fate::Unknown => {
                self.unanswered.fetch_add(1, Ordering::SeqCst);
            }
            Fate::Refused { .. } => {}
        }
    }

    /// How many tries were acknowledged.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged.load(Ordering::SeqCst)
    }

    /// How many tries came to nothing that anybody knows of.
    pub fn unanswered(&self) -> u64 {
        self.unanswered.load(Ordering::SeqCst)
    }

    /// Counts an answer that says that the service cannot serve now (503).
    pub(super) fn count_unavailable(&self) {
        self.unavailable.fetch_add(1, Ordering::SeqCst);
    }

    /// How many tries were answered so: not those to which no answer came.
    pub fn unavailable(&self) -> u64 {
        self.unavailable.load(Ordering::SeqCst)
    }

    /// Forgets how long nothing was acknowledged, as when nobody asks for a while.
    pub fn start_gap(&self) {
        if let Ok(mut gap) = self.gap.lock() {
            *gap = Gap::default();
        }
    }

    /// The longest time in which nothing was acknowledged, since it was last forgotten.
    pub fn longest_gap(&self) -> Duration {
        self.gap.lock().map_or(Duration::ZERO, |gap| gap.longest)
    }

    /// Waits until a count has grown by so many.
    ///
    /// # Errors
    /// It does not within a patient while.
    pub fn wait_for(&self, count: fn(&Self) -> u64, more: u64, what: &str) -> Result<(), Failure> {
        const PATIENCE: Duration = Duration::from_mins(1);
        let (began, from) = (Instant::now(), count(self));
        while count(self) < from + more {
            if began.elapsed() > PATIENCE {
                return Err(format!("{what}: that did not happen within {PATIENCE:?}").into());
            }
            std::thread::sleep(LOOK);
        }
        Ok(())
    }
}
