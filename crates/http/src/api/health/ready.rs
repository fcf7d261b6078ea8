use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::OwnParts;
use crate::App;
use crate::answer::json;
use crate::edges::Readiness;

/// Whether the service can do its work
///
/// Needs no token. Tells how each part is that the service depends on: the store, the keys by which tokens are verified,
/// and what else there is. A part without which the service can still answer makes it `degraded` at worst.
#[utoipa::path(
    get,
    path = "/ready",
    tag = "Operation",
    responses((status = 200, body = Readiness), (status = 503, body = Readiness)),
)]
pub async fn ready(State(app): State<App>) -> Response {
    let mut readiness = OwnParts::of(&app).await.readiness();
    for check in app.edges.checks.iter() {
        readiness.look_at(check.as_ref()).await;
    }
    let status = if readiness.is_ready() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    json(status, &readiness)
}
