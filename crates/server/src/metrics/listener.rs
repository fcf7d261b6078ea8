//! The address of its own at which figures are served, so that nobody who may call the service sees them by that.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{Metrics, Watched};
use crate::failure::Failure;
use crate::listen::{ConnectionLimits, Listening, listen};
use crate::serve::bind;

/// How many may ask at once; a monitor is one.
const MOST: u32 = 16;

/// How long those who ask may take to be done when the service stops.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whoever listens at that address, until it is told to stop.
pub struct MetricsListener {
    stopping: watch::Sender<bool>,
    listening: JoinHandle<()>,
}

impl MetricsListener {
    /// Begins to listen.
    ///
    /// # Errors
    /// [`Failure::Listen`].
    pub async fn start(
        address: SocketAddr,
        metrics: Metrics,
        watched: Watched,
    ) -> Result<Self, Failure> {
        let listener = bind(address).await?;
        tracing::info!(address = %listener.local_addr()?, "serving metrics");
        let (stopping, stopped) = watch::channel(false);
        let how = Listening {
            limits: ConnectionLimits {
                most: MOST,
                ..ConnectionLimits::default()
            },
            certificates: None,
        };
        let routes = metrics.routes(watched);
        let listening = tokio::spawn(listen(listener, routes, how, stopped));
        Ok(Self {
            stopping,
            listening,
        })
    }

    /// Stops, so that the store can close.
    pub async fn stop(mut self) {
        self.stopping.send_replace(true);
        if tokio::time::timeout(PATIENCE, &mut self.listening)
            .await
            .is_err()
        {
            self.listening.abort();
        }
    }
}
