//! The edges: what is held against every request, whoever asks and whatever for.
//!
//! Reading order: `rate_limits.rs` with `meter.rs` (how often somebody may ask), `address.rs` (from where they do),
//! `shape.rs` (what is refused unread), `cors.rs` and `headers.rs` (what browsers are told), `readiness.rs` and
//! `health.rs` (how the parts of the service are), `traces.rs` (of which trace a request is a part).

mod address;
mod cors;
mod headers;
mod health;
mod meter;
mod rate_limits;
mod readiness;
mod shape;
mod traces;

use std::sync::Arc;
use std::time::Duration;

pub use address::{NotAProxy, PeerAddress, TrustedProxies};
pub(crate) use cors::preflight;
pub use cors::{NotAnOrigin, Origin, Origins};
pub(crate) use headers::add_security_headers;
pub use health::Health;
pub use meter::Rate;
pub use rate_limits::{RateLimits, RateSettings, TooOften};
pub(crate) use readiness::PATIENCE;
pub use readiness::{Check, Condition, Part, Readiness};
pub(crate) use shape::refused_by_its_shape;
pub use traces::{Traces, TracesOfOthers};

/// What an operator decides about the edges, and what is remembered there.
#[derive(Clone)]
pub struct Edges {
    /// How long a request may take to bring its body.
    pub body_time: Duration,
    /// Whose pages may read answers.
    pub origins: Arc<Origins>,
    /// Whether the service itself speaks TLS, so that browsers are to ask by TLS only.
    pub secure: bool,
    /// What the last look at the store's health found.
    pub health: Arc<Health>,
    /// What else is looked at to say whether the service is ready.
    pub checks: Arc<Vec<Arc<dyn Check>>>,
    /// What knows of which trace a request is a part.
    pub traces: Arc<dyn Traces>,
}

impl Edges {
    /// How long a body may take unless an operator decides otherwise.
    pub const BODY_TIME: Duration = Duration::from_secs(30);
}

impl Default for Edges {
    fn default() -> Self {
        Self {
            body_time: Self::BODY_TIME,
            origins: Arc::default(),
            secure: false,
            health: Arc::default(),
            checks: Arc::default(),
            traces: Arc::new(TracesOfOthers),
        }
    }
}
