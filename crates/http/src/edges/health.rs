//! What the last look at the store's health found. Anybody may ask, and looking takes the store's one place for
//! writing; so it is taken once a second at most.

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

/// For how long a look is good.
const GOOD_FOR: SignedDuration = SignedDuration::from_secs(1);

/// The last look: when, and whether all was well.
#[derive(Default)]
pub struct Health(Mutex<Option<(Timestamp, bool)>>);

impl Health {
    /// Whether all is well at this instant. Who asks while somebody looks hears what they find.
    pub async fn at(&self, now: Timestamp, look: impl AsyncFnOnce() -> bool) -> bool {
        let mut last = self.0.lock().await;
        if let Some((at, healthy)) = *last
            && now >= at
            && now.duration_since(at) < GOOD_FOR
        {
            return healthy;
        }
        let healthy = look().await;
        *last = Some((now, healthy));
        healthy
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[tokio::test]
    async fn a_look_is_good_for_a_second_and_no_longer() {
        let (health, looks) = (Health::default(), Cell::new(0));
        let at = async |millis, found: bool| {
            let now = Timestamp::from_millisecond(millis).unwrap();
            let look = async || {
                looks.set(looks.get() + 1);
                found
            };
            (health.at(now, look).await, looks.get())
        };
        assert_eq!(at(5_000, true).await, (true, 1));
        assert_eq!(at(5_999, false).await, (true, 1));
        assert_eq!(at(6_000, false).await, (false, 2));
        assert_eq!(at(6_500, true).await, (false, 2));
        // A clock that was set back makes nothing last longer.
        assert_eq!(at(1_000, true).await, (true, 3));
    }
}
