//! Answers of many lines of JSON that are sent as they are found.

use std::io;

use axum::body::{Body, Bytes};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use contactable_domain::ports::Unavailable;
use contactable_service::Failure;
use futures_util::stream::{self, Stream, StreamExt as _};
use serde::Serialize;
use tracing::Span;

use super::Problem;

/// Answers with groups of lines. The first group decides whether there is an answer at all; if a later one fails, the
/// answer is broken off.
///
/// # Errors
/// Why there is no first group.
pub async fn lines(
    groups: impl Stream<Item = Result<Bytes, Failure>> + Send + 'static,
) -> Result<Response, Problem> {
    let mut groups = Box::pin(groups);
    let first = groups.next().await.unwrap_or(Ok(Bytes::new()))?;
    // The body is sent when the request has been left already, whose ids belong in the log all the same.
    let request = Span::current();
    let rest =
        groups.map(move |group| group.map_err(|failure| request.in_scope(|| broken_off(&failure))));
    let body = Body::from_stream(stream::iter([Ok(first)]).chain(rest));
    let mut response = Response::new(body);
    let kind = HeaderValue::from_static("application/x-ndjson");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(response)
}

/// Each of these on a line of its own.
///
/// # Errors
/// [`Failure::Unavailable`]; writing our own types to memory cannot fail.
pub fn group_of<T: Serialize>(items: impl IntoIterator<Item = T>) -> Result<Bytes, Failure> {
    let mut lines = Vec::with_capacity(64 * 1024);
    for item in items {
        serde_json::to_writer(&mut lines, &item).map_err(|_| stopped())?;
        lines.push(b'\n');
    }
    Ok(lines.into())
}

/// Says that the work on an answer ended before it was done.
pub fn stopped() -> Failure {
    Failure::Unavailable(Unavailable("an answer was broken off".to_owned()))
}

fn broken_off(failure: &Failure) -> io::Error {
    tracing::error!(%failure, "an answer was broken off");
    io::Error::other("broken off")
}
