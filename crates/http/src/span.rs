//! The span of a request: what every line of the log tells of it, and what a trace shows. It holds the route's
//! pattern, never the address, and nothing that a caller could fill with something personal.

use axum::http::{Method, StatusCode};
use contactable_domain::ids::CorrelationId;
use tracing::Span;
use tracing::field::Empty;

use crate::metrics::method_name;

/// A span for a request. At the level of errors, so that no setting of the log takes it away.
pub fn begin(method: &Method, route: &str, correlation: CorrelationId) -> Span {
    let method = method_name(method);
    tracing::error_span!(
        "request",
        %correlation,
        trace = Empty,
        otel.name = format_args!("{method} {route}"),
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
    )
}

/// The request is part of this trace.
pub fn belongs_to(span: &Span, trace: &str) {
    span.record("trace", trace);
}

/// The request was answered.
pub fn answered(span: &Span, status: StatusCode) {
    span.record("http.response.status_code", status.as_u16());
    if status.is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
}
