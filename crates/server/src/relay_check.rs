//! Whether events get on, for whoever asks whether the service is ready. It is ready without: nothing is lost meanwhile.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::ports::Clock as _;
use contactable_http::edges::{Check, Condition, Part};
use contactable_service::relay::{Relay, RelayStatus};
use jiff::SignedDuration;

use crate::SystemClock;

/// After how long without a look at the outbox the relay counts as stuck.
const STUCK: SignedDuration = SignedDuration::from_secs(60);

/// The relay and its sinks.
pub struct RelayCheck(Arc<RelayStatus>);

impl RelayCheck {
    /// Of this relay.
    pub fn of(relay: &Relay) -> Self {
        Self(relay.status())
    }
}

#[async_trait]
impl Check for RelayCheck {
    fn name(&self) -> &'static str {
        "relay"
    }

    fn is_needed(&self) -> bool {
        false
    }

    async fn look(&self) -> Part {
        let now = SystemClock.now();
        let looked = self.0.looked_at();
        let sinks = self.0.sinks().iter().map(|sink| {
            let condition = if sink.is_failing() {
                Condition::Unhealthy
            } else if sink.dead_letters() > 0 {
                Condition::Degraded
            } else {
                Condition::Healthy
            };
            (sink.name().as_str().to_owned(), condition)
        });
        let sinks: Vec<(String, Condition)> = sinks.collect();
        let is_well = sinks
            .iter()
            .all(|(_, condition)| *condition == Condition::Healthy);
        let condition = if now.duration_since(looked) > STUCK {
            Condition::Unhealthy
        } else if is_well {
            Condition::Healthy
        } else {
            Condition::Degraded
        };
        Part::new(condition).made_of(sinks)
    }
}

#[cfg(test)]
mod tests {
    use contactable_domain::ports::Clock;
    use contactable_service::relay::RelaySettings;
    use contactable_store_sqlite::{Options, SqliteStore};
    use contactable_testkit::SeededIds;
    use jiff::Timestamp;

    use super::*;

    /// A clock that is slow by so much.
    struct Slow(SignedDuration);

    impl Clock for Slow {
        fn now(&self) -> Timestamp {
            SystemClock.now() - self.0
        }
    }

    /// One that never begins, because the store does not answer, never looks either.
    #[tokio::test]
    async fn a_relay_that_never_began_is_stuck() {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("a.db"), Options::default());
        let store = Arc::new(store.unwrap());
        for (seconds, condition) in [(0, "healthy"), (61, "unhealthy")] {
            let clock = Arc::new(Slow(SignedDuration::from_secs(seconds)));
            let ids = Arc::new(SeededIds::default());
            let settings = RelaySettings::default();
            let relay = Relay::new(store.clone(), clock, ids, Vec::new(), settings);
            let part = RelayCheck::of(&relay).look().await;
            let part = serde_json::to_value(part).unwrap();
            assert_eq!(part["status"], condition);
        }
    }
}
