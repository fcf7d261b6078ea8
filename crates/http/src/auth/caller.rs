//! The extractor that every protected endpoint takes: without it there is no actor to call a use case
//! with.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use contactable_domain::actor::PurposeOfUse;
use contactable_domain::ids::CorrelationId;
use contactable_domain::revocation::TokenIdentity;
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

    /// What the token says about itself.
    pub fn identity(&self) -> &TokenIdentity {
        &self.token.identity
    }

    /// The application that got the token, if it says so.
    pub fn client(&self) -> Option<&str> {
        self.token.client.as_deref()
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
        && !app.verifier.remembers(token)
    {
        return Err(Problem::too_many_requests(wait));
    }
    let verified = match app.verifier.verify(token).await {
        Ok(verified) if app.contact_details.is_revoked(&verified.identity) => {
            Err((TokenRefusal::Invalid, "token-revoked"))
        }
        Ok(verified) => Ok(verified),
        Err(refusal) => Err((refusal, refusal.because())),
    };
    match verified {
        Ok(verified) => limits
            .admit(&verified.identity, verified.client.as_deref())
            .map(|()| verified)
            .map_err(Problem::too_many_requests),
        Err((refusal, because)) => {
            limits.note_failure(address);
            let noted = app.contact_details.note_refused_token(because, correlation);
            noted.await.map_err(Failure::from)?;
            Err(Problem::unauthorised(refusal))
        }
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
