use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::answer::json;
use crate::api::health::OwnParts;
use crate::edges::Condition;

/// How each part that the service depends on is doing.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `healthy`, `degraded` when some tokens may not be verified, or `unhealthy`.
    #[schema(example = "healthy")]
    status: Condition,
    dependencies: Dependencies,
}

/// The parts the service depends on.
#[derive(Serialize, ToSchema)]
pub struct Dependencies {
    /// Whether the store can read and write: `healthy` or `unhealthy`.
    #[schema(example = "healthy")]
    store: Condition,
    /// For each issuer whose keys are fetched over the net, by its place in the configuration: `healthy`,
    /// `degraded` while older keys stand in for those that cannot be fetched, or `unhealthy` without any.
    #[serde(flatten)]
    issuers: BTreeMap<String, Condition>,
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
    let own = OwnParts::of(&app).await;
    let readiness = own.readiness();
    let status = if readiness.is_ready() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let health = Health {
        status: readiness.status(),
        dependencies: Dependencies {
            store: own.store,
            issuers: own.key_sets.into_parts(),
        },
    };
    json(status, &health)
}
