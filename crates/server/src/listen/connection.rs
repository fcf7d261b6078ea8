//! One connection, from the handshake to its end.

use std::convert::Infallible;
use std::net::IpAddr;
use std::pin::pin;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use contactable_http::edges::PeerAddress;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tower::Service as _;

use super::kept_body::KeptBody;
use super::pace::{Pace, Phase};
use super::paced::Paced;
use super::{Listening, told};

/// The most bytes that the first line and the headers of a request may have together. The most headers are the
/// library's 100; to say so would cost an allocation for each request.
const MAX_HEAD_BYTES: usize = 16 * 1024;

/// What every connection needs.
#[derive(Clone)]
pub struct Connection {
    service: Router,
    protocol: http1::Builder,
    listening: Listening,
    stopping: watch::Receiver<bool>,
}

impl Connection {
    pub fn new(service: Router, listening: Listening, stopping: watch::Receiver<bool>) -> Self {
        let mut protocol = http1::Builder::new();
        protocol.max_header_size(MAX_HEAD_BYTES);
        // Paced keeps the time.
        protocol.header_read_timeout(None);
        Self {
            service,
            protocol,
            listening,
            stopping,
        }
    }

    /// Serves what comes over a stream until either side ends it.
    pub async fn serve(mut self, stream: TcpStream, peer: IpAddr) {
        let Some(certificates) = &self.listening.certificates else {
            return self.speak(stream, peer).await;
        };
        let handshake = certificates.acceptor().accept(stream);
        let handshake = tokio::time::timeout(self.listening.limits.head_time, handshake);
        let secured = tokio::select! {
            secured = handshake => secured,
            () = told(&mut self.stopping) => return,
        };
        // A handshake that fails concerns nobody but the client, who was told why.
        if let Ok(Ok(stream)) = secured {
            self.speak(stream, peer).await;
        }
    }

    async fn speak<S>(mut self, stream: S, peer: IpAddr)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let pace = Arc::new(Pace::new());
        let stream = TokioIo::new(Paced::new(stream, pace.clone(), self.listening.limits));
        let service = service_fn(|request| answer(&self.service, request, peer, &pace));
        let mut served = pin!(self.protocol.serve_connection(stream, service));
        // How it ended is the client's affair: cut off, too slow, or nonsense.
        tokio::select! {
            biased;
            _ = served.as_mut() => {}
            () = told(&mut self.stopping) => {
                served.as_mut().graceful_shutdown();
                let _ = served.await;
            }
        }
    }
}

fn answer(
    service: &Router,
    request: Request<Incoming>,
    peer: IpAddr,
    pace: &Arc<Pace>,
) -> impl Future<Output = Result<Response<KeptBody>, Infallible>> + Send + use<> {
    pace.reach(Phase::Busy);
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(PeerAddress(peer));
    let (answered, pace) = (service.clone().call(request), pace.clone());
    async move {
        let answer = answered.await?;
        Ok(answer.map(|body| KeptBody::new(body, pace)))
    }
}
