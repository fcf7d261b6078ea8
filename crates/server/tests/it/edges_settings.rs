//! The settings of the edges: which are taken, and which are refused by their key.

use std::process::{Command, Output};

use crate::configuration::{GOOD, KEYS};
use crate::program::PROGRAM;

const ALL: &str = r#"
[connections]
most = 50
header_seconds = 5
idle_seconds = 60
body_seconds = 20
answer_seconds = 20

[limits]
subject_per_second = 5
subject_burst = 10
client_per_second = 0
client_burst = 0
failures_per_second = 1
failures_burst = 5
trusted_proxies = ["10.0.0.7", "10.1.0.0/16", "2001:db8::/32"]

[cors]
origins = ["https://intranet.example", "http://localhost:3000"]
"#;

fn migrate(text: &str, variables: &[(&str, &str)]) -> Output {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("contactable.toml");
    std::fs::write(folder.path().join("keys.json"), KEYS).expect("written");
    std::fs::write(&file, text).expect("written");
    Command::new(PROGRAM)
        .args(["migrate", "--config"])
        .arg(file)
        .envs(variables.iter().copied())
        .output()
        .expect("it runs")
}

#[test]
fn good_settings_are_accepted() {
    let output = migrate(
        &format!("{GOOD}{ALL}"),
        &[("CONTACTABLE_CONNECTIONS__MOST", "70")],
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
}

#[test]
fn bad_settings_are_refused_by_their_key() {
    for (key, from, to) in [
        ("connections.most", "most = 50", "most = 0"),
        (
            "connections.header_seconds",
            "header_seconds = 5",
            "header_seconds = 0",
        ),
        (
            "connections.idle_seconds",
            "idle_seconds = 60",
            "idle_seconds = 3601",
        ),
        (
            "connections.body_seconds",
            "body_seconds = 20",
            "body_seconds = 0",
        ),
        (
            "connections.answer_seconds",
            "answer_seconds = 20",
            "answer_seconds = 100000",
        ),
        (
            "answer_seconds",
            "answer_seconds = 20",
            "answer_seconds = -1",
        ),
        (
            "limits.subject_burst",
            "subject_burst = 10",
            "subject_burst = 0",
        ),
        (
            "limits.failures_burst",
            "failures_burst = 5",
            "failures_burst = 0",
        ),
        ("limits.trusted_proxies[1]", "10.1.0.0/16", "proxy.example"),
        ("limits.trusted_proxies[2]", "2001:db8::/32", "*"),
        ("cors.origins[0]", "https://intranet.example", "*"),
        (
            "cors.origins[0]",
            "https://intranet.example",
            "https://.*\\\\.example",
        ),
        (
            "cors.origins[1]",
            "http://localhost:3000",
            "http://intranet.example",
        ),
        ("colour", "[cors]", "[cors]\ncolour = 1"),
    ] {
        assert!(ALL.contains(from), "{from}");
        let output = migrate(&format!("{GOOD}{}", ALL.replace(from, to)), &[]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{key} was accepted: {to}");
        assert!(said.contains(key), "{key} is not named in: {said}");
    }
    let output = migrate(GOOD, &[("CONTACTABLE_CONNECTIONS__MOST", "0")]);
    assert!(!output.status.success(), "a variable was not read");
}

/// A key that was put where its file belongs is not told to the log.
#[test]
fn a_secret_in_the_wrong_place_is_not_printed() {
    let text = format!("{GOOD}\n[os_places]\nkey_file = \"S3CRET\"\n");
    let output = migrate(&text, &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success());
    assert!(
        said.contains("os_places.key_file") && !said.contains("S3CRET"),
        "{said}"
    );
}
