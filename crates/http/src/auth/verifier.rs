//! Verifying tokens, and remembering which were verified: a signature costs as much as the rest of a
//! request.

use std::sync::Arc;

use aws_lc_rs::digest;
use contactable_domain::actor::Actor;
use contactable_domain::ports::Clock;
use jsonwebtoken::{Validation, dangerous, decode, decode_header};
use quick_cache::sync::Cache;

use super::claims::{ClaimedIssuer, Claims};
use super::{Issuer, TokenRefusal};

/// The longest token that is looked at.
const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// How many verified tokens are remembered.
const REMEMBERED: usize = 10_000;

/// For how many seconds at most a verified token is believed without another look.
const REMEMBERED_SECONDS: i64 = 60;

/// Turns tokens into actors.
pub struct TokenVerifier {
    issuers: Vec<Issuer>,
    clock: Arc<dyn Clock>,
    verified: Cache<[u8; 32], Verified>,
}

#[derive(Clone)]
struct Verified {
    actor: Arc<Actor>,
    /// Unix second from which the token must be verified again.
    until: i64,
}

impl TokenVerifier {
    /// A verifier that believes these issuers.
    pub fn new(issuers: Vec<Issuer>, clock: Arc<dyn Clock>) -> Self {
        Self {
            issuers,
            clock,
            verified: Cache::new(REMEMBERED),
        }
    }

    /// The actor a token speaks for.
    ///
    /// # Errors
    /// [`TokenRefusal`].
    pub fn verify(&self, token: &str) -> Result<Arc<Actor>, TokenRefusal> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(TokenRefusal::Invalid);
        }
        let now = self.clock.now().as_second();
        let key = fingerprint(token);
        if let Some(verified) = self.verified.get(&key).filter(|v| now < v.until) {
            return Ok(verified.actor);
        }
        let verified = self.verify_signature(token, now)?;
        self.verified.insert(key, verified.clone());
        Ok(verified.actor)
    }

    fn verify_signature(&self, token: &str, now: i64) -> Result<Verified, TokenRefusal> {
        let invalid = |_| TokenRefusal::Invalid;
        let claimed: ClaimedIssuer = dangerous::insecure_decode_claims(token).map_err(invalid)?;
        let issuer = self
            .issuers
            .iter()
            .find(|issuer| issuer.name == claimed.iss);
        let issuer = issuer.ok_or(TokenRefusal::Invalid)?;
        let header = decode_header(token).map_err(invalid)?;
        if !issuer.algorithms.contains(&header.alg) {
            return Err(TokenRefusal::Invalid);
        }
        let key = issuer
            .keys
            .find(header.kid.as_deref())
            .ok_or(TokenRefusal::Invalid)?;
        let claims = decode::<Claims>(token, key, &signature_only(header.alg))
            .map_err(invalid)?
            .claims;
        #[expect(clippy::cast_possible_truncation)] // saturates, which is what is wanted
        let expires = claims.exp as i64;
        let actor = Arc::new(issuer.actor(claims, now)?);
        let until = expires.min(now + REMEMBERED_SECONDS);
        Ok(Verified { actor, until })
    }
}

/// The library checks the signature under this one algorithm; the claims are checked by the issuer, on
/// the injected clock.
fn signature_only(algorithm: jsonwebtoken::Algorithm) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    validation
}

fn fingerprint(token: &str) -> [u8; 32] {
    let digest = digest::digest(&digest::SHA256, token.as_bytes());
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest.as_ref());
    bytes
}
