//! `/metrics`: what is counted, where it is served, and that it tells nothing of anybody.

use std::time::{Duration, Instant};

use crate::configured::{Configured, configure};
use crate::program::{Connection, Program, token};

const PERSON: &str = "3fa1c0de-0000-4000-8000-000000000001";
const PHONE: &str = "07700 900123";

fn new() -> String {
    format!(
        r#"{{"targetId":"{PERSON}","targetType":"person","contactInformation":{{"contactType":"phone","value":"{PHONE}"}},"sourceServiceArea":{{"area":"Housing","isDefault":true}}}}"#
    )
}

fn get(connection: &mut Connection, path: &str) -> (u16, String) {
    connection.call("GET", path, "").expect("an answer")
}

/// The figure of the one line that begins so.
fn figure(text: &str, line: &str) -> f64 {
    let found = text.lines().find_map(|told| told.strip_prefix(line));
    let found = found.unwrap_or_else(|| panic!("{line} is not in:\n{text}"));
    found.trim().parse().expect("a figure")
}

#[test]
fn what_is_asked_refused_and_written_is_counted_and_names_nobody() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Program::demo(folder.path());
    let mut officer = Connection::open(&program.address, &token("officer")).expect("connected");
    let mut stranger = Connection::open(&program.address, "nothing").expect("connected");
    let made = officer.call("POST", "/contact-details", &new());
    assert_eq!(made.expect("an answer").0, 201);
    let list = format!("/contact-details?targetId={PERSON}");
    for _ in 0..3 {
        assert_eq!(get(&mut officer, &list).0, 200);
    }
    assert_eq!(
        get(
            &mut officer,
            "/contact-details/3fa1c0de-0000-4000-8000-0000000000ff"
        )
        .0,
        404
    );
    let bad = officer.call("POST", "/contact-details", &new().replace(PHONE, "07700x"));
    assert_eq!(bad.expect("an answer").0, 400);
    assert_eq!(get(&mut stranger, &list).0, 401);
    let fhir = "/personal-demographics/FHIR/R4/Patient/9434765919";
    assert_eq!(get(&mut stranger, fhir).0, 401);
    assert_eq!(get(&mut stranger, "/9434765919").0, 404);
    let made_up = stranger.call("PHONE07700900123", "/contact-details", "");
    assert_eq!(made_up.expect("an answer").0, 405);
    let (status, text) = get(&mut stranger, "/metrics");
    assert_eq!(status, 200);
    let requests = "contactable_http_request_duration_seconds_count";
    for (method, route, class, count) in [
        ("POST", "/contact-details", "2xx", 1.0),
        ("POST", "/contact-details", "4xx", 1.0),
        ("GET", "/contact-details", "2xx", 3.0),
        ("GET", "/contact-details", "4xx", 1.0),
        ("GET", "/contact-details/{id}", "4xx", 1.0),
        ("GET", "(no route)", "4xx", 1.0),
        ("_OTHER", "/contact-details", "4xx", 1.0),
    ] {
        let line =
            format!("{requests}{{method=\"{method}\",route=\"{route}\",status=\"{class}\"}}");
        assert!((figure(&text, &line) - count).abs() < 0.1, "{line}\n{text}");
    }
    for (line, least) in [
        (
            "contactable_authentications_total{outcome=\"accepted\"}",
            6.0,
        ),
        (
            "contactable_authentications_total{outcome=\"invalid\"}",
            2.0,
        ),
        ("contactable_refusals_total{code=\"phone-characters\"}", 1.0),
        ("contactable_refusals_total{code=\"token-invalid\"}", 1.0),
        ("contactable_refusals_total{code=\"ACCESS_DENIED\"}", 1.0),
        ("contactable_refusals_total{code=\"not-found\"}", 1.0),
        ("contactable_store_group_writes_sum{store=\"sqlite\"}", 1.0),
        (
            "contactable_store_commit_duration_seconds_count{store=\"sqlite\"}",
            1.0,
        ),
        ("process_resident_memory_bytes", 1_000_000.0),
        ("process_start_time_seconds", 1_700_000_000.0),
        ("contactable_audit_lag_seconds", 0.0),
        ("contactable_audit_waiting_entries", 0.0),
        ("contactable_store_waiting_writes", 0.0),
        ("contactable_store_waiting_queries", 0.0),
    ] {
        assert!(figure(&text, line) >= least, "{line}\n{text}");
    }
    for secret in [
        PERSON,
        "07700",
        "900123",
        "9434765919",
        "nothing\"",
        "officer",
    ] {
        assert!(!text.contains(secret), "{secret} is in:\n{text}");
    }
}

#[test]
fn metrics_have_an_address_of_their_own_where_they_are_wanted() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let gone = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = gone.local_addr().expect("an address");
    drop(gone);
    let settings = format!(
        r#"
[[issuers]]
issuer = "https://services.example"
kind = "clients"
audience = "contactable"
algorithms = ["EdDSA"]
key_set_url = "http://{address}/keys"

[[issuers.clients]]
id = "mail-run"
areas = ["Housing"]

[metrics]
listen = "127.0.0.1:0"
"#
    );
    configure(folder.path(), "", &settings);
    let service = Configured::start(folder.path());
    let own = service.metrics.clone().expect("its address");
    let mut monitor = Connection::open(&own, "").expect("connected");
    let (status, text) = get(&mut monitor, "/metrics");
    assert_eq!(status, 200);
    assert!(text.contains("contactable_build_info{version="), "{text}");
    assert_eq!(
        get(&mut monitor, "/contact-details").0,
        404,
        "nothing else is there"
    );
    let mut caller = Connection::open(&service.address, "").expect("connected");
    assert_eq!(get(&mut caller, "/metrics").0, 404);
    let failed =
        "contactable_key_set_fetches_total{issuer=\"https://services.example\",outcome=\"failed\"}";
    let patience = Instant::now() + Duration::from_mins(1);
    while !get(&mut monitor, "/metrics").1.contains(failed) {
        assert!(
            Instant::now() < patience,
            "the keys that are missing are not counted"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    let (status, ready) = get(&mut caller, "/ready");
    let degraded =
        r#""key-sets":{"status":"degraded","parts":{"issuers[1] (clients)":"unhealthy"}}"#;
    assert!(status == 200 && ready.contains(degraded), "{ready}");
    let log = service.stop();
    assert!(log.contains("stopped"), "{log}");
}

#[test]
fn unless_they_are_wanted_there_are_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    configure(folder.path(), "", "");
    let service = Configured::start(folder.path());
    assert_eq!(service.metrics, None);
    let mut caller = Connection::open(&service.address, "").expect("connected");
    assert_eq!(get(&mut caller, "/metrics").0, 404);
}
