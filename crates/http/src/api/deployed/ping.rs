use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::App;
use crate::answer::json;

/// How each part that the service depends on is doing.
#[derive(Serialize, ToSchema)]
pub struct Health {
    /// `healthy` or `unhealthy`.
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
    let (status, word) = match app.contact_details.check_health().await {
        Ok(()) => (StatusCode::OK, "healthy"),
        Err(error) => {
            tracing::error!(%error, "the store is unhealthy");
            (StatusCode::SERVICE_UNAVAILABLE, "unhealthy")
        }
    };
    let health = Health {
        status: word,
        dependencies: Dependencies { store: word },
    };
    json(status, &health)
}
