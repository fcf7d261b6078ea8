//! TLS by configuration: which clients are served, which certificates are refused, and how one is renewed.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use contactable_server::listen::{Certificates, ConnectionLimits, Listening};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{
    ALL_VERSIONS, ClientConfig, RootCertStore, SupportedProtocolVersion, version,
};

use crate::configuration::{GOOD, KEYS};
use crate::program::PROGRAM;
use crate::test_app::TestApp;
use crate::wire::{PING, Served, ask, rest};

fn certificate() -> CertifiedKey<KeyPair> {
    generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate")
}

/// Puts a certificate and its key where the service finds them.
fn put(folder: &Path, certified: &CertifiedKey<KeyPair>) {
    std::fs::write(folder.join("cert.pem"), certified.cert.pem()).expect("written");
    std::fs::write(
        folder.join("key.pem"),
        certified.signing_key.serialize_pem(),
    )
    .expect("written");
}

/// A client that trusts this certificate and no other.
async fn secured(
    address: SocketAddr,
    trusted: &CertifiedKey<KeyPair>,
    versions: &[&'static SupportedProtocolVersion],
) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.cert.der().clone()).expect("a root");
    let provider = tokio_rustls::rustls::crypto::aws_lc_rs::default_provider();
    let mut config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(versions)
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost").expect("a name");
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
}

async fn serve(folder: &Path, limits: ConnectionLimits) -> Served {
    let read = Certificates::read(folder.join("cert.pem"), folder.join("key.pem"));
    let certificates = Some(Arc::new(read.expect("good ones")));
    let app = TestApp::with(|parts| parts.edges.secure = true);
    Served::start(
        &app,
        Listening {
            limits,
            certificates,
        },
    )
    .await
}

#[tokio::test]
async fn both_versions_are_spoken_and_browsers_are_kept_to_them() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let certified = certificate();
    put(folder.path(), &certified);
    let served = serve(folder.path(), ConnectionLimits::default()).await;
    for version in [&version::TLS12, &version::TLS13] {
        let mut stream = secured(served.address, &certified, &[version])
            .await
            .expect("secured");
        assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
        for _ in 0..2 {
            let answer = ask(&mut stream, PING).await;
            assert!(
                answer.contains("strict-transport-security: max-age=63072000"),
                "{answer}"
            );
        }
    }
    let stranger = secured(served.address, &certificate(), &[&version::TLS13]).await;
    assert!(stranger.is_err(), "another certificate was believed");
    let heard = served.hears(PING.as_bytes()).await;
    assert!(!heard.contains("HTTP"), "{heard}");
}

/// There is one place only. A handshake that does not go on gives it up, and so does a client that says nothing more.
#[tokio::test]
async fn slow_handshakes_and_slow_clients_are_dropped() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let certified = certificate();
    put(folder.path(), &certified);
    let limits = ConnectionLimits {
        most: 1,
        head_time: Duration::from_millis(200),
        ..ConnectionLimits::default()
    };
    let served = serve(folder.path(), limits).await;
    let mut started = served.connect().await;
    started.write_all(&[0x16, 3, 1]).await.expect("sent");
    let mut silent = secured(served.address, &certified, ALL_VERSIONS).await;
    let silent = silent.as_mut().expect("secured");
    assert_eq!(rest(silent).await, "");
    let mut third = secured(served.address, &certified, ALL_VERSIONS)
        .await
        .expect("secured");
    ask(&mut third, PING).await;
    drop(started);
}

#[tokio::test]
async fn renewed_files_are_for_the_next_connection_and_bad_ones_for_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (old, new) = (certificate(), certificate());
    put(folder.path(), &old);
    let mut child = Running::start(folder.path());
    let mut kept = secured(child.address, &old, ALL_VERSIONS)
        .await
        .expect("secured");
    ask(&mut kept, PING).await;
    put(folder.path(), &new);
    std::fs::write(folder.path().join("key.pem"), "not a key").expect("written");
    child.signal("-HUP");
    assert_eq!(
        child.says(),
        (
            "ERROR".to_owned(),
            "the certificate cannot be renewed; the one before stays".to_owned()
        )
    );
    assert!(secured(child.address, &old, ALL_VERSIONS).await.is_ok());
    put(folder.path(), &new);
    child.signal("-HUP");
    assert_eq!(
        child.says(),
        (
            "INFO".to_owned(),
            "the certificate was read again".to_owned()
        )
    );
    assert!(secured(child.address, &new, ALL_VERSIONS).await.is_ok());
    assert!(secured(child.address, &old, ALL_VERSIONS).await.is_err());
    // Who was there before stays.
    ask(&mut kept, PING).await;
    child.signal("-TERM");
    assert!(child.child.wait().expect("it ends").success());
}

const TLS: &str = "[tls]\ncertificate = \"cert.pem\"\nkey = \"key.pem\"\n";

/// The program with TLS on a free port.
struct Running {
    child: Child,
    log: BufReader<ChildStderr>,
    address: SocketAddr,
}

impl Running {
    fn start(folder: &Path) -> Self {
        std::fs::write(folder.join("keys.json"), KEYS).expect("written");
        std::fs::write(folder.join("contactable.toml"), format!("{GOOD}{TLS}")).expect("written");
        let mut child = Command::new(PROGRAM)
            .args(["serve", "--config"])
            .arg(folder.join("contactable.toml"))
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let log = BufReader::new(child.stderr.take().expect("its log"));
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut running = Self {
            child,
            log,
            address,
        };
        let line = running.line();
        running.address = line["address"]
            .as_str()
            .expect("an address")
            .parse()
            .expect("one");
        running
    }

    fn line(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.log.read_line(&mut line).expect("a line");
        serde_json::from_str(&line).expect("JSON")
    }

    fn says(&mut self) -> (String, String) {
        let line = self.line();
        let text = |name: &str| line[name].as_str().expect("text").to_owned();
        (text("level"), text("message"))
    }

    fn signal(&self, signal: &str) {
        let told = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status();
        assert!(told.expect("kill runs").success());
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn bad_files_are_refused_by_their_key_and_never_shown() {
    let (one, other) = (certificate(), certificate());
    let good = (one.cert.pem(), one.signing_key.serialize_pem());
    let cases = [
        ("tls.certificate", (String::new(), good.1.clone())),
        ("tls.certificate", ("S3CRET".to_owned(), good.1.clone())),
        ("tls.certificate", (good.1.clone(), good.1.clone())),
        (
            "tls.certificate",
            (good.0.replace("MII", "AAA"), good.1.clone()),
        ),
        ("tls.key", (good.0.clone(), String::new())),
        ("tls.key", (good.0.clone(), "S3CRET".to_owned())),
        ("tls.key", (good.0.clone(), good.0.clone())),
        (
            "tls.key",
            (good.0.clone(), other.signing_key.serialize_pem()),
        ),
    ];
    for (key, (certificate, private)) in cases {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("cert.pem"), &certificate).expect("written");
        std::fs::write(folder.path().join("key.pem"), &private).expect("written");
        let said = refusal(folder.path(), TLS);
        assert!(said.contains(key), "{key} is not named in: {said}");
        assert!(
            !said.contains("S3CRET") && !said.contains("BEGIN"),
            "{said}"
        );
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    put(folder.path(), &one);
    for (key, text) in [
        ("tls.certificate", TLS.replace("cert.pem", "missing.pem")),
        ("tls.key", TLS.replace("key.pem", "S3CRET")),
        ("key", TLS.replace("key = \"key.pem\"\n", "")),
    ] {
        let said = refusal(folder.path(), &text);
        assert!(said.contains(key), "{key} is not named in: {said}");
        assert!(!said.contains("S3CRET"), "{said}");
    }
}

/// What the program says when it does not take this configuration.
fn refusal(folder: &Path, tls: &str) -> String {
    std::fs::write(folder.join("keys.json"), KEYS).expect("written");
    std::fs::write(folder.join("contactable.toml"), format!("{GOOD}{tls}")).expect("written");
    let output = Command::new(PROGRAM)
        .args(["migrate", "--config"])
        .arg(folder.join("contactable.toml"))
        .output()
        .expect("it runs");
    assert!(!output.status.success(), "{tls} was accepted");
    String::from_utf8_lossy(&output.stderr).into_owned()
}
