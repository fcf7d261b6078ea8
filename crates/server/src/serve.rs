//! Serving, and stopping gracefully: what was accepted is finished.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use contactable_service::ContactDetails;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::failure::Failure;
use crate::listen::{Certificates, Listening, listen};
use crate::relaying::Relaying;
use crate::sweeper::sweep_forever;

/// How long after the signal to stop, at most, requests in flight may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Binds an address; port 0 picks a free one.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| Failure::Listen(address, error))
}

/// The wish to stop: SIGTERM or SIGINT, heard from the moment this is made.
pub struct StopSignal {
    terminate: Signal,
    interrupt: Signal,
}

impl StopSignal {
    /// Begins to listen for the signals.
    pub fn new() -> Result<Self, Failure> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    async fn heard(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// Serves until the signal, then takes no more connections and finishes what was accepted. Beside it
/// turns by the clock are told, what is being told when the service ends is told or not, never by halves; and events
/// are relayed.
pub async fn serve(
    listener: TcpListener,
    service: Router,
    listening: Listening,
    (use_cases, relaying): (ContactDetails, Relaying),
    stop: StopSignal,
) -> Result<(), Failure> {
    let (stopping, mut stopped) = watch::channel(false);
    let renewing = listening.certificates.clone().map(renew_when_told);
    let renewing = renewing.transpose()?;
    let serving = listen(listener, service, listening, stopped.clone());
    let asked_to_stop = async {
        stop.heard().await;
        tracing::info!("stopping: finishing what was accepted");
        stopping.send_replace(true);
        std::future::pending::<()>().await;
    };
    let out_of_patience = async {
        let _ = stopped.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(PATIENCE).await;
    };
    let sweeping = tokio::spawn(sweep_forever(use_cases));
    tokio::select! {
        () = serving => {}
        () = asked_to_stop => {}
        () = out_of_patience => tracing::warn!("some requests took too long to finish"),
    }
    if let Some(renewing) = renewing {
        renewing.abort();
    }
    stop_sweeping(sweeping).await;
    relaying.stop().await;
    Ok(())
}

/// Reads the certificate and its key again at each SIGHUP.
fn renew_when_told(certificates: Arc<Certificates>) -> Result<JoinHandle<()>, Failure> {
    let mut told = signal(SignalKind::hangup())?;
    Ok(tokio::spawn(async move {
        while told.recv().await.is_some() {
            match certificates.read_again() {
                Ok(()) => tracing::info!("the certificate was read again"),
                Err(error) => {
                    tracing::error!(%error, "the certificate cannot be renewed; the one before stays");
                }
            }
        }
    }))
}

/// Waits until the task is gone, so that the store it holds can close.
async fn stop_sweeping(sweeping: JoinHandle<()>) {
    sweeping.abort();
    match sweeping.await {
        Err(error) if error.is_panic() => tracing::error!("telling turns had panicked"),
        Ok(()) | Err(_) => {}
    }
}
