//! With what an issuer's tokens are verified.

mod failure;
mod key;
mod key_set;
mod remote;
mod snapshot;
mod state;

use std::sync::Arc;

use contactable_domain::ports::{Clock, KeySource};

pub use failure::KeyFailure;
pub use key_set::{KeySet, KeySetError, MisfitError};
use remote::RemoteKeys;
pub use snapshot::KeySnapshot;
pub use state::KeyState;

use super::Algorithms;

/// The keys of an issuer, and the algorithms under which they are used.
pub struct Keys {
    algorithms: Algorithms,
    origin: Origin,
}

enum Origin {
    /// Known at the start.
    Fixed(KeySnapshot),
    /// Published over the net.
    Remote(Arc<RemoteKeys>),
}

/// A secret that was too short to be one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a secret has at least 32 bytes")]
pub struct ShortSecret;

/// The shortest secret: as long as what HS256 makes of it (RFC 7518 section 3.2).
const SECRET_BYTES: usize = 32;

impl Keys {
    /// Keys that are known at the start.
    ///
    /// # Errors
    /// [`MisfitError`] when keys and algorithms do not fit each other.
    pub fn fixed(set: KeySet, algorithms: Algorithms) -> Result<Self, MisfitError> {
        set.check_fit(&algorithms)?;
        Ok(Self::of(set, algorithms))
    }

    /// The secret shared with a legacy issuer, for HS256 and nothing else.
    ///
    /// # Errors
    /// [`ShortSecret`].
    pub fn secret(secret: &[u8]) -> Result<Self, ShortSecret> {
        if secret.len() < SECRET_BYTES {
            return Err(ShortSecret);
        }
        Ok(Self::of(KeySet::of_secret(secret), Algorithms::of_secret()))
    }

    /// Keys that are published over the net, fetched anew after `refresh_minutes`. The name of the issuer is for
    /// the log. Nothing is fetched yet.
    pub fn remote(
        issuer: &str,
        source: Arc<dyn KeySource>,
        algorithms: Algorithms,
        refresh_minutes: u32,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let remote = RemoteKeys::new(issuer, source, algorithms.clone(), refresh_minutes, clock);
        Self {
            algorithms,
            origin: Origin::Remote(Arc::new(remote)),
        }
    }

    fn of(set: KeySet, algorithms: Algorithms) -> Self {
        Self {
            algorithms,
            origin: Origin::Fixed(KeySnapshot::default().followed_by(set)),
        }
    }

    /// Which algorithms may be used with them.
    pub(super) fn algorithms(&self) -> &Algorithms {
        &self.algorithms
    }

    /// The keys as they are, once this one was looked for.
    pub(super) async fn after_looking_for(&self, id: Option<&str>) -> KeySnapshot {
        match &self.origin {
            Origin::Fixed(keys) => keys.clone(),
            Origin::Remote(remote) => remote.after_looking_for(id).await,
        }
    }

    /// Tells one set of keys from the next.
    pub(super) fn generation(&self) -> u64 {
        match &self.origin {
            Origin::Fixed(keys) => keys.generation(),
            Origin::Remote(remote) => remote.generation(),
        }
    }

    /// Has them fetched anew in the background when it is time. `now` is the second of Unix.
    pub(super) fn tend(&self, now: i64) {
        if let Origin::Remote(remote) = &self.origin {
            remote.tend(now);
        }
    }

    /// How they are doing.
    pub(super) fn state(&self, issuer: &Arc<str>, kind: &'static str) -> KeyState {
        let (is_remote, (keys, age_seconds, failure)) = match &self.origin {
            Origin::Fixed(keys) => (false, (keys.len(), None, None)),
            Origin::Remote(remote) => (true, remote.state()),
        };
        KeyState {
            issuer: issuer.clone(),
            kind,
            is_remote,
            keys,
            age_seconds,
            failure,
        }
    }
}
