//! The door of every interface: the token, whether it was taken back, and how often its subject asks.

use std::sync::Arc;

use axum::http::request::Parts;
use contactable_domain::actor::{Actor, PurposeOfUse};
use contactable_domain::ids::CorrelationId;
use contactable_service::{Caller, Failure};

use super::header::token;
use super::{NoSuchRole, NotAdmitted, Sender, Session, TokenRefusal, VerifiedToken};
use crate::App;
use crate::answer::Surface;
use crate::edges::TooOften;
use crate::metrics;
use crate::request::correlation_of;

/// Somebody whose token was verified.
pub struct Admitted {
    token: Arc<VerifiedToken>,
    actor: Arc<Actor>,
    correlation: CorrelationId,
}

impl Admitted {
    /// The caller, as use cases take it, who asks for this purpose.
    pub fn caller(&self, purpose: PurposeOfUse) -> Caller<'_> {
        Caller {
            actor: &self.actor,
            purpose,
            correlation: self.correlation,
        }
    }

    /// Who they are.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// What their token says besides.
    pub fn session(&self) -> &Session {
        &self.token.session
    }

    /// The application that they use, or are.
    pub fn client(&self) -> Option<&str> {
        self.token.client.as_deref()
    }

    /// The same, acting in the role that they named, or in the only one they have.
    ///
    /// # Errors
    /// [`NoSuchRole`].
    pub fn in_role(mut self, named: Option<&str>) -> Result<Self, NoSuchRole> {
        let role = self.token.session.role(named)?;
        if let Some(role) = role
            && role.roles != self.actor.roles
        {
            self.actor = Arc::new(Actor {
                roles: role.roles.clone(),
                ..Actor::clone(&self.actor)
            });
        }
        Ok(self)
    }
}

/// Lets a request in if its token is believed and was not revoked, its subject does not ask too often, and not too many
/// tokens from the same address were refused. A token that was verified before is not held against what others send
/// from there.
///
/// # Errors
/// [`NotAdmitted`]. That a token was refused is on record before that is said.
pub async fn admit(parts: &mut Parts, app: &App) -> Result<Admitted, NotAdmitted> {
    let admitted = let_in(parts, app).await;
    metrics::came(&admitted);
    admitted
}

async fn let_in(parts: &mut Parts, app: &App) -> Result<Admitted, NotAdmitted> {
    let correlation = correlation_of(parts, app);
    let bare = app.bare_tokens && Surface::of(parts.uri.path()).is_deployed();
    let token = token(&parts.headers, bare)?;
    let token = believed(parts, app, token, correlation).await?;
    Ok(Admitted {
        actor: token.actor.clone(),
        token,
        correlation,
    })
}

async fn believed(
    parts: &Parts,
    app: &App,
    token: &str,
    correlation: CorrelationId,
) -> Result<Arc<VerifiedToken>, NotAdmitted> {
    let limits = &app.limits;
    let address = limits.address_of(&parts.extensions, &parts.headers);
    if let Err(wait) = limits.admit_stranger(address)
        && !is_known(app, token)
    {
        let of = Sender::Anybody;
        return Err(NotAdmitted::TooManyRequests { wait, of });
    }
    let (refusal, because, whose) = match app.verifier.verify(token).await {
        Ok(verified) if !app.contact_details.is_revoked(&verified.identity) => {
            return within_limits(app, verified);
        }
        Ok(revoked) => (TokenRefusal::Invalid, "token-revoked", Some(revoked)),
        Err(refusal) => (refusal, refusal.because(), None),
    };
    limits.note_failure(address);
    let whose = whose.as_ref().map(|token| &token.identity);
    let use_cases = &app.contact_details;
    let noted = use_cases.note_refused_token(because, whose, correlation);
    let noted = noted.await.map_err(Failure::from);
    noted.map_err(NotAdmitted::Unavailable)?;
    Err(refusal.into())
}

/// The token, unless its subject or its application asks too often.
fn within_limits(app: &App, token: Arc<VerifiedToken>) -> Result<Arc<VerifiedToken>, NotAdmitted> {
    let admitted = app.limits.admit(&token.identity, token.client.as_deref());
    let (wait, of) = match admitted {
        Ok(()) => return Ok(token),
        Err(TooOften::Subject(wait)) => (wait, Sender::Anybody),
        Err(TooOften::Client(wait)) => {
            let app = token.client.clone();
            (wait, app.map_or(Sender::Anybody, Sender::App))
        }
    };
    Err(NotAdmitted::TooManyRequests { wait, of })
}

/// Whether a token was verified before and not revoked since.
fn is_known(app: &App, token: &str) -> bool {
    let known = app.verifier.remembered(token);
    known.is_some_and(|known| !app.contact_details.is_revoked(&known.identity))
}
