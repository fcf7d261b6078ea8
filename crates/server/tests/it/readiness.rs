//! Alive, and ready: as told over HTTP, and by the command that a container's health check runs.

use std::process::Command;
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use contactable_http::edges::{Check, Condition, Part};
use rcgen::generate_simple_self_signed;
use serde_json::json;

use crate::configured::{Configured, command, configure};
use crate::program::{Connection, PROGRAM, Program};
use crate::test_app::{Answer, TestApp};

/// A part of the service in some condition.
struct Relay {
    condition: Condition,
    is_needed: bool,
}

#[async_trait::async_trait]
impl Check for Relay {
    fn name(&self) -> &'static str {
        "relay"
    }

    fn is_needed(&self) -> bool {
        self.is_needed
    }

    async fn look(&self) -> Part {
        Part::new(self.condition)
    }
}

fn app_with(condition: Condition, is_needed: bool) -> TestApp {
    TestApp::with(|parts| {
        let relay: Arc<dyn Check> = Arc::new(Relay {
            condition,
            is_needed,
        });
        parts.edges.checks = Arc::new(vec![relay]);
    })
}

async fn get(app: &TestApp, path: &str) -> Answer {
    let request = Request::get(path).body(Body::empty());
    app.send(request.expect("a request")).await
}

#[tokio::test]
async fn each_part_is_told_apart() {
    let answer = get(&app_with(Condition::Healthy, false), "/ready").await;
    assert_eq!(answer.status, 200);
    let all = json!({
        "status": "healthy",
        "components": {
            "key-sets": {"status": "healthy"},
            "relay": {"status": "healthy"},
            "store": {"status": "healthy"},
        },
    });
    assert_eq!(answer.json(), all);
}

#[tokio::test]
async fn a_part_that_can_be_missing_degrades_and_one_that_cannot_does_more() {
    let app = app_with(Condition::Unhealthy, false);
    let answer = get(&app, "/ready").await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["status"]),
        (200, &json!("degraded"))
    );
    let app = app_with(Condition::Unhealthy, true);
    let answer = get(&app, "/ready").await;
    assert_eq!(
        (answer.status.as_u16(), &answer.json()["status"]),
        (503, &json!("unhealthy"))
    );
    // It is alive all the same, and to be started again would not help.
    assert_eq!(get(&app, "/health").await.status, 200);
}

fn health(arguments: &[&str]) -> bool {
    let mut program = Command::new(PROGRAM);
    let output = program.arg("health").args(arguments).output();
    output.expect("it runs").status.success()
}

#[test]
fn a_running_program_tells_of_its_relay() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Program::demo(folder.path());
    let mut caller = Connection::open(&program.address, "").expect("connected");
    let (status, told) = caller.call("GET", "/ready", "").expect("answered");
    assert_eq!(status, 200, "{told}");
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["components"]["relay"]["status"], "healthy", "{told}");
    let (_, figures) = caller.call("GET", "/metrics", "").expect("answered");
    assert!(
        figures.contains("contactable_outbox_lag_seconds 0"),
        "{figures}"
    );
    program.kill();
}

#[test]
fn the_command_asks_a_demo() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = Program::demo(folder.path());
    let address = program.address.clone();
    assert!(health(&["--address", &address]));
    assert!(health(&["--address", &address, "--ready"]));
    program.kill();
    assert!(!health(&["--address", &address]), "nobody is there");
}

#[test]
fn the_command_asks_a_service_as_it_is_configured_with_and_without_tls() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let made = generate_simple_self_signed(["contactable.example".to_owned()]).expect("made");
    std::fs::write(folder.path().join("cert.pem"), made.cert.pem()).expect("written");
    let key = made.signing_key.serialize_pem();
    std::fs::write(folder.path().join("key.pem"), key).expect("written");
    for tls in ["", "[tls]\ncertificate = \"cert.pem\"\nkey = \"key.pem\""] {
        configure(folder.path(), "", tls);
        let service = Configured::start(folder.path());
        // It listens on a port that was free, which the configuration does not name.
        let asked = command(folder.path(), &["health", "--ready"])
            .env("CONTACTABLE_LISTEN", &service.address)
            .output()
            .expect("it runs");
        let said = String::from_utf8_lossy(&asked.stderr).into_owned();
        assert!(asked.status.success(), "{tls}: {said}");
        let told = String::from_utf8(asked.stdout).expect("text");
        assert!(
            told.contains("\"key-sets\":{\"status\":\"healthy\"}"),
            "{told}"
        );
    }
}
