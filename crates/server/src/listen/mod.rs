//! Listening: which connections are taken, how long each may take over what, and by which certificate it is
//! secured. What comes over them is handed to the service.
//!
//! Reading order: this file (the loop), `connection.rs` (one connection), `paced.rs` and `pace.rs` (how long it may
//! take over what), `certificates.rs`.

mod certificates;
mod connection;
mod kept_body;
mod pace;
mod paced;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

pub use certificates::{CertificateError, Certificates};
use connection::Connection;

/// How long to wait before the next try when no connection can be taken, as when files run out.
const PAUSE: Duration = Duration::from_secs(1);

/// What a connection may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ConnectionLimits {
    /// How many connections may be open; more wait until one of these closes.
    pub most: u32,
    /// How long the head of a request may take, and a handshake of TLS.
    pub head_time: Duration,
    /// How long a connection may stay open between two requests.
    pub idle_time: Duration,
    /// How long a client may take to read what was written.
    pub answer_time: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            most: 1000,
            head_time: Duration::from_secs(10),
            idle_time: Duration::from_secs(75),
            answer_time: Duration::from_secs(30),
        }
    }
}

/// How to listen.
#[derive(Clone, Default)]
pub struct Listening {
    /// What a connection may take.
    pub limits: ConnectionLimits,
    /// By what connections are secured; plain HTTP without.
    pub certificates: Option<Arc<Certificates>>,
}

/// Takes connections until it is told to stop, then finishes what was accepted on those that are open.
pub async fn listen(
    listener: TcpListener,
    service: Router,
    listening: Listening,
    mut stopping: watch::Receiver<bool>,
) {
    let most = listening.limits.most.max(1);
    let places = Arc::new(Semaphore::new(most as usize));
    let connection = Connection::new(service, listening, stopping.clone());
    loop {
        let taken = tokio::select! {
            taken = next(&listener, &places) => taken,
            () = told(&mut stopping) => break,
        };
        match taken {
            Ok((stream, peer, place)) => {
                let connection = connection.clone();
                tokio::spawn(async move {
                    connection.serve(stream, peer.ip()).await;
                    drop(place);
                });
            }
            Err(error) if concerns_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be taken");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
    // Who comes now is refused at once and can turn elsewhere.
    drop(listener);
    let _ = places.acquire_many(most).await;
}

/// Waits until it is told to stop.
async fn told(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

type Taken = (
    tokio::net::TcpStream,
    std::net::SocketAddr,
    OwnedSemaphorePermit,
);

/// The next connection, as soon as there is a place for it. Until then it waits in the queue of the system.
async fn next(listener: &TcpListener, places: &Arc<Semaphore>) -> io::Result<Taken> {
    let place = places.clone().acquire_owned().await;
    let place = place.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Without it small answers may wait for the acknowledgement of earlier ones.
    let _ = stream.set_nodelay(true);
    Ok((stream, peer, place))
}

/// Whether the client is to blame, who went away before it was taken.
fn concerns_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}
