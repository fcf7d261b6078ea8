//! The extractor that every protected endpoint takes: without it there is no actor to call a use case
//! with.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use contactable_domain::actor::PurposeOfUse;
use contactable_domain::ids::CorrelationId;
use contactable_service::{Caller, Failure};

use super::purpose::purpose_of;
use super::{TokenRefusal, VerifiedToken};
use crate::App;
use crate::answer::{Problem, Surface};
use crate::request::correlation_of;

/// A request whose token was verified.
pub struct Authenticated {
    token: Arc<VerifiedToken>,
    purpose: PurposeOfUse,
    correlation: CorrelationId,
}

impl Authenticated {
    /// The caller, as use cases take it.
    pub fn caller(&self) -> Caller<'_> {
        Caller {
            actor: &self.token.actor,
            purpose: self.purpose,
            correlation: self.correlation,
        }
    }
}

impl FromRequestParts<App> for Authenticated {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let correlation = correlation_of(parts, app);
        let token = token(parts, app).map_err(Problem::unauthorised)?;
        let token = admitted(parts, app, token, correlation).await?;
        Ok(Self {
            token,
            purpose: purpose_of(&parts.headers)?,
            correlation,
        })
    }
}

/// The token, if it is believed and was not revoked, its subject does not ask too often, and not too many tokens from
/// the same address were refused. A token that was verified before is not held against what others send from there.
async fn admitted(
    parts: &Parts,
    app: &App,
    token: &str,
    correlation: CorrelationId,
) -> Result<Arc<VerifiedToken>, Problem> {
    let limits = &app.limits;
    let address = limits.address_of(&parts.extensions, &parts.headers);
    if let Err(wait) = limits.admit_stranger(address)
        && !is_known(app, token)
    {
        return Err(Problem::too_many_requests(wait));
    }
    let (refusal, because, whose) = match app.verifier.verify(token).await {
        Ok(verified) if !app.contact_details.is_revoked(&verified.identity) => {
            let admitted = limits.admit(&verified.identity, verified.client.as_deref());
            return admitted
                .map(|()| verified)
                .map_err(Problem::too_many_requests);
        }
        Ok(revoked) => (TokenRefusal::Invalid, "token-revoked", Some(revoked)),
        Err(refusal) => (refusal, refusal.because(), None),
    };
    limits.note_failure(address);
    let whose = whose.as_ref().map(|token| &token.identity);
    let use_cases = &app.contact_details;
    let noted = use_cases.note_refused_token(because, whose, correlation);
    noted.await.map_err(Failure::from)?;
    Err(Problem::unauthorised(refusal))
}

/// Whether a token was verified before and not revoked since.
fn is_known(app: &App, token: &str) -> bool {
    let known = app.verifier.remembered(token);
    known.is_some_and(|known| !app.contact_details.is_revoked(&known.identity))
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
