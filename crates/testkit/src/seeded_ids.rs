use std::sync::atomic::{AtomicU64, Ordering};

use contactable_domain::ports::Ids;
use jiff::Timestamp;
use uuid::Uuid;

/// Ids that are the same in every run: UUID v7 of the instant, with a counter for randomness.
#[derive(Default)]
pub struct SeededIds(AtomicU64);

impl Ids for SeededIds {
    fn next(&self, at: Timestamp) -> Uuid {
        let count = self.0.fetch_add(1, Ordering::SeqCst);
        let millis = u64::try_from(at.as_millisecond()).unwrap_or_default();
        Uuid::from_u64_pair((millis << 16) | 0x7000, 0x8000_0000_0000_0000 | count)
    }
}
