//! Whether the copies of the database answer reads. The service is ready without: the database itself answers then.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::ports::Store;
use contactable_http::edges::{Check, Condition, Part};

/// The replicas, by their numbers in the configuration.
pub struct ReplicasCheck(Arc<dyn Store>);

impl ReplicasCheck {
    /// Of this store; `None` when it has no replicas.
    pub fn of(store: &Arc<dyn Store>) -> Option<Self> {
        let has_some = !store.replicas().is_empty();
        has_some.then(|| Self(store.clone()))
    }
}

#[async_trait]
impl Check for ReplicasCheck {
    fn name(&self) -> &'static str {
        "replicas"
    }

    fn is_needed(&self) -> bool {
        false
    }

    async fn look(&self) -> Part {
        let states = self.0.replicas();
        let used = states.iter().filter(|state| state.is_used).count();
        let condition = match used {
            0 => Condition::Unhealthy,
            used if used < states.len() => Condition::Degraded,
            _ => Condition::Healthy,
        };
        let parts = states.iter().enumerate().map(|(index, state)| {
            let condition = if state.is_used {
                Condition::Healthy
            } else {
                Condition::Unhealthy
            };
            ((index + 1).to_string(), condition)
        });
        Part::new(condition).made_of(parts)
    }
}
