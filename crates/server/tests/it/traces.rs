//! Traces by OTLP: what reaches a collector of a request, and what does not.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::json;

use crate::configuration::KEYS;
use crate::configured::{Configured, command, configure};
use crate::program::Connection;
use crate::tokens::signing::{SigningKey, set};

const PERSON: &str = "3fa1c0de-0000-4000-8000-000000000001";
const NHS_NUMBER: &str = "9434765919";
const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

/// A collector: it takes what is posted to it.
#[derive(Clone)]
pub struct Collector {
    pub address: String,
    taken: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Collector {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let collector = Self {
            address: listener.local_addr().expect("an address").to_string(),
            taken: Arc::default(),
        };
        let taken = collector.taken.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let taken = taken.clone();
                std::thread::spawn(move || take(stream, &taken));
            }
        });
        collector
    }

    /// Everything that came, one after the other.
    pub fn bytes(&self) -> Vec<u8> {
        self.taken.lock().expect("free").concat()
    }
}

/// Reads requests from a connection until it ends, and says yes to each.
fn take(stream: TcpStream, taken: &Mutex<Vec<Vec<u8>>>) -> Option<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
            head.push_str(&line);
            head.push('\n');
        }
        let mut body = vec![0; length];
        stream.read_exact(&mut body).ok()?;
        let is_spans = head.starts_with("post /v1/traces http/1.1\n")
            && head.contains("content-type: application/x-protobuf");
        assert!(is_spans, "{head}");
        taken.lock().expect("free").push(body);
        let yes = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
        stream.get_mut().write_all(yes.as_bytes()).ok()?;
    }
}

pub fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn raw(hex: &str) -> Vec<u8> {
    let pairs = (0..hex.len()).step_by(2);
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex");
    pairs.map(byte).collect()
}

/// A token of an officer, and the keys that it is verified with.
pub fn officer() -> (String, String) {
    let key = SigningKey::ed("one");
    let claims = json!({
        "iss": "https://sign-in.example",
        "aud": "contactable",
        "sub": "officer-of-the-test",
        "name": "Olive Officer",
        "exp": 4_102_444_800_i64,
        "groups": ["officers"],
    });
    (key.token("EdDSA", &claims), set(&[&key]))
}

pub fn settings(collector: &str, ratio: &str) -> String {
    format!(
        "[tracing]\notlp_endpoint = \"http://{collector}/v1/traces\"\nservice_name = \"register\"\nsampling_ratio = {ratio}"
    )
}

/// What a collector hears of a service that somebody uses, the last it sends when it stops included.
fn heard(ratio: &str) -> (Vec<u8>, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let collector = Collector::start();
    configure(folder.path(), "", &settings(&collector.address, ratio));
    let (token, keys) = officer();
    std::fs::write(folder.path().join("keys.json"), keys).expect("written");
    let service = Configured::start(folder.path());
    let mut connection = Connection::open(&service.address, &token).expect("connected");
    let new = format!(
        r#"{{"targetId":"{PERSON}","targetType":"person","contactInformation":{{"contactType":"phone","value":"07911 123456"}},"sourceServiceArea":{{"area":"Housing","isDefault":true}}}}"#
    );
    let made = connection.call("POST", "/contact-details", &new);
    assert_eq!(made.as_ref().expect("an answer").0, 201, "{made:?}");
    let traced = format!(
        "/contact-details?targetId={PERSON} HTTP/1.1\r\ntraceparent: 00-{TRACE}-00f067aa0ba902b7-01\r\nx:"
    );
    assert_eq!(
        connection.call("GET", &traced, "").expect("an answer").0,
        200
    );
    let patient = format!("/personal-demographics/FHIR/R4/Patient/{NHS_NUMBER}");
    connection.call("GET", &patient, "").expect("an answer");
    drop(connection);
    let log = service.stop();
    (collector.bytes(), log)
}

#[test]
fn a_request_its_use_case_and_the_store_are_traced_and_nobody_is_named() {
    let (bytes, log) = heard("1.0");
    for part in [
        "register",
        "GET /contact-details",
        "POST /contact-details",
        "GET /personal-demographics/FHIR/R4/{*rest}",
        "http.response.status_code",
        "create_contact_detail",
        "list_contact_details",
        "store read",
        "store write",
    ] {
        assert!(
            contains(&bytes, part.as_bytes()),
            "no {part}; the log: {log}"
        );
    }
    assert!(contains(&bytes, &raw(TRACE)), "the caller's trace goes on");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    for secret in [
        PERSON,
        NHS_NUMBER,
        "07911",
        "123456",
        "7911123456",
        "officer-of-the-test",
        "Olive",
        "eyJ",
        "Bearer",
    ] {
        assert!(!text.contains(secret), "{secret} reached the collector");
    }
}

#[test]
fn of_traces_that_begin_here_only_the_wanted_part_is_kept() {
    let (bytes, _) = heard("0");
    assert!(!contains(&bytes, b"create_contact_detail"));
    // Whoever began this one decided that it is kept.
    assert!(contains(&bytes, b"list_contact_details"));
    assert!(contains(&bytes, &raw(TRACE)));
}

#[test]
fn a_collector_that_is_away_keeps_nobody_from_working() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let gone = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = gone.local_addr().expect("an address").to_string();
    drop(gone);
    configure(folder.path(), "", &settings(&address, "1"));
    let service = Configured::start(folder.path());
    let mut connection = Connection::open(&service.address, "none").expect("connected");
    assert_eq!(
        connection.call("GET", "/ready", "").expect("an answer").0,
        200
    );
    drop(connection);
    service.stop();
}

#[test]
fn settings_that_cannot_be_used_are_refused_by_their_key() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (end, key) in [
        (
            "[tracing]\notlp_endpoint = \"collector:4317\"",
            "tracing.otlp_endpoint",
        ),
        (
            "[tracing]\notlp_endpoint = \"http://c/v1/traces\"\nsampling_ratio = 1.5",
            "tracing.sampling_ratio",
        ),
        (
            "[tracing]\notlp_endpoint = \"http://c/v1/traces\"\nservice_name = \" \"",
            "tracing.service_name",
        ),
        ("[tracing]\nendpoint = \"http://c\"", "endpoint"),
        ("[metrics]\nlisten = \"everywhere\"", "metrics.listen"),
    ] {
        configure(folder.path(), "", end);
        std::fs::write(folder.path().join("keys.json"), KEYS).expect("written");
        let refused = command(folder.path(), &["migrate"])
            .output()
            .expect("it runs");
        let said = String::from_utf8(refused.stderr).expect("text");
        assert!(
            !refused.status.success() && said.contains(key),
            "{end}: {said}"
        );
    }
}
