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
        // Before the first look nothing is known.
        let looked = self.0.looked_at().unwrap_or(now);
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
