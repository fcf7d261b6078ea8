//! How contact details are asked for over HTTP. It authenticates and translates; it decides nothing.
//!
//! Reading order: `router.rs` (every path on one page), `api/` (one endpoint a file), `frame.rs` (what
//! surrounds every request), `edges/` (what is held against every request), `auth/`, `request/` (reading),
//! `answer/` (showing and wording).

mod answer;
mod api;
mod assets;
pub mod auth;
mod docs;
pub mod edges;
pub mod fhir;
mod frame;
pub mod metrics;
mod openapi;
mod request;
mod router;
mod span;

use std::sync::Arc;

use contactable_domain::area::ServiceAreas;
use contactable_domain::time::day_of;
use contactable_service::ContactDetails;

pub use answer::{AuditLine, ContactabilityAnswer, VerdictAnswer, audit_bundle, hex};
pub use api::InputRules;
pub use openapi::document as openapi_document;
pub use router::router;

use auth::TokenVerifier;
use edges::{Edges, RateLimits};

/// What every endpoint has at hand.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub contact_details: ContactDetails,
    /// From token to actor.
    pub verifier: Arc<TokenVerifier>,
    /// The configured service areas.
    pub areas: Arc<ServiceAreas>,
    /// By what requests are read.
    pub input: Arc<InputRules>,
    /// Whether the deployed paths take a token without `Bearer` before it.
    pub bare_tokens: bool,
    /// How often somebody may ask.
    pub limits: Arc<RateLimits>,
    /// What else is held against every request.
    pub edges: Edges,
    /// What is decided of the PDS-compatible interface.
    pub fhir: Arc<fhir::Settings>,
}

impl App {
    /// How to show records on this day.
    fn shown(&self, on: jiff::civil::Date) -> answer::Shown<'_> {
        answer::Shown {
            areas: &self.areas,
            on,
        }
    }

    /// How to show records today.
    fn shown_now(&self) -> answer::Shown<'_> {
        self.shown(day_of(self.contact_details.clock().now()))
    }
}
