//! The log of the program: which lines tell of which request.

use serde_json::Value;

use crate::configured::{Configured, command, configure};
use crate::program::Connection;

const CORRELATION: &str = "018f0000-0000-7000-8000-00000000c0de";
const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";

fn lines(log: &str) -> Vec<Value> {
    let read = |line| serde_json::from_str(line).expect("every line is JSON");
    log.lines().map(read).collect()
}

#[test]
fn every_line_of_a_request_has_its_ids() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    configure(folder.path(), "log = \"debug\"", "");
    let service = Configured::start(folder.path());
    let mut connection = Connection::open(&service.address, "none").expect("connected");
    let ids = format!(
        "3fa1c0de-0000-4000-8000-000000000001 HTTP/1.1\r\nx-correlation-id: {CORRELATION}\r\ntraceparent: 00-{TRACE}-00f067aa0ba902b7-01\r\nx:"
    );
    // The client writes the rest of a first line of its own behind these headers.
    let (status, _) = connection
        .call("GET", &format!("/contact-details?targetId={ids}"), "")
        .expect("an answer");
    assert_eq!(status, 401);
    let log = service.stop();
    let lines = lines(&log);
    let of_it: Vec<&Value> = lines
        .iter()
        .filter(|line| line["correlation"] == CORRELATION)
        .collect();
    assert!(!of_it.is_empty(), "{log}");
    assert!(of_it.iter().all(|line| line["trace"] == TRACE), "{log}");
    let answered = of_it.iter().find(|line| line["message"] == "answered");
    let answered = answered.expect("its last line");
    assert_eq!(
        (&answered["route"], &answered["status"]),
        (&"/contact-details".into(), &401.into())
    );
    for line in &lines {
        for name in ["timestamp", "level", "message", "target"] {
            assert!(line[name].is_string(), "{name} in {line}");
        }
    }
}

#[test]
fn the_form_of_the_log_is_a_setting() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    configure(folder.path(), "log_form = \"verse\"", "");
    let refused = command(folder.path(), &["migrate"])
        .output()
        .expect("it runs");
    let said = String::from_utf8(refused.stderr).expect("text");
    assert!(said.contains("log_form: give json or text"), "{said}");
    configure(folder.path(), "log_form = \"text\"", "");
    let mut serving = command(folder.path(), &["serve"]);
    let mut child = serving
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut log = std::io::BufReader::new(child.stderr.take().expect("its log"));
    let mut first = String::new();
    std::io::BufRead::read_line(&mut log, &mut first).expect("a line");
    let _ = child.kill();
    child.wait().expect("gone");
    assert!(
        first.contains(" INFO ") && first.contains("listening address="),
        "{first}"
    );
}
