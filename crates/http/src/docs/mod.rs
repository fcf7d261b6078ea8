//! The browsable page of the API and the document it shows. Everything is in the binary; the page asks
//! no other host for anything.

mod vocabulary;

use axum::Router;
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::Redirect;
use axum::routing::get;

use crate::App;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Headers = [(HeaderName, &'static str); 3];

fn headers(media_type: &'static str) -> Headers {
    [
        (CONTENT_TYPE, media_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        (CACHE_CONTROL, "public, max-age=3600"),
    ]
}

macro_rules! asset {
    ($media_type:literal, $file:literal) => {
        get(async || {
            (
                headers($media_type),
                include_str!(concat!("../../assets/docs/", $file)),
            )
        })
    };
}

/// `/openapi.json`, `/docs` and what the page needs.
pub fn routes(document: String) -> Router<App> {
    let document = axum::body::Bytes::from(document);
    let openapi = get(async move || (headers("application/json"), document));
    let script = asset!("text/javascript; charset=utf-8", "swagger-ui-bundle.js");
    let style = asset!("text/css; charset=utf-8", "swagger-ui.css");
    let start = asset!("text/javascript; charset=utf-8", "start.js");
    let page_style = asset!("text/css; charset=utf-8", "page.css");
    Router::new()
        .route("/openapi.json", openapi)
        .route("/docs", asset!("text/html; charset=utf-8", "index.html"))
        .route("/docs/", get(async || Redirect::permanent("/docs")))
        .route("/docs/swagger-ui-bundle.js", script)
        .route("/docs/swagger-ui.css", style)
        .route("/docs/start.js", start)
        .route("/docs/page.css", page_style)
        .route(
            "/docs/vocabulary",
            get(async || (headers("text/html; charset=utf-8"), vocabulary::page())),
        )
}
