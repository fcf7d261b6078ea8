use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::answer::json;
use crate::auth::KeyState;

/// How each part that the service depends on is doing.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `healthy`, `degraded` when some tokens may not be verified, or `unhealthy`.
    #[schema(example = "healthy")]
    status: &'static str,
    dependencies: Dependencies,
}

/// The parts the service depends on.
#[derive(Serialize, ToSchema)]
pub struct Dependencies {
    /// Whether the store can read and write: `healthy` or `unhealthy`.
    #[schema(example = "healthy")]
    store: &'static str,
    /// For each issuer whose keys are fetched over the net, by its place in the configuration: `healthy`,
    /// `degraded` while older keys stand in for those that cannot be fetched, or `unhealthy` without any.
    #[serde(flatten)]
    issuers: BTreeMap<String, &'static str>,
}

/// Whether the service can answer
///
/// Needs no token and tells nothing else.
#[utoipa::path(
    get,
    path = "/api/v1/healthcheck/ping",
    tag = "Deployed paths",
    responses((status = 200, body = Health), (status = 503, body = Health)),
)]
pub async fn ping(State(app): State<App>) -> Response {
    let store = if store_works(&app).await {
        "healthy"
    } else {
        "unhealthy"
    };
    // Asking is what keeps the keys of a service fresh that nobody uses.
    app.verifier.tend_keys();
    let keys = app.verifier.key_states();
    let (status, word) = overall(store, &keys);
    let issuers = issuers(&keys);
    let health = Health {
        status: word,
        dependencies: Dependencies { store, issuers },
    };
    json(status, &health)
}

/// A service that can verify the tokens of some issuers serves them; one that can verify none is of no use.
fn overall(store: &str, keys: &[KeyState]) -> (StatusCode, &'static str) {
    let can_verify = keys.iter().any(KeyState::can_verify);
    let all_well = keys.iter().all(|keys| keys.health() == "healthy");
    match (store == "healthy" && can_verify, all_well) {
        (false, _) => (StatusCode::SERVICE_UNAVAILABLE, "unhealthy"),
        (true, false) => (StatusCode::OK, "degraded"),
        (true, true) => (StatusCode::OK, "healthy"),
    }
}

fn issuers(keys: &[KeyState]) -> BTreeMap<String, &'static str> {
    let remote = keys.iter().enumerate().filter(|(_, keys)| keys.is_remote);
    remote
        .map(|(place, keys)| (format!("issuers[{place}] ({})", keys.kind), keys.health()))
        .collect()
}

/// Whether the store can read and write, as it was found within the last second.
pub(crate) async fn store_works(app: &App) -> bool {
    let now = app.contact_details.clock().now();
    app.edges.health.at(now, async || look(app).await).await
}

async fn look(app: &App) -> bool {
    let found = app.contact_details.check_health().await;
    if let Err(error) = &found {
        tracing::error!(%error, "the store is unhealthy");
    }
    found.is_ok()
}
