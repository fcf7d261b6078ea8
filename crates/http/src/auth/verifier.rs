//! Verifying tokens, and remembering which were verified: a signature costs as much as the rest of a
//! request.

use std::sync::Arc;

use contactable_domain::ports::Clock;
use quick_cache::sync::Cache;

use super::fingerprint::fingerprint;
use super::issuer::Held;
use super::presented::Presented;
use super::{Issuer, KeyState, TokenRefusal, VerifiedToken};

/// The longest token that is looked at.
const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// How many verified tokens are remembered.
const REMEMBERED: usize = 10_000;

/// Turns tokens into actors.
pub struct TokenVerifier {
    issuers: Vec<Issuer>,
    clock: Arc<dyn Clock>,
    verified: Cache<[u8; 32], Remembered>,
}

/// A token that was verified. It is believed until it expires, or until its issuer has other keys: one of those that
/// went may be the one that it was signed with.
#[derive(Clone)]
struct Remembered {
    token: Arc<VerifiedToken>,
    expires: i64,
    /// The issuer's place in the list.
    issuer: usize,
    generation: u64,
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

    /// What a token says, if it is believed. Keys that are due are fetched in the background; only a token that
    /// names an unknown key waits for them.
    ///
    /// # Errors
    /// [`TokenRefusal`].
    pub async fn verify(&self, token: &str) -> Result<Arc<VerifiedToken>, TokenRefusal> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(TokenRefusal::Invalid);
        }
        let key = fingerprint(token.as_bytes());
        if let Some(known) = self.verified.get(&key)
            && self.is_still_good(&known)
        {
            return Ok(known.token);
        }
        let verified = self.verify_signature(token).await?;
        let token = verified.token.clone();
        self.verified.insert(key, verified);
        Ok(token)
    }

    /// How the keys of each issuer are doing, in the order of the configuration.
    pub fn key_states(&self) -> Vec<KeyState> {
        let states = self.issuers.iter();
        states
            .map(|issuer| issuer.keys.state(issuer.name(), issuer.kind().as_str()))
            .collect()
    }

    /// Has keys that are due fetched in the background.
    pub fn tend_keys(&self) {
        let now = self.now();
        for issuer in &self.issuers {
            issuer.keys.tend(now);
        }
    }

    fn is_still_good(&self, known: &Remembered) -> bool {
        let now = self.now();
        self.issuers.get(known.issuer).is_some_and(|issuer| {
            issuer.keys.tend(now);
            now < known.expires && issuer.keys.generation() == known.generation
        })
    }

    /// A token that was verified before and is still believed, so that its signature need not be checked again.
    pub fn remembered(&self, token: &str) -> Option<Arc<VerifiedToken>> {
        if token.len() > MAX_TOKEN_BYTES {
            return None;
        }
        let known = self.verified.get(&fingerprint(token.as_bytes()))?;
        self.is_still_good(&known).then_some(known.token)
    }

    /// The names of the configured issuers.
    pub fn issuers(&self) -> impl Iterator<Item = &Arc<str>> {
        self.issuers.iter().map(Issuer::name)
    }

    async fn verify_signature(&self, token: &str) -> Result<Remembered, TokenRefusal> {
        let presented = Presented::parse(token).ok_or(TokenRefusal::Invalid)?;
        let (place, issuer) = self.issuer_of(&presented).ok_or(TokenRefusal::Invalid)?;
        if !issuer.keys.algorithms().contains(presented.algorithm) {
            return Err(TokenRefusal::Invalid);
        }
        issuer.keys.tend(self.now());
        let id = presented.key_id.as_deref();
        let keys = issuer.keys.after_looking_for(id).await;
        let is_signed = keys
            .find(id, presented.algorithm)
            .is_some_and(|key| presented.is_signed_with(key));
        if !is_signed {
            return Err(TokenRefusal::Invalid);
        }
        let Held { token, expires } = issuer.hold(&presented.claims, self.now())?;
        Ok(Remembered {
            token: Arc::new(token),
            expires,
            issuer: place,
            generation: keys.generation(),
        })
    }

    /// The configured issuer that a token claims to be from, with its place.
    fn issuer_of(&self, presented: &Presented<'_>) -> Option<(usize, &Issuer)> {
        let claimed = presented.claimed_issuer()?;
        let mut issuers = self.issuers.iter().enumerate();
        issuers.find(|(_, issuer)| **issuer.name() == *claimed)
    }

    fn now(&self) -> i64 {
        self.clock.now().as_second()
    }
}
