use axum::http::HeaderMap;
use axum::http::header::IF_MATCH;
use contactable_domain::actor::Actor;
use contactable_domain::ports::RequestKey;
use jiff::Timestamp;
use uuid::Uuid;

use crate::auth::fingerprint;

/// What tells a request from every other: who sends it, under which id, and all that it asks. One that differs in
/// anything is another request, whatever its id (PDS, "Versioning, concurrency, retries").
pub fn request_key(
    (actor, at): (&Actor, Timestamp),
    id: Uuid,
    number: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> RequestKey {
    let version = headers
        .get(IF_MATCH)
        .map_or(&b""[..], |value| value.as_bytes());
    let mut told = Vec::with_capacity(body.len() + 256);
    for part in [
        actor.issuer.as_bytes(),
        actor.author.subject.as_bytes(),
        id.as_bytes(),
        number.as_bytes(),
        version,
        body,
    ] {
        told.extend_from_slice(&part.len().to_be_bytes());
        told.extend_from_slice(part);
    }
    RequestKey {
        digest: fingerprint(&told),
        at,
    }
}
