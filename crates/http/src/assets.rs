//! What pages of the service need beside themselves. It is in the binary and holds nothing personal.

use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::routing::get;

use crate::App;

/// `/assets/timeline.css`.
pub fn routes() -> Router<App> {
    let headers = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, "public, max-age=3600"),
    ];
    let style = get(async move || (headers, include_str!("../assets/timeline.css")));
    Router::new().route("/assets/timeline.css", style)
}
