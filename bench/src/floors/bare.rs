//! A handler that does nothing: it answers every request with the same bytes, through the same HTTP
//! library. What the server takes more than this is its own doing.

use std::net::Ipv4Addr;
use std::path::Path;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tokio::net::TcpListener;

use crate::Failure;
use crate::http::PATH;
use crate::process::LISTENING;

/// The word that makes this program be the handler.
pub const COMMAND: &str = "serve-bare";

/// Serves until the process is ended.
///
/// # Errors
/// The body cannot be read, or there is no port.
pub fn serve(content_type: &str, body: &Path) -> Result<(), Failure> {
    let body = Bytes::from(std::fs::read(body)?);
    let content_type = content_type.to_owned();
    let handler = move || async move { ([(CONTENT_TYPE, content_type)], body) };
    let router = Router::new().route(PATH, get(handler));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        println!("{LISTENING}{}", listener.local_addr()?);
        axum::serve(listener, router)
            .with_graceful_shutdown(asked_to_stop()?)
            .await?;
        Ok(())
    })
}

fn asked_to_stop() -> Result<impl Future<Output = ()>, Failure> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut asked = signal(SignalKind::terminate())?;
    Ok(async move {
        asked.recv().await;
    })
}
