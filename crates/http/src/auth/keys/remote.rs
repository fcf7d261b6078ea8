//! Keys that an issuer publishes over the net: fetched, kept, and fetched anew.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use contactable_domain::ports::{Clock, KeySource};

use super::{KeyFailure, KeySet, KeySnapshot};
use crate::auth::Algorithms;
use crate::auth::fingerprint::fingerprint;
use crate::metrics;

/// For how many seconds at least the key server is left alone after each call, whatever comes: tokens that name
/// keys which nobody has cost nothing.
const PAUSE_SECONDS: i64 = 30;

/// The keys that an issuer publishes. The last good ones are kept until better ones come.
pub struct RemoteKeys {
    issuer: Arc<str>,
    source: Arc<dyn KeySource>,
    algorithms: Algorithms,
    refresh_seconds: i64,
    clock: Arc<dyn Clock>,
    kept: RwLock<KeySnapshot>,
    /// The second from which they are due to be fetched anew.
    due: AtomicI64,
    tries: Mutex<Tries>,
    /// Held by whoever fetches. Whoever else wants the same waits for it.
    fetching: tokio::sync::Mutex<()>,
}

/// How fetching went so far. Seconds are those of Unix.
#[derive(Clone, Copy, Default)]
struct Tries {
    last: Option<i64>,
    last_good: Option<i64>,
    failure: Option<KeyFailure>,
    /// Of what came last that was good.
    digest: Option<[u8; 32]>,
}

impl RemoteKeys {
    pub(super) fn new(
        issuer: &str,
        source: Arc<dyn KeySource>,
        algorithms: Algorithms,
        refresh_minutes: u32,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            issuer: issuer.into(),
            source,
            algorithms,
            refresh_seconds: i64::from(refresh_minutes) * 60,
            clock,
            kept: RwLock::default(),
            due: AtomicI64::new(i64::MIN),
            tries: Mutex::default(),
            fetching: tokio::sync::Mutex::default(),
        }
    }

    /// The keys as they are kept now.
    pub(super) fn kept(&self) -> KeySnapshot {
        let kept = self.kept.read();
        kept.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Tells one set of keys from the next.
    pub(super) fn generation(&self) -> u64 {
        let kept = self.kept.read();
        kept.unwrap_or_else(PoisonError::into_inner).generation()
    }

    /// The keys, after one was looked for that is not among them: fetched anew, unless that was done just now.
    /// Those who ask at the same time share one call, and it goes on when one of them goes away.
    pub(super) async fn after_looking_for(self: &Arc<Self>, id: Option<&str>) -> KeySnapshot {
        let kept = self.kept();
        if kept.knows(id) || (!self.may_call() && self.fetching.try_lock().is_ok()) {
            return kept;
        }
        let call = tokio::spawn(Self::fetch(self.clone()));
        // It never panics; if it did, the keys that are kept stand.
        let _ = call.await;
        self.kept()
    }

    /// Has the keys fetched in the background once they are due.
    pub(super) fn tend(self: &Arc<Self>, now: i64) {
        let due = self.due.load(Ordering::Relaxed);
        let left = due.saturating_sub(now);
        // More is left when the clock was put back: that is not waited for.
        if (1..=self.refresh_seconds.max(PAUSE_SECONDS)).contains(&left) {
            return;
        }
        let next = now.saturating_add(PAUSE_SECONDS);
        let mine = self
            .due
            .compare_exchange(due, next, Ordering::Relaxed, Ordering::Relaxed);
        if mine.is_ok() {
            tokio::spawn(Self::fetch(self.clone()));
        }
    }

    /// How many keys there are, for how many seconds they have been kept, and what went wrong since.
    pub(super) fn state(&self) -> (usize, Option<i64>, Option<KeyFailure>) {
        let tries = *self.tries();
        let now = self.now();
        let age = tries.last_good.map(|good| now.saturating_sub(good).max(0));
        (self.kept().len(), age, tries.failure)
    }

    async fn fetch(keys: Arc<Self>) {
        let _turn = keys.fetching.lock().await;
        if !keys.may_call() {
            return;
        }
        keys.tries().last = Some(keys.now());
        let outcome = match keys.source.fetch().await {
            Ok(text) => keys.keep(&text),
            Err(unavailable) => Err((KeyFailure::Unavailable, unavailable.0)),
        };
        let wait = match outcome {
            Ok(()) => {
                metrics::fetched_keys(&keys.issuer, keys.kept().len(), keys.now());
                keys.refresh_seconds
            }
            Err((failure, fault)) => {
                metrics::missed_keys(&keys.issuer);
                keys.tries().failure = Some(failure);
                tracing::warn!(issuer = %keys.issuer, fault, "the keys of an issuer could not be fetched");
                PAUSE_SECONDS
            }
        };
        let due = keys.now().saturating_add(wait);
        keys.due.store(due, Ordering::Relaxed);
    }

    /// Puts what came in the place of what was kept, if it is any good.
    fn keep(&self, text: &str) -> Result<(), (KeyFailure, String)> {
        let set = KeySet::published(text, &self.algorithms);
        let set = set.map_err(|error| (KeyFailure::from(&error), error.to_string()))?;
        let mut tries = self.tries();
        let digest = fingerprint(text.as_bytes());
        if tries.digest != Some(digest) {
            tracing::info!(issuer = %self.issuer, keys = set.len(), "an issuer has new keys");
            let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
            *kept = kept.followed_by(set);
        }
        tries.last_good = Some(self.now());
        tries.failure = None;
        tries.digest = Some(digest);
        Ok(())
    }

    fn may_call(&self) -> bool {
        let now = self.now();
        // A clock that was put back is not waited for.
        let is_recent = |last: i64| last <= now && now < last.saturating_add(PAUSE_SECONDS);
        !self.tries().last.is_some_and(is_recent)
    }

    fn now(&self) -> i64 {
        self.clock.now().as_second()
    }

    fn tries(&self) -> MutexGuard<'_, Tries> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
