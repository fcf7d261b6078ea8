//! A configured issuer of tokens: what it may sign, and what its claims mean here.

use contactable_domain::actor::{Actor, Author};
use jsonwebtoken::{Algorithm, AlgorithmFamily};

use super::claims::Claims;
use super::{Groups, KeySet, TokenRefusal};

/// Why an issuer cannot be configured so.
#[derive(Debug, thiserror::Error)]
pub enum IssuerError {
    /// A name that is no algorithm, or one that needs a shared secret.
    #[error(
        "{0} is not allowed; use some of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, EdDSA"
    )]
    Algorithm(String),
    /// An algorithm for which there is no key.
    #[error("no key in the key set is for {0:?}")]
    NoKey(Algorithm),
    /// A key that no algorithm uses.
    #[error("no algorithm here uses key {0} of the key set")]
    UnusedKey(usize),
    /// No algorithm at all.
    #[error("at least one algorithm is needed")]
    NoAlgorithm,
}

/// An issuer whose tokens are believed.
pub struct Issuer {
    pub(super) name: String,
    pub(super) keys: KeySet,
    pub(super) algorithms: Vec<Algorithm>,
    audience: String,
    leeway_seconds: u32,
    groups: Groups,
}

impl Issuer {
    /// An issuer by the `iss` its tokens carry, the `aud` they must carry, the algorithms it may use and
    /// its keys. `leeway_seconds` allows for clocks that differ.
    ///
    /// # Errors
    /// [`IssuerError`] for an algorithm that is not allowed.
    pub fn new(
        name: String,
        audience: String,
        algorithms: &[String],
        keys: KeySet,
        leeway_seconds: u32,
        groups: Groups,
    ) -> Result<Self, IssuerError> {
        if algorithms.is_empty() {
            return Err(IssuerError::NoAlgorithm);
        }
        let algorithms: Vec<Algorithm> = algorithms
            .iter()
            .map(|name| allowed(name))
            .collect::<Result<_, _>>()?;
        check_keys(&algorithms, &keys)?;
        Ok(Self {
            name,
            keys,
            algorithms,
            audience,
            leeway_seconds,
            groups,
        })
    }

    /// The actor these claims speak of, if they hold at this second (Unix time).
    pub(super) fn actor(&self, claims: Claims, now: i64) -> Result<Actor, TokenRefusal> {
        let for_us = claims
            .aud
            .as_ref()
            .is_some_and(|aud| aud.contains(&self.audience));
        if claims.iss != self.name || !for_us || claims.sub.trim().is_empty() {
            return Err(TokenRefusal::Invalid);
        }
        if !self.is_live(&claims, now) {
            return Err(TokenRefusal::Expired);
        }
        if claims
            .nbf
            .is_some_and(|nbf| nbf > seconds(now) + f64::from(self.leeway_seconds))
        {
            return Err(TokenRefusal::Invalid);
        }
        let author = Author {
            subject: claims.sub,
            name: claims.name.filter(|text| !text.trim().is_empty()),
            email: claims.email.filter(|text| !text.trim().is_empty()),
        };
        Ok(self.groups.staff(&claims.groups, &self.name, author))
    }

    fn is_live(&self, claims: &Claims, now: i64) -> bool {
        claims.exp + f64::from(self.leeway_seconds) > seconds(now)
    }
}

// Unix seconds stay far below the 2^53 up to which f64 is exact.
#[expect(clippy::cast_precision_loss)]
fn seconds(unix: i64) -> f64 {
    unix as f64
}

/// Keys and algorithms must fit each other, or no token would ever be believed.
fn check_keys(algorithms: &[Algorithm], keys: &KeySet) -> Result<(), IssuerError> {
    let unkeyed = |algorithm: &&Algorithm| !keys.families().any(|f| f == algorithm.family());
    if let Some(algorithm) = algorithms.iter().find(unkeyed) {
        return Err(IssuerError::NoKey(*algorithm));
    }
    let unused = keys
        .families()
        .position(|f| algorithms.iter().all(|a| a.family() != f));
    unused.map_or(Ok(()), |index| Err(IssuerError::UnusedKey(index + 1)))
}

fn allowed(name: &str) -> Result<Algorithm, IssuerError> {
    let refused = || IssuerError::Algorithm(name.to_owned());
    let algorithm: Algorithm = name.parse().map_err(|_| refused())?;
    if algorithm.family() == AlgorithmFamily::Hmac {
        return Err(refused());
    }
    Ok(algorithm)
}
