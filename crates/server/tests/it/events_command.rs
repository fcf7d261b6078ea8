//! The service with a webhook, and the command that looks at events and has them told again.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use contactable_server::wiring::open_store;
use contactable_testkit::store_suite::World;
use contactable_testkit::{new, phone};
use serde_json::Value;
use tempfile::TempDir;

use crate::configuration::{GOOD, KEYS};
use crate::program::PROGRAM;
use crate::webhook_consumer::WebhookConsumer;

const DEADLINE: Duration = Duration::from_mins(2);

fn target(number: u8) -> String {
    contactable_testkit::target(number).to_string()
}

/// Four targets with a record each.
fn record_people(database: &Path) {
    let world = World::over(open_store(database).expect("it opens"));
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for number in 1..=4 {
        let wanted = new(contactable_testkit::target(number), phone("07700 900123"));
        runtime.block_on(world.make(wanted)).expect("made");
    }
}

/// A configured service, and somebody who is told by a webhook that is given up after one attempt.
struct Setting {
    folder: TempDir,
    consumer: WebhookConsumer,
    service: Option<Child>,
}

impl Setting {
    fn of(status: u16) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let consumer = WebhookConsumer::start(status);
        let sinks = format!(
            "\n[relay]\npoll_ms = 20\nlease_seconds = 5\n\n[[sinks]]\nname = \"case-work\"\nkind = \"webhook\"\n\
             url = \"{}\"\nsecret_files = [\"hook.secret\"]\nattempts = 1\n\
             types = [\"target.invalidated\", \"target.restored\"]\n",
            consumer.url
        );
        let secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n";
        for (file, text) in [
            ("keys.json", KEYS),
            ("hook.secret", secret),
            ("contactable.toml", &format!("{GOOD}{sinks}")),
        ] {
            std::fs::write(folder.path().join(file), text).expect("written");
        }
        record_people(&folder.path().join("contactable.db"));
        Self {
            folder,
            consumer,
            service: None,
        }
    }

    fn config(&self) -> std::path::PathBuf {
        self.folder.path().join("contactable.toml")
    }

    fn serve(&mut self) {
        let service = Command::new(PROGRAM)
            .args(["serve", "--config"])
            .arg(self.config())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.service = Some(service.expect("it starts"));
    }

    fn kill(&mut self) {
        if let Some(mut service) = self.service.take() {
            service.kill().expect("killed");
            service.wait().expect("gone");
        }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let output = Command::new(PROGRAM)
            .args(arguments)
            .arg("--config")
            .arg(self.config())
            .env_remove("CONTACTABLE_CONFIG")
            .output();
        output.expect("it runs")
    }

    fn said(&self, arguments: &[&str]) -> Vec<String> {
        let output = self.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{error}");
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines().map(str::to_owned).collect()
    }

    /// Something happens to a target.
    fn invalidate(&self, number: u8, work: &str) {
        let target = target(number);
        self.said(&["target", work, "--target", &target, "--reason", "a test"]);
    }

    fn letters(&self) -> Vec<Value> {
        let lines = self.said(&["events", "dead-letters", "list", "--sink", "case-work"]);
        let read = |line: String| serde_json::from_str(&line).expect("JSON");
        lines.into_iter().map(read).collect()
    }

    /// The targets of what the consumer took, and the types.
    fn taken(&self) -> Vec<(String, String)> {
        let tell = |(id, event): (String, Value)| {
            assert_eq!(event["id"], *id);
            let text = |name: &str| event[name].as_str().expect("a text").to_owned();
            (text("subject"), text("type"))
        };
        self.consumer.taken().into_iter().map(tell).collect()
    }
}

impl Drop for Setting {
    fn drop(&mut self) {
        self.kill();
    }
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < DEADLINE, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn told(number: u8, kind: &str) -> (String, String) {
    (target(number), format!("uk.contactable.target.{kind}"))
}

/// Killed and started again, the service goes on where it stopped.
#[test]
fn a_webhook_is_told_what_happened() {
    let mut setting = Setting::of(204);
    setting.serve();
    let mut expected = Vec::new();
    for number in 1..=3 {
        setting.invalidate(number, "invalidate");
        expected.push(told(number, "invalidated"));
    }
    wait_until("the first events", || setting.taken().len() == 3);
    setting.kill();
    setting.invalidate(1, "restore");
    expected.push(told(1, "restored"));
    setting.serve();
    wait_until("the event from between", || setting.taken().len() >= 4);
    let mut taken = setting.taken();
    assert_eq!(taken.last(), expected.last());
    taken.sort();
    expected.sort();
    assert_eq!(taken, expected);
    assert!(setting.letters().is_empty());
}

#[test]
fn what_could_not_be_told_is_listed_and_told_again() {
    let mut setting = Setting::of(500);
    setting.serve();
    setting.invalidate(1, "invalidate");
    setting.invalidate(2, "invalidate");
    wait_until("dead letters", || setting.letters().len() == 2);
    for letter in setting.letters() {
        assert_eq!(letter["why"], "it answers 500");
        assert_eq!(letter["attempts"], 1);
    }
    // Still not taken: it stays where it is, and the command says so.
    let replay = ["events", "dead-letters", "replay", "--sink", "case-work"];
    let output = setting.run(&replay);
    assert!(!output.status.success());
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("it stopped before number"), "{error}");
    assert_eq!((setting.letters().len(), setting.taken().len()), (2, 0));
    setting.consumer.answer_with(200);
    assert_eq!(setting.said(&replay), ["2 delivered, 0 refused"]);
    assert!(setting.letters().is_empty());
    let mut taken = setting.taken();
    taken.sort();
    assert_eq!(taken, [told(1, "invalidated"), told(2, "invalidated")]);
}

#[test]
fn whatever_is_kept_is_told_again() {
    let mut setting = Setting::of(200);
    setting.serve();
    for number in 1..=4 {
        setting.invalidate(number, "invalidate");
    }
    wait_until("the events", || setting.taken().len() == 4);
    let (target, id) = (target(2), setting.consumer.taken()[0].0.clone());
    let replay = ["events", "replay", "--sink", "case-work"];
    let of_target = setting.said(&[&replay[..], &["--target", &target]].concat());
    assert_eq!(of_target, ["1 delivered, 0 refused"]);
    assert_eq!(setting.taken()[4], told(2, "invalidated"));
    let all = setting.said(&[&replay[..], &["--from-time", "2026-01-01T00:00:00Z"]].concat());
    assert_eq!(all, ["4 delivered, 0 refused"]);
    let none = setting.said(&[&replay[..], &["--from-time", "2999-01-01T00:00:00Z"]].concat());
    assert_eq!(none, ["0 delivered, 0 refused"]);
    let first = setting
        .consumer
        .taken()
        .iter()
        .filter(|(known, _)| *known == id)
        .count();
    assert_eq!(
        first,
        if setting.consumer.taken()[4].0 == id {
            3
        } else {
            2
        }
    );
    for bad in [
        &["--from-number", "1"][..],
        &["--from-number", "1", "--shard", "64"],
        &["--target", "nobody"],
        &["--from-time", "yesterday"],
        &["--target", &target, "--from-time", "2026-01-01T00:00:00Z"],
        &[],
    ] {
        let output = setting.run(&[&replay[..], bad].concat());
        assert!(!output.status.success(), "{bad:?}");
    }
    let unknown = setting.run(&["events", "replay", "--sink", "nobody", "--target", &target]);
    assert!(!unknown.status.success());
    assert_eq!(setting.taken().len(), 9);
    tail(&setting);
    audited(setting.folder.path());
}

fn tail(setting: &Setting) {
    let read = |line: &String| -> Value { serde_json::from_str(line).expect("JSON") };
    let all = setting.said(&["events", "tail", "--type", "target.invalidated"]);
    let mut targets: Vec<Value> = all
        .iter()
        .map(|line| read(line)["subject"].clone())
        .collect();
    targets.sort_by_key(Value::to_string);
    let expected: Vec<Value> = (1..=4).map(|number| target(number).into()).collect();
    assert_eq!(targets, expected);
    for (arguments, is_there) in [
        (&["events", "tail"][..], false),
        (&["events", "tail", "--values"], true),
    ] {
        let lines = setting.said(arguments);
        assert_eq!(lines.len(), 8);
        assert_eq!(lines.concat().contains("07700 900123"), is_there);
    }
    for (arguments, count) in [
        (&["--area", "Housing"][..], 4),
        (&["--type", "target.invalidated"], 4),
        (&["--type", "target.restored"], 0),
        (&["--from", "2999-01-01T00:00:00Z"], 0),
    ] {
        let lines = setting.said(&[&["events", "tail"], arguments].concat());
        assert_eq!(lines.len(), count, "{arguments:?}");
    }
    let bad = setting.run(&["events", "tail", "--area", "Parking"]);
    assert!(!bad.status.success());
}

/// Whoever looks and has told again stands in the trail.
fn audited(folder: &Path) {
    let export = Command::new(PROGRAM)
        .args(["audit", "export", "--format", "ndjson", "--config"])
        .arg(folder.join("contactable.toml"))
        .output();
    let text = String::from_utf8(export.expect("it runs").stdout).expect("text");
    for action in ["follow-events", "replay-events"] {
        let count = text.matches(&format!("\"{action}\"")).count();
        assert!(count >= 2, "{action}: {text}");
    }
}
