//! The parts that every service has: its store, and the keys by which tokens are verified.

use crate::App;
use crate::auth::KeyState;
use crate::edges::{Condition, PATIENCE, Part, Readiness};

/// How they are now.
pub(crate) struct OwnParts {
    /// Whether the store can read and write, as it was found within the last second.
    pub(crate) store: Condition,
    /// Whether tokens can be verified; its parts are the issuers whose keys are fetched.
    pub(crate) key_sets: Part,
}

impl OwnParts {
    /// Looks at them.
    pub(crate) async fn of(app: &App) -> Self {
        let store = if store_works(app).await {
            Condition::Healthy
        } else {
            Condition::Unhealthy
        };
        // Asking is what keeps the keys of a service fresh that nobody uses.
        app.verifier.tend_keys();
        let key_sets = key_sets(&app.verifier.key_states());
        Self { store, key_sets }
    }

    /// What they come to: neither can be missing.
    pub(crate) fn readiness(&self) -> Readiness {
        let mut readiness = Readiness::new();
        readiness.add("store", true, Part::new(self.store));
        readiness.add("key-sets", true, self.key_sets.clone());
        readiness
    }
}

/// A service that can verify the tokens of some issuers serves them; one that can verify none is of no use.
fn key_sets(keys: &[KeyState]) -> Part {
    let can_verify = keys.iter().any(KeyState::can_verify);
    let is_well = |keys: &KeyState| keys.health() == Condition::Healthy;
    let of_all = match (can_verify, keys.iter().all(is_well)) {
        (false, _) => Condition::Unhealthy,
        (true, false) => Condition::Degraded,
        (true, true) => Condition::Healthy,
    };
    let remote = keys.iter().enumerate().filter(|(_, keys)| keys.is_remote);
    let named = |(place, keys): (usize, &KeyState)| {
        let name = format!("issuers[{place}] ({})", keys.kind);
        (name, keys.health())
    };
    Part::new(of_all).made_of(remote.map(named))
}

/// Whether the store can read and write, as it was found within the last second.
pub(crate) async fn store_works(app: &App) -> bool {
    let now = app.contact_details.clock().now();
    app.edges.health.at(now, async || look(app).await).await
}

async fn look(app: &App) -> bool {
    match tokio::time::timeout(PATIENCE, app.contact_details.check_health()).await {
        Ok(Ok(())) => return true,
        Ok(Err(error)) => tracing::error!(%error, "the store is unhealthy"),
        Err(_) => tracing::error!(error = "it says nothing", "the store is unhealthy"),
    }
    false
}
