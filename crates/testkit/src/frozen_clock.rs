use std::sync::atomic::{AtomicI64, Ordering};

use contactable_domain::ports::Clock;
use jiff::Timestamp;

/// A clock that moves only when it is told to. Starts at 2026-11-21T09:30:00Z.
pub struct FrozenClock(AtomicI64);

impl Default for FrozenClock {
    fn default() -> Self {
        Self(AtomicI64::new(1_795_253_400_000_000))
    }
}

impl FrozenClock {
    /// Moves on.
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for FrozenClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }
}
