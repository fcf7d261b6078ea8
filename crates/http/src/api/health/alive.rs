use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::json;

/// That the service is alive.
#[derive(Serialize, ToSchema)]
pub struct Alive {
    /// Always `alive`.
    #[schema(example = "alive")]
    status: &'static str,
    /// The version of the program.
    #[schema(example = "0.1.0")]
    version: &'static str,
}

/// Whether the service is alive
///
/// Needs no token and asks nothing else: a service that does not answer this is to be started again, one that cannot
/// reach its store is not.
#[utoipa::path(
    get,
    path = "/health",
    tag = "Operation",
    responses((status = 200, body = Alive)),
)]
pub async fn alive() -> Response {
    let alive = Alive {
        status: "alive",
        version: env!("CARGO_PKG_VERSION"),
    };
    json(StatusCode::OK, &alive)
}
