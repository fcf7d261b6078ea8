//! What the service counts and measures, in the text form of Prometheus. Everything is counted where it happens;
//! what can only be looked at, such as a queue, is looked at when somebody asks. Each source of figures has a file:
//! `store.rs` (what waits), `relay.rs` (events on their way), `process.rs` (the process), `contactable_http::metrics` (requests).

mod listener;
mod process;
mod relay;
mod store;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use contactable_service::ContactDetails;
use contactable_service::relay::RelayStatus;
use jiff::Timestamp;
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

pub use listener::MetricsListener;

/// How often what was measured is put into its buckets, so that it does not pile up while nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);

/// The bounds for times, in seconds: from a read in memory to the longest wait there is.
const SECONDS: &[f64] = &[
    0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
    10.0, 30.0,
];

/// The bounds for how many share a commit.
const SHARING: &[f64] = &[
    0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 1024.0, 4096.0,
];

/// What is looked at when somebody asks.
#[derive(Clone)]
pub struct Watched {
    /// The service's work, and what it keeps things in.
    pub use_cases: ContactDetails,
    /// The relay of events.
    pub relay: Arc<RelayStatus>,
}

/// The figures of this process.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Begins to count. To be called before anything is opened that counts.
    ///
    /// # Errors
    /// [`BuildError`] when somebody counts already.
    pub fn start(now: Timestamp) -> Result<Self, BuildError> {
        let prefix = |name: &str| Matcher::Prefix(name.to_owned());
        let seconds = Matcher::Suffix("_seconds".to_owned());
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(seconds, SECONDS)?
            .set_buckets_for_metric(prefix("contactable_store_group_"), SHARING)?;
        let metrics = Self(builder.install_recorder()?);
        contactable_http::metrics::describe();
        store::describe();
        relay::describe();
        process::describe(now);
        tokio::spawn(metrics.clone().keep_up());
        Ok(metrics)
    }

    async fn keep_up(self) {
        loop {
            tokio::time::sleep(UPKEEP).await;
            self.0.run_upkeep();
        }
    }

    /// Everything as it is now.
    pub fn text(&self, watched: &Watched) -> String {
        store::observe(&watched.use_cases);
        relay::observe(&watched.relay);
        process::observe();
        self.0.render()
    }

    /// `/metrics`.
    pub fn routes(self, watched: Watched) -> Router {
        Router::new()
            .route("/metrics", get(answer))
            .with_state((self, watched))
    }
}

type Answer = ([(axum::http::HeaderName, &'static str); 1], String);

async fn answer(State((metrics, watched)): State<(Metrics, Watched)>) -> Answer {
    let form = [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (form, metrics.text(&watched))
}

/// A gauge has room for less than a queue can hold, and nobody needs to tell such lengths apart.
fn count(waiting: impl TryInto<u32>) -> u32 {
    waiting.try_into().unwrap_or(u32::MAX)
}
