//! How often somebody may ask: each subject and each client application by themselves, and each address from which
//! tokens come that are refused.

use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::time::{Duration, Instant};

use axum::http::Extensions;
use axum::http::HeaderMap;
use contactable_domain::revocation::TokenIdentity;

use super::meter::{Meter, Rate};
use super::{PeerAddress, TrustedProxies};

/// What an operator decides about rates. A rate with a 0 in it is off.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RateSettings {
    /// For each subject of an issuer.
    pub subject: Rate,
    /// For each client application of an issuer.
    pub client: Rate,
    /// For each address: tokens that were refused.
    pub failures: Rate,
}

impl RateSettings {
    /// No limits at all.
    pub const OFF: Self = {
        let off = Rate {
            per_second: 0,
            burst: 0,
        };
        Self {
            subject: off,
            client: off,
            failures: off,
        }
    };
}

impl Default for RateSettings {
    fn default() -> Self {
        let rate = |per_second, burst| Rate { per_second, burst };
        Self {
            subject: rate(50, 100),
            client: rate(200, 400),
            failures: rate(10, 50),
        }
    }
}

/// Who asked too often, and how long to wait before the next request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TooOften {
    /// The one for whom the token is.
    Subject(Duration),
    /// The application, whoever uses it.
    Client(Duration),
}

/// The limits, and what was used of them. Only hashes are kept, under a key of this process.
pub struct RateLimits {
    subjects: Option<Meter>,
    clients: Option<Meter>,
    failures: Option<Meter>,
    proxies: TrustedProxies,
    hashes: RandomState,
    elapsed: Box<dyn Fn() -> Duration + Send + Sync>,
}

impl RateLimits {
    /// Limits in the time that passes here; setting the machine's clock does not touch them.
    pub fn new(settings: &RateSettings, proxies: TrustedProxies) -> Self {
        let start = Instant::now();
        Self::timed_by(settings, proxies, move || start.elapsed())
    }

    /// Limits in a time that is told: how long it is since some beginning.
    pub fn timed_by(
        settings: &RateSettings,
        proxies: TrustedProxies,
        elapsed: impl Fn() -> Duration + Send + Sync + 'static,
    ) -> Self {
        Self {
            subjects: Meter::of(settings.subject),
            clients: Meter::of(settings.client),
            failures: Meter::of(settings.failures),
            proxies,
            hashes: RandomState::new(),
            elapsed: Box::new(elapsed),
        }
    }

    /// No limits.
    pub fn off() -> Self {
        Self::new(&RateSettings::OFF, TrustedProxies::default())
    }

    /// Lets a request with a good token through, and counts it.
    ///
    /// # Errors
    /// [`TooOften`].
    pub fn admit(&self, identity: &TokenIdentity, client: Option<&str>) -> Result<(), TooOften> {
        let issuer = &*identity.issuer;
        if let Some(subjects) = &self.subjects {
            let whose = self.hashes.hash_one((issuer, &*identity.subject));
            let spent = subjects.spend(whose, (self.elapsed)());
            spent.map_err(TooOften::Subject)?;
        }
        if let (Some(clients), Some(client)) = (&self.clients, client) {
            let spent = clients.spend(self.hashes.hash_one((issuer, client)), (self.elapsed)());
            spent.map_err(TooOften::Client)?;
        }
        Ok(())
    }

    /// Whether a token from this address may be looked at; not when too many from there were refused.
    ///
    /// # Errors
    /// How long to wait before the next one.
    pub fn admit_stranger(&self, address: Option<IpAddr>) -> Result<(), Duration> {
        match &self.failures {
            Some(failures) => failures.look(self.place(address), (self.elapsed)()),
            None => Ok(()),
        }
    }

    /// Counts a token from this address that was refused.
    pub fn note_failure(&self, address: Option<IpAddr>) {
        if let Some(failures) = &self.failures {
            // Refused or not, there is nothing more to be done about this one.
            let _ = failures.spend(self.place(address), (self.elapsed)());
        }
    }

    /// From where a request comes, as far as that is known.
    pub fn address_of(&self, extensions: &Extensions, headers: &HeaderMap) -> Option<IpAddr> {
        self.failures.as_ref()?;
        let PeerAddress(peer) = extensions.get()?;
        Some(self.proxies.client_of(*peer, headers))
    }

    fn place(&self, address: Option<IpAddr>) -> u64 {
        self.hashes.hash_one(address.map(network))
    }
}

/// One subscriber of IPv6 has a whole network of addresses, so that is what is counted.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;

    fn identity(issuer: &str, subject: &str) -> TokenIdentity {
        TokenIdentity {
            issuer: issuer.into(),
            subject: subject.into(),
            token: None,
        }
    }

    fn limits(clock: &Arc<AtomicU64>) -> RateLimits {
        let rate = |burst| Rate {
            per_second: 1,
            burst,
        };
        let settings = RateSettings {
            subject: rate(2),
            client: rate(3),
            failures: rate(1),
        };
        let clock = clock.clone();
        RateLimits::timed_by(&settings, TrustedProxies::default(), move || {
            Duration::from_secs(clock.load(Ordering::SeqCst))
        })
    }

    #[test]
    fn a_subject_is_counted_at_its_issuer_and_a_client_over_its_subjects() {
        let clock = Arc::new(AtomicU64::new(10));
        let limits = limits(&clock);
        let (ann, ben) = (identity("one", "ann"), identity("one", "ben"));
        assert_eq!(limits.admit(&ann, Some("app")), Ok(()));
        assert_eq!(limits.admit(&ann, Some("app")), Ok(()));
        assert!(limits.admit(&ann, None).is_err());
        assert_eq!(limits.admit(&identity("two", "ann"), Some("app")), Ok(()));
        assert_eq!(limits.admit(&ben, Some("app")), Ok(()));
        assert!(limits.admit(&ben, Some("app")).is_err());
        clock.fetch_add(1, Ordering::SeqCst);
        assert_eq!(limits.admit(&ann, Some("app")), Ok(()));
    }

    #[test]
    fn only_failures_count_against_an_address() {
        let limits = limits(&Arc::new(AtomicU64::new(10)));
        let at = |address: &str| Some(address.parse().unwrap());
        for _ in 0..5 {
            assert_eq!(limits.admit_stranger(at("192.0.2.1")), Ok(()));
        }
        limits.note_failure(at("192.0.2.1"));
        assert!(limits.admit_stranger(at("192.0.2.1")).is_err());
        assert_eq!(limits.admit_stranger(at("192.0.2.2")), Ok(()));
        limits.note_failure(at("2001:db8::1"));
        assert!(limits.admit_stranger(at("2001:db8::2")).is_err());
        assert_eq!(limits.admit_stranger(at("2001:db8:0:1::1")), Ok(()));
    }

    #[test]
    fn off_is_off() {
        let limits = RateLimits::off();
        for _ in 0..1000 {
            limits.note_failure(None);
            assert_eq!(limits.admit_stranger(None), Ok(()));
            assert_eq!(limits.admit(&identity("one", "ann"), Some("app")), Ok(()));
        }
    }
}
