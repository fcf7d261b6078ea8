//! Traces of requests over the services that they pass, as the header `traceparent` of W3C Trace Context tells them.

use axum::http::HeaderMap;
use tracing::Span;

/// The header by which one service tells the next of which trace a request is a part.
const TRACEPARENT: &str = "traceparent";

/// What knows of which trace a request is a part.
pub trait Traces: Send + Sync {
    /// Makes the span of a request a part of the trace that its headers name, or of a new one. The id of the trace,
    /// for the log.
    fn adopt(&self, headers: &HeaderMap, span: &Span) -> Option<String>;
}

/// Traces that others keep: their ids stand in the log and go no further.
#[derive(Default)]
pub struct TracesOfOthers;

impl Traces for TracesOfOthers {
    fn adopt(&self, headers: &HeaderMap, _: &Span) -> Option<String> {
        let header = headers.get(TRACEPARENT)?.to_str().ok()?;
        trace_id(header).map(str::to_owned)
    }
}

/// The id of the trace in a `traceparent`; none unless it is well formed.
fn trace_id(header: &str) -> Option<&str> {
    let mut parts = header.split('-');
    let (version, trace) = (parts.next()?, parts.next()?);
    let (parent, flags) = (parts.next()?, parts.next()?);
    let is_closed = version != "00" || parts.next().is_none();
    let is_well_formed = version != "ff"
        && is_hex(version, 2)
        && is_id(trace, 32)
        && is_id(parent, 16)
        && is_hex(flags, 2)
        && is_closed;
    is_well_formed.then_some(trace)
}

fn is_hex(text: &str, digits: usize) -> bool {
    let is_digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    text.len() == digits && text.bytes().all(is_digit)
}

fn is_id(text: &str, digits: usize) -> bool {
    is_hex(text, digits) && text.bytes().any(|byte| byte != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

    #[test]
    fn a_trace_is_named_by_a_well_formed_header_only() {
        let good = format!("00-{TRACE}-00f067aa0ba902b7-01");
        assert_eq!(trace_id(&good), Some(TRACE));
        let later = format!("01-{TRACE}-00f067aa0ba902b7-01-more");
        assert_eq!(trace_id(&later), Some(TRACE));
        for bad in [
            String::new(),
            TRACE.to_owned(),
            format!("{good}-more"),
            good.replace("00-4", "ff-4"),
            good.to_uppercase(),
            good.replace(TRACE, &"0".repeat(32)),
            good.replace("00f067aa0ba902b7", &"0".repeat(16)),
            good.replace("-01", ""),
            good.replace("-01", "-1"),
            good.replace("4bf9", "4bg9"),
        ] {
            assert_eq!(trace_id(&bad), None, "{bad}");
        }
    }
}
