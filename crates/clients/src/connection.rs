//! What every client of ours keeps to: no redirects, bounded answers, bounded waiting.

use std::error::Error;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, Response};

/// How many connections to one service are kept open for the next request.
const IDLE_CONNECTIONS: usize = 4;

/// The client could not be made; most likely this machine has no certificates to trust.
#[derive(Debug, thiserror::Error)]
#[error("no HTTP client could be made: {0}")]
pub struct NoClient(String);

/// A client that gives up after `patience` in all, connecting included, and follows no redirect: the
/// key would travel to wherever it points. It speaks `https`, trusts what this machine trusts, and goes
/// through the proxy that `HTTPS_PROXY` names; a plain one speaks `http` to this machine itself.
pub(crate) fn client(is_plain: bool, patience: Duration) -> Result<Client, NoClient> {
    let builder = Client::builder()
        .user_agent(concat!("contactable/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .connect_timeout(patience)
        .timeout(patience)
        .pool_max_idle_per_host(IDLE_CONNECTIONS);
    // Plain requests go to this machine only, so never to a proxy.
    let builder = if is_plain {
        builder.no_proxy()
    } else {
        builder.https_only(true)
    };
    builder.build().map_err(|error| NoClient(cause(&error)))
}

/// Why an answer could not be read.
pub(crate) enum Unread {
    /// It is longer than we take.
    TooLong,
    /// The connection broke, or took too long.
    Broken(reqwest::Error),
}

/// The body of an answer, of at most `most` bytes. What is longer is not read to its end.
pub(crate) async fn body(mut response: Response, most: usize) -> Result<Vec<u8>, Unread> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(Unread::Broken)? {
        if body.len() + chunk.len() > most {
            return Err(Unread::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// What lies at the bottom of an error. The top of one from `reqwest` shows the URL, with what was
/// asked in it; the bottom is the network's or the encryption's own word.
pub(crate) fn cause(error: &reqwest::Error) -> String {
    let mut cause: Option<&dyn Error> = error.source();
    while let Some(next) = cause.and_then(Error::source) {
        cause = Some(next);
    }
    cause.map_or_else(|| "no cause given".to_owned(), ToString::to_string)
}
