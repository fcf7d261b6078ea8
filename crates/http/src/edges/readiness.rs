//! Whether the service can do its work: each part that it depends on is looked at by itself.

use std::collections::BTreeMap;
use std::time::Duration;

use async_trait::async_trait;
use serde::Serialize;
use utoipa::ToSchema;

/// How long a part may take to say how it is.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// How a part of the service is; the later, the worse.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Condition {
    /// All is well.
    #[default]
    Healthy,
    /// It works, but not as it should.
    Degraded,
    /// It does not work.
    Unhealthy,
}

/// Something that the service depends on and that can say how it is, such as a relay of events.
#[async_trait]
pub trait Check: Send + Sync {
    /// By what name it is told, in small letters.
    fn name(&self) -> &'static str;

    /// Whether the service is of no use without it. Otherwise the service is ready, only degraded.
    fn is_needed(&self) -> bool;

    /// How it is now. Anybody may ask as often as they like, so it answers from what it knows.
    async fn look(&self) -> Part;
}

/// How one part is.
#[derive(Clone, Serialize, ToSchema)]
pub struct Part {
    /// How it is.
    #[schema(example = "healthy")]
    status: Condition,
    /// How each of its own parts is, where it has several.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    parts: BTreeMap<String, Condition>,
}

impl Part {
    /// A part in this condition.
    pub fn new(status: Condition) -> Self {
        let parts = BTreeMap::new();
        Self { status, parts }
    }

    /// The same part with parts of its own. Their names are those of the configuration.
    #[must_use]
    pub fn made_of(mut self, parts: impl IntoIterator<Item = (String, Condition)>) -> Self {
        self.parts = parts.into_iter().collect();
        self
    }

    /// How each of its own parts is.
    pub(crate) fn into_parts(self) -> BTreeMap<String, Condition> {
        self.parts
    }
}

/// What came of looking at all parts.
#[derive(Default, Serialize, ToSchema)]
pub struct Readiness {
    /// Whether the service can do its work: `unhealthy` when a part that it needs does not work, `degraded` when
    /// something else is not as it should be.
    #[schema(example = "healthy")]
    status: Condition,
    /// How each part is.
    components: BTreeMap<&'static str, Part>,
}

impl Readiness {
    /// Nothing was looked at yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a part into account.
    pub fn add(&mut self, name: &'static str, is_needed: bool, part: Part) {
        let weighs = match part.status {
            Condition::Unhealthy if !is_needed => Condition::Degraded,
            condition => condition,
        };
        self.status = self.status.max(weighs);
        self.components.insert(name, part);
    }

    /// Looks at a part, for as long as it may take.
    pub async fn look_at(&mut self, check: &dyn Check) {
        self.look_within(check, PATIENCE).await;
    }

    async fn look_within(&mut self, check: &dyn Check, patience: Duration) {
        let found = tokio::time::timeout(patience, check.look()).await;
        let part = found.unwrap_or_else(|_| Part::new(Condition::Unhealthy));
        self.add(check.name(), check.is_needed(), part);
    }

    /// What all parts come to.
    pub fn status(&self) -> Condition {
        self.status
    }

    /// Whether the service can do its work, if not as it should.
    pub fn is_ready(&self) -> bool {
        self.status != Condition::Unhealthy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Relay(Condition, bool);

    #[async_trait]
    impl Check for Relay {
        fn name(&self) -> &'static str {
            "relay"
        }

        fn is_needed(&self) -> bool {
            self.1
        }

        async fn look(&self) -> Part {
            Part::new(self.0).made_of([("nats".to_owned(), self.0)])
        }
    }

    /// What comes of it, beside a store in this condition.
    async fn of(store: Condition, relay: Relay) -> (Condition, bool) {
        let mut readiness = Readiness::new();
        readiness.add("store", true, Part::new(store));
        readiness.look_at(&relay).await;
        (readiness.status, readiness.is_ready())
    }

    #[tokio::test]
    async fn only_a_part_that_is_needed_makes_the_service_unready() {
        use Condition::{Degraded, Healthy, Unhealthy};
        assert_eq!(of(Healthy, Relay(Healthy, false)).await, (Healthy, true));
        assert_eq!(of(Healthy, Relay(Unhealthy, false)).await, (Degraded, true));
        assert_eq!(
            of(Healthy, Relay(Unhealthy, true)).await,
            (Unhealthy, false)
        );
        assert_eq!(of(Healthy, Relay(Degraded, true)).await, (Degraded, true));
        assert_eq!(
            of(Unhealthy, Relay(Healthy, false)).await,
            (Unhealthy, false)
        );
        assert_eq!(
            of(Unhealthy, Relay(Degraded, true)).await,
            (Unhealthy, false)
        );
    }

    #[tokio::test]
    async fn each_part_is_told_by_its_name() {
        let mut readiness = Readiness::new();
        readiness.look_at(&Relay(Condition::Degraded, false)).await;
        let told = serde_json::to_value(&readiness).unwrap();
        let relay = serde_json::json!({"status": "degraded", "parts": {"nats": "degraded"}});
        let all = serde_json::json!({"status": "degraded", "components": {"relay": relay}});
        assert_eq!(told, all);
    }

    struct Silent;

    #[async_trait]
    impl Check for Silent {
        fn name(&self) -> &'static str {
            "silent"
        }

        fn is_needed(&self) -> bool {
            true
        }

        async fn look(&self) -> Part {
            std::future::pending().await
        }
    }

    #[tokio::test]
    async fn a_part_that_says_nothing_does_not_work() {
        let mut readiness = Readiness::new();
        readiness
            .look_within(&Silent, Duration::from_millis(1))
            .await;
        assert!(!readiness.is_ready());
    }
}
