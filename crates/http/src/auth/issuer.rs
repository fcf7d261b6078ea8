//! A configured issuer of tokens: what it may sign, and for how long and whom that is believed.

use std::sync::Arc;

use contactable_domain::revocation::TokenIdentity;
use serde_json::{Map, Value};

use super::claims::{Registered, read};
use super::{IssuerKind, Keys, TokenRefusal, VerifiedToken};

/// An issuer whose tokens are believed.
pub struct Issuer {
    name: Arc<str>,
    audiences: Vec<String>,
    leeway_seconds: u32,
    kind: IssuerKind,
    pub(super) keys: Keys,
}

/// What is known of a token whose claims hold.
pub(super) struct Held {
    pub(super) token: VerifiedToken,
    /// The second of Unix from which it is expired, give or take the leeway.
    pub(super) expires: i64,
}

impl Issuer {
    /// An issuer by the `iss` its tokens carry, the audiences of which they must carry one, for whom it vouches,
    /// and its keys. Without an audience its tokens must have none. `leeway_seconds` allows for clocks that
    /// differ.
    pub fn new(
        name: &str,
        audiences: Vec<String>,
        leeway_seconds: u32,
        kind: IssuerKind,
        keys: Keys,
    ) -> Self {
        Self {
            name: name.into(),
            audiences,
            leeway_seconds,
            kind,
            keys,
        }
    }

    /// The `iss` of its tokens.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// For whom it vouches.
    pub fn kind(&self) -> &IssuerKind {
        &self.kind
    }

    /// What these claims come to, if they hold at this second (Unix time).
    pub(super) fn hold(&self, claims: &Map<String, Value>, now: i64) -> Result<Held, TokenRefusal> {
        let registered: Registered = read(claims)?;
        self.check_times(&registered, now)?;
        let mapped = self.kind.map(&self.name, &registered, claims)?;
        let identity = TokenIdentity {
            issuer: self.name.clone(),
            subject: mapped.actor.author.subject.as_str().into(),
            token: registered.jti.as_deref().map(Arc::from),
        };
        #[expect(clippy::cast_possible_truncation)] // saturates, which is what is wanted
        let expires = registered.exp as i64;
        Ok(Held {
            token: VerifiedToken {
                actor: Arc::new(mapped.actor),
                identity,
                client: mapped.client,
                session: mapped.session,
            },
            expires,
        })
    }

    /// The token is this issuer's, for us, and for now.
    fn check_times(&self, claims: &Registered, now: i64) -> Result<(), TokenRefusal> {
        let leeway = f64::from(self.leeway_seconds);
        if *claims.iss != *self.name || !self.is_for_us(claims) {
            return Err(TokenRefusal::Invalid);
        }
        if claims.exp + leeway <= seconds(now) {
            return Err(TokenRefusal::Expired);
        }
        if claims.nbf.is_some_and(|nbf| nbf > seconds(now) + leeway) {
            return Err(TokenRefusal::Invalid);
        }
        Ok(())
    }

    fn is_for_us(&self, claims: &Registered) -> bool {
        match &claims.aud {
            None => self.audiences.is_empty(),
            Some(audience) => audience.has_one_of(&self.audiences),
        }
    }
}

// Unix seconds stay far below the 2^53 up to which f64 is exact.
#[expect(clippy::cast_precision_loss)]
fn seconds(unix: i64) -> f64 {
    unix as f64
}
