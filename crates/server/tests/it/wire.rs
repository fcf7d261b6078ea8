//! The service behind a socket, and bytes sent to it as they are.

use std::net::SocketAddr;

use contactable_server::listen::{ConnectionLimits, Listening, listen};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::test_app::TestApp;

/// The health check, which needs no token.
pub const PING: &str = "GET /api/v1/healthcheck/ping HTTP/1.1\r\nhost: localhost\r\n\r\n";

/// A service that listens on a free port.
pub struct Served {
    pub address: SocketAddr,
    stopping: watch::Sender<bool>,
    listening: JoinHandle<()>,
}

impl Served {
    /// Behind a socket, with plain HTTP.
    pub async fn plainly(app: &TestApp, limits: ConnectionLimits) -> Self {
        let listening = Listening {
            limits,
            certificates: None,
        };
        Self::start(app, listening).await
    }

    pub async fn start(app: &TestApp, how: Listening) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (stopping, told) = watch::channel(false);
        let listening = tokio::spawn(listen(listener, app.router.clone(), how, told));
        Self {
            address,
            stopping,
            listening,
        }
    }

    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("it connects")
    }

    /// Asks it to stop; what was accepted goes on.
    pub fn ask_to_stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Waits until it has stopped.
    pub async fn stopped(self) {
        self.listening.await.expect("it ends well");
    }

    /// Sends these bytes on a connection of their own, and returns all that comes until the service closes it.
    pub async fn hears(&self, bytes: &[u8]) -> String {
        let mut stream = self.connect().await;
        // The service may have closed it before everything was sent.
        let _ = stream.write_all(bytes).await;
        rest(&mut stream).await
    }

    /// Whether somebody else is answered now.
    pub async fn serves_others(&self) {
        let mut other = self.connect().await;
        ask(&mut other, PING).await;
    }
}

/// Everything until the connection is closed or broken off.
pub async fn rest(stream: &mut (impl tokio::io::AsyncRead + Unpin)) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Sends a request and reads its answer, which must be a good one.
pub async fn ask<S>(stream: &mut S, request: &str) -> String
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    stream.write_all(request.as_bytes()).await.expect("sent");
    let answer = one_answer(stream).await;
    assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
    answer
}

/// One answer with a length, and no more.
pub async fn one_answer(stream: &mut (impl tokio::io::AsyncRead + Unpin)) -> String {
    let mut answer = String::new();
    while !answer.ends_with("\r\n\r\n") {
        answer.push(stream.read_u8().await.expect("more of the head") as char);
    }
    let length = answer
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse().expect("a number"));
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.expect("the body");
    answer + &String::from_utf8_lossy(&body)
}

/// The statuses of the answers in what was heard.
pub fn statuses(heard: &str) -> Vec<&str> {
    heard
        .split("HTTP/1.1 ")
        .skip(1)
        .map(|answer| answer.get(..3).unwrap_or(answer))
        .collect()
}
