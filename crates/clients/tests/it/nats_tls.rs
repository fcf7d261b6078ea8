//! TLS to NATS: whose certificate is believed, and by which of ours we are known.

use std::path::{Path, PathBuf};
use std::time::Duration;

use contactable_clients::sinks::{NatsServer, NatsSettings, NatsStream};
use contactable_domain::ports::{Delivered, EventSink as _, Halt};
use contactable_rig::Authority;

use crate::events::events;
use crate::nats_process::NatsProcess;

/// Puts a certificate for a name and its key into files.
fn put(folder: &Path, by: &Authority, name: &str) -> (PathBuf, PathBuf) {
    let signed = by.sign(name).expect("signed");
    let file = |end: &str| folder.join(format!("{name}.{end}"));
    let (certificate, key) = (file("pem"), file("key"));
    std::fs::write(&certificate, signed.certificate).expect("written");
    std::fs::write(&key, signed.key).expect("written");
    (certificate, key)
}

fn stream_of(
    (host, port): (&str, u16),
    authorities: Option<&Path>,
    certificate: Option<(PathBuf, PathBuf)>,
) -> NatsStream {
    let server = format!("tls://{host}:{port}");
    NatsStream::new(NatsSettings {
        servers: vec![NatsServer::parse(&server).expect("an address")],
        subject: "contactable".to_owned(),
        make_stream: Some("CONTACTABLE".to_owned()),
        user: None,
        token: None,
        authorities: authorities.map(Path::to_owned),
        certificate,
        patience: Duration::from_secs(10),
    })
}

fn is_refused(delivered: &Delivered) -> bool {
    delivered.count == 0 && matches!(delivered.halt, Some(Halt::TryAgain { .. }))
}

#[tokio::test]
async fn both_sides_show_who_they_are() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [ours, another] = [(); 2].map(|()| Authority::new().expect("an authority"));
    let known = folder.path().join("ours.pem");
    std::fs::write(&known, ours.certificate()).expect("written");
    let unknown = folder.path().join("another.pem");
    std::fs::write(&unknown, another.certificate()).expect("written");
    let (certificate, key) = put(folder.path(), &ours, "localhost");
    let mut more = vec!["--tls".to_owned(), "--tlsverify".to_owned()];
    for (option, file) in [
        ("--tlscert", &certificate),
        ("--tlskey", &key),
        ("--tlscacert", &known),
    ] {
        more.extend([option.to_owned(), file.display().to_string()]);
    }
    let server = NatsProcess::start_with(more);
    let by_us = || Some(put(folder.path(), &ours, "contactable"));
    let localhost = ("localhost", server.port);
    let sink = stream_of(localhost, Some(&known), by_us());
    assert_eq!(sink.deliver(&events(5)).await, Delivered::all(5));
    for (what, sink) in [
        (
            "without a certificate of ours",
            stream_of(localhost, Some(&known), None),
        ),
        (
            "with one that somebody else signed",
            stream_of(
                localhost,
                Some(&known),
                Some(put(folder.path(), &another, "stranger")),
            ),
        ),
        (
            "by an authority that is not known",
            stream_of(localhost, None, by_us()),
        ),
        (
            "by another authority",
            stream_of(localhost, Some(&unknown), by_us()),
        ),
        (
            "by another name",
            stream_of(("127.0.0.1", server.port), Some(&known), by_us()),
        ),
    ] {
        let delivered = sink.deliver(&events(5)).await;
        assert!(is_refused(&delivered), "{what}: {delivered:?}");
    }
}
