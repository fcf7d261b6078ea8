use axum::http::request::Parts;
use contactable_domain::ids::CorrelationId;

use crate::App;

/// The header that carries the correlation id, both ways.
pub const CORRELATION_HEADER: &str = "x-correlation-id";

/// The request's correlation id: the client's when it is a UUID, else a new one. Set once by the frame
/// around every request.
pub fn correlation_of(parts: &mut Parts, app: &App) -> CorrelationId {
    if let Some(known) = parts.extensions.get::<CorrelationId>() {
        return *known;
    }
    let given = parts.headers.get(CORRELATION_HEADER);
    let given = given.and_then(|value| CorrelationId::parse(value.to_str().ok()?));
    let correlation = given.unwrap_or_else(|| {
        let use_cases = &app.contact_details;
        CorrelationId::from(use_cases.ids().next(use_cases.clock().now()))
    });
    parts.extensions.insert(correlation);
    correlation
}
