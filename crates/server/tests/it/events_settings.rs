//! The settings of the relay and of sinks.

use std::process::{Command, Output};

use crate::configuration::{GOOD, KEYS};
use crate::program::PROGRAM;

const ALL: &str = r#"
[relay]
lease_seconds = 20
poll_ms = 100
kept_days = 14
dead_letter_days = 60
source = "https://council.example/contactable"
type_prefix = "uk.gov.council"

[[sinks]]
name = "case-work"
kind = "webhook"
url = "https://case-work.example/hooks/contactable"
secret_files = ["hook.secret", "next.secret"]
attempts = 20
shape = "council"
values = true
areas = ["housing"]
without_area = true
types = ["contact-detail.added", "person.restricted"]
start = "now"
timeout_seconds = 5

[[sinks]]
name = "stream"
kind = "nats"
servers = ["tls://nats-1.example:4222", "tls://nats-2.example:4222"]
subject = "council.contactable"
make_stream = "CONTACTABLE"
user = "contactable"
password_file = "nats.password"
authorities = "authorities.pem"
certificate = "client.pem"
key = "client.key"

[[sinks]]
name = "pipe"
kind = "stdout"
"#;

fn migrate(text: &str) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let secret = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=\n";
    let file = folder.path().join("contactable.toml");
    for (name, text) in [
        ("keys.json", KEYS),
        ("hook.secret", secret),
        ("next.secret", secret),
        ("nats.password", "s3cret\n"),
        ("contactable.toml", text),
    ] {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    Command::new(PROGRAM)
        .args(["migrate", "--config"])
        .arg(file)
        .output()
        .expect("it runs")
}

#[test]
fn all_settings_are_taken() {
    let output = migrate(&format!("{GOOD}{ALL}"));
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
}

#[test]
fn a_bad_setting_is_named() {
    for (key, from, to) in [
        (
            "relay.lease_seconds",
            "lease_seconds = 20",
            "lease_seconds = 0",
        ),
        ("relay.poll_ms", "poll_ms = 100", "poll_ms = 0"),
        ("relay.kept_days", "kept_days = 14", "kept_days = 0"),
        (
            "relay.dead_letter_days",
            "dead_letter_days = 60",
            "dead_letter_days = 5000",
        ),
        (
            "relay.source",
            "https://council.example/contactable",
            "our council",
        ),
        ("relay.type_prefix", "uk.gov.council", "uk..council"),
        ("sinks[0].name", "case-work\"\nkind", "Case Work\"\nkind"),
        ("sinks[1].name", "\"stream\"", "\"case-work\""),
        ("sinks[2].kind", "\"stdout\"", "\"kafka\""),
        ("sinks[0].url", "https://case-work", "http://case-work"),
        (
            "sinks[0].url",
            "url = \"https://case-work.example/hooks/contactable\"\n",
            "",
        ),
        (
            "sinks[0].secret_files",
            "secret_files = [\"hook.secret\", \"next.secret\"]\n",
            "",
        ),
        ("sinks[0].secret_files[1]", "next.secret", "nats.password"),
        ("sinks[0].secret_files[1]", "next.secret", "missing.secret"),
        ("sinks[0].attempts", "attempts = 20", "attempts = 0"),
        ("sinks[0].shape", "\"council\"\n", "\"avro\"\n"),
        (
            "sinks[0].areas[0]",
            "[\"housing\"]\nwithout",
            "[\"parking\"]\nwithout",
        ),
        ("sinks[0].without_area", "areas = [\"housing\"]\n", ""),
        ("sinks[0].types[1]", "person.restricted", "person.born"),
        ("sinks[0].start", "\"now\"", "\"yesterday\""),
        (
            "sinks[0].timeout_seconds",
            "timeout_seconds = 5",
            "timeout_seconds = 0",
        ),
        ("sinks[1].servers[1]", "tls://nats-2", "nats://nats-2"),
        ("sinks[1].subject", "council.contactable", "council.>"),
        ("sinks[1].user", "user = \"contactable\"\n", ""),
        ("sinks[1].certificate", "key = \"client.key\"\n", ""),
        (
            "sinks[1].url",
            "make_stream",
            "url = \"https://a.example\"\nmake_stream",
        ),
        (
            "sinks[2].subject",
            "\"stdout\"",
            "\"stdout\"\nsubject = \"a\"",
        ),
        (
            "unknown field `nonsense`",
            "\"stdout\"",
            "\"stdout\"\nnonsense = 1",
        ),
    ] {
        assert!(ALL.contains(from), "{from}");
        let output = migrate(&format!("{GOOD}{}", ALL.replacen(from, to, 1)));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{key}: {to}");
        assert!(error.contains(key), "{key}: {error}");
        assert!(!error.contains("s3cret"), "{error}");
    }
}
