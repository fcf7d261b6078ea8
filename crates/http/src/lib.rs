//! How contact details are asked for over HTTP. It authenticates and translates; it decides nothing.
//!
//! Reading order: `router.rs` (every path on one page), `api/` (one endpoint a file), `frame.rs` (what
//! surrounds every request), `auth/`, `request/` (reading), `answer/` (showing and wording).

mod answer;
mod api;
pub mod auth;
mod docs;
mod frame;
mod openapi;
mod request;
mod router;

use std::sync::Arc;

use contactable_domain::area::ServiceAreas;
use contactable_service::ContactDetails;

pub use answer::VerdictAnswer;
pub use api::InputRules;
pub use openapi::document as openapi_document;
pub use router::router;

use auth::TokenVerifier;

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
}

impl App {
    /// How to show records at this instant.
    fn shown(&self, at: jiff::Timestamp) -> answer::Shown<'_> {
        answer::Shown {
            areas: &self.areas,
            at,
        }
    }

    /// How to show records now.
    fn shown_now(&self) -> answer::Shown<'_> {
        self.shown(self.contact_details.clock().now())
    }
}
