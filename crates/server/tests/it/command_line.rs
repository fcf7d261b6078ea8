use std::process::{Command, Output};

use crate::program::{PROGRAM, Program, token};

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .output()
        .expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_demo_listens_on_loopback_only() {
    let refused = run(&["demo", "--listen", "0.0.0.0:0"]);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("loopback"), "{}", said(&refused));
}

#[test]
fn a_demo_opens_no_data_but_a_demos() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("contactable.db"), "somebody's").expect("written");
    let path = folder.path().to_str().expect("text");
    let refused = run(&["demo", "--listen", "127.0.0.1:0", "--data-dir", path]);
    assert!(!refused.status.success());
    assert!(
        said(&refused).contains("not a demo's"),
        "{}",
        said(&refused)
    );
}

#[test]
fn a_demos_data_is_kept_where_it_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    Program::demo(folder.path()).kill();
    assert!(folder.path().join("contactable.db").exists());
    Program::demo(folder.path()).kill();
}

#[test]
fn a_token_is_one_word_with_the_claims_that_were_asked_for() {
    assert_eq!(token("officer").split('.').count(), 3);
    let refused = run(&["token", "officer", "--claim", "no-equals-sign"]);
    assert!(!refused.status.success());
    let unknown = run(&["token", "nobody"]);
    assert!(
        said(&unknown).contains("officer"),
        "the personas are named: {}",
        said(&unknown)
    );
}

#[test]
fn a_demo_goes_on_when_nobody_reads_what_it_prints() {
    let mut child = Command::new(PROGRAM)
        .args(["demo", "--listen", "127.0.0.1:0", "--no-sample-data"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(child.try_wait().expect("known").is_none(), "it runs on");
    child.kill().expect("killed");
    child.wait().expect("gone");
}

#[test]
fn the_openapi_command_prints_the_document() {
    let printed = run(&["openapi"]).stdout;
    let printed: serde_json::Value = serde_json::from_slice(&printed).expect("JSON");
    assert_eq!(printed["info"]["title"], "Contactable");
}
