//! The extractor that every protected endpoint takes: without it there is no actor to call a use case
//! with.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use contactable_domain::actor::{Actor, PurposeOfUse};
use contactable_domain::ids::CorrelationId;
use contactable_service::Caller;

use super::TokenRefusal;
use crate::App;
use crate::answer::{Problem, Surface};
use crate::request::correlation_of;

/// A request whose token was verified.
pub struct Authenticated {
    actor: Arc<Actor>,
    correlation: CorrelationId,
}

impl Authenticated {
    /// The caller, as use cases take it.
    pub fn caller(&self) -> Caller<'_> {
        Caller {
            actor: &self.actor,
            purpose: PurposeOfUse::General,
            correlation: self.correlation,
        }
    }
}

impl FromRequestParts<App> for Authenticated {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let token = token(parts, app).map_err(Problem::unauthorised)?;
        let actor = app.verifier.verify(token).map_err(Problem::unauthorised)?;
        Ok(Self {
            actor,
            correlation: correlation_of(parts, app),
        })
    }
}

/// The token: after `Bearer`, or bare where the deployed council API allows it.
fn token<'a>(parts: &'a Parts, app: &App) -> Result<&'a str, TokenRefusal> {
    let mut headers = parts.headers.get_all(AUTHORIZATION).iter();
    let header = headers.next().ok_or(TokenRefusal::Missing)?;
    if headers.next().is_some() {
        return Err(TokenRefusal::Invalid);
    }
    let header = header.to_str().map_err(|_| TokenRefusal::Invalid)?.trim();
    match header.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => Ok(token.trim()),
        None if app.bare_tokens && Surface::of(parts.uri.path()).is_deployed() => Ok(header),
        _ => Err(TokenRefusal::Invalid),
    }
}
