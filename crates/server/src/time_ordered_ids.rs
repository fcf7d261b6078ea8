use std::sync::Mutex;

use contactable_domain::ports::Ids;
use jiff::Timestamp;
use uuid::{ContextV7, Uuid};

/// Random ids that sort by when they were made.
#[derive(Default)]
pub struct TimeOrderedIds(Mutex<ContextV7>);

impl Ids for TimeOrderedIds {
    fn next(&self, at: Timestamp) -> Uuid {
        let seconds = u64::try_from(at.as_second()).unwrap_or_default();
        let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or_default();
        Uuid::new_v7(uuid::Timestamp::from_unix(&self.0, seconds, nanos))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_instant_sort_in_the_order_they_were_made() {
        let ids = TimeOrderedIds::default();
        let at = "2026-11-21T09:30:00Z".parse().unwrap();
        let made: Vec<Uuid> = (0..1000).map(|_| ids.next(at)).collect();
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|id| id.get_version_num() == 7));
    }
}
