//! The extractor that every protected endpoint takes: without it there is no actor to call a use case
//! with.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use contactable_domain::actor::PurposeOfUse;
use contactable_service::Caller;

use super::purpose::purpose_of;
use super::{Admitted, admit};
use crate::App;
use crate::answer::Problem;

/// A request whose token was verified.
pub struct Authenticated {
    admitted: Admitted,
    purpose: PurposeOfUse,
}

impl Authenticated {
    /// The caller, as use cases take it.
    pub fn caller(&self) -> Caller<'_> {
        self.admitted.caller(self.purpose)
    }
}

impl FromRequestParts<App> for Authenticated {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        Ok(Self {
            admitted: admit(parts, app).await?,
            purpose: purpose_of(&parts.headers)?,
        })
    }
}
