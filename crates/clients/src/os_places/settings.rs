//! How OS Places is called.

use std::time::Duration;

use crate::{ApiKey, BaseUrl};

/// How OS Places is called.
#[derive(Clone, Debug)]
pub struct OsPlacesSettings {
    /// Where it is.
    pub base_url: BaseUrl,
    /// The key of a project that has OS Places in its plan.
    pub key: ApiKey,
    /// How long a look-up may take in all, connecting and further pages included. A person waits.
    pub timeout: Duration,
    /// How long nobody calls after it was overloaded, out of order or silent.
    pub pause: Duration,
}

impl OsPlacesSettings {
    /// Where Ordnance Survey runs it.
    pub const PUBLIC_BASE_URL: &str = "https://api.os.uk/search/places/v1";
    /// Two seconds.
    pub const TIMEOUT: Duration = Duration::from_secs(2);
    /// Half a minute: the rate is counted by the minute, and the answer does not say how long to wait.
    pub const PAUSE: Duration = Duration::from_secs(30);

    /// The usual patience.
    pub fn new(base_url: BaseUrl, key: ApiKey) -> Self {
        Self {
            base_url,
            key,
            timeout: Self::TIMEOUT,
            pause: Self::PAUSE,
        }
    }
}
