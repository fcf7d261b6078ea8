use std::sync::atomic::{AtomicU64, Ordering};

/// Counts the writer's commits, each before it is acknowledged to anybody.
#[derive(Default)]
pub struct Commits(AtomicU64);

impl Commits {
    /// How many there have been.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    /// Counts one more.
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }
}
