use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What the writer tells the readers.
#[derive(Default)]
pub struct Commits {
    count: AtomicU64,
    checkpoint_waits: AtomicBool,
}

impl Commits {
    /// How many commits there have been, tried or done, each counted before it is acknowledged.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Acquire)
    }

    /// Whether readers must not keep transactions open, so that the write-ahead log can start over.
    pub fn checkpoint_waits(&self) -> bool {
        self.checkpoint_waits.load(Ordering::Acquire)
    }

    /// Asks the readers to let go, or allows them to hold on again.
    pub fn set_checkpoint_waits(&self, waits: bool) {
        self.checkpoint_waits.store(waits, Ordering::Release);
    }

    /// Counts one more.
    pub fn add(&self) {
        self.count.fetch_add(1, Ordering::Release);
    }
}
