//! Asking a service on this machine how it is, as a container's health check does.

mod any_certificate;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use axum::body::Body;
use clap::Args;
use hyper::client::conn::http1;
use hyper::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use super::say;
use crate::config;
use crate::failure::Failure;

/// How long the service may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is asked.
#[derive(Args)]
pub struct Arguments {
    /// The configuration file of the service (TOML).
    #[arg(long, env = "CONTACTABLE_CONFIG", required_unless_present = "address")]
    config: Option<PathBuf>,
    /// The address that it listens on, for a demo.
    #[arg(long, conflicts_with = "config")]
    address: Option<SocketAddr>,
    /// Ask whether it can do its work, and not only whether it is alive.
    #[arg(long)]
    ready: bool,
}

/// Says how the service is; fails unless it answers that all is well.
pub async fn run(arguments: &Arguments) -> Result<(), Failure> {
    let path = if arguments.ready { "/ready" } else { "/health" };
    let (listens, is_secured) = match (&arguments.config, arguments.address) {
        (Some(file), _) => {
            let configuration = config::load(file)?;
            let is_secured = configuration.listening.certificates.is_some();
            (configuration.listen, is_secured)
        }
        (None, Some(address)) => (address, false),
        (None, None) => return Err(Failure::Unhealthy("nobody was named".to_owned())),
    };
    let asked = ask(reachable(listens), is_secured, path);
    let answered = tokio::time::timeout(PATIENCE, asked).await;
    let (status, body) = answered.map_err(|_| Failure::Unhealthy("no answer".to_owned()))??;
    say(&body);
    if status.is_success() {
        Ok(())
    } else {
        Err(Failure::Unhealthy(format!("{path}: {status}")))
    }
}

/// Where somebody on this machine reaches whoever listens there.
fn reachable(listens: SocketAddr) -> SocketAddr {
    let ip = match listens.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listens.port())
}

type Answer = (StatusCode, String);

async fn ask(address: SocketAddr, is_secured: bool, path: &str) -> Result<Answer, Failure> {
    let failed = |error: std::io::Error| Failure::Unhealthy(error.to_string());
    let stream = TcpStream::connect(address).await.map_err(failed)?;
    if !is_secured {
        return speak(stream, path).await;
    }
    let client = any_certificate::client().map_err(std::io::Error::other);
    let connector = TlsConnector::from(client.map_err(failed)?);
    let secured = connector.connect(ServerName::from(address.ip()), stream);
    speak(secured.await.map_err(failed)?, path).await
}

async fn speak<S>(stream: S, path: &str) -> Result<Answer, Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let failed = |error: hyper::Error| Failure::Unhealthy(error.to_string());
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(failed)?;
    tokio::spawn(connection);
    let request = Request::get(path).header("host", "localhost");
    let request = request.body(Body::empty());
    let request = request.map_err(|error| Failure::Unhealthy(error.to_string()))?;
    let answer = sender.send_request(request).await.map_err(failed)?;
    let status = answer.status();
    let body = axum::body::to_bytes(Body::new(answer.into_body()), 64 * 1024).await;
    let body = body.map_err(|error| Failure::Unhealthy(error.to_string()))?;
    Ok((status, String::from_utf8_lossy(&body).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_that_is_listened_on_has_one_that_is_reached() {
        for (listens, reached) in [
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:80", "[::1]:80"),
            ("10.0.0.7:80", "10.0.0.7:80"),
        ] {
            let (listens, reached) = (listens.parse().unwrap(), reached.parse().unwrap());
            assert_eq!(reachable(listens), reached);
        }
    }
}
