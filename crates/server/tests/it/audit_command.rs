//! The command that proves the trail whole, or takes entries out of it.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::program::{Connection, PROGRAM, Program, token};
use crate::test_app::{AMARA, phone};

fn run(work: &str, folder: &Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(["audit", work, "--demo"])
        .arg(folder)
        .args(arguments)
        .env_remove("CONTACTABLE_CONFIG")
        .env("USER", "olu")
        .output()
        .expect("it runs")
}

/// Whom the trail names: the user of the system, whatever name the environment says.
fn operator() -> String {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::MetadataExt as _;
        let own = std::fs::metadata("/proc/self").expect("there");
        format!("operator:{}", own.uid())
    }
    #[cfg(not(target_os = "linux"))]
    "operator:unknown".to_owned()
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", said(output));
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A demo in which a record was made, read, and refused to somebody else, and that then came to its end.
fn a_demo(folder: &Path) {
    let demo = Program::demo(folder);
    let mut officer = Connection::open(&demo.address, &token("officer")).expect("connected");
    let new = phone("07700 900123", true);
    let (status, made) = officer
        .call("POST", "/contact-details", &new)
        .expect("an answer");
    assert_eq!(status, 201, "{made}");
    let made: Value = serde_json::from_str(&made).expect("JSON");
    let path = format!("/contact-details/{}", made["id"].as_str().expect("an id"));
    let (status, _) = officer.call("GET", &path, "").expect("an answer");
    assert_eq!(status, 200);
    let worker = token("social-worker");
    let mut worker = Connection::open(&demo.address, &worker).expect("connected");
    let (status, _) = worker.call("GET", &path, "").expect("an answer");
    assert_eq!(status, 404);
    drop((officer, worker));
    demo.ask_to_stop();
    assert!(demo.wait());
}

fn copy(from: &Path, to: &Path) {
    for file in std::fs::read_dir(from).expect("a folder") {
        let file = file.expect("a file");
        std::fs::copy(file.path(), to.join(file.file_name())).expect("copied");
    }
}

#[test]
fn a_trail_that_nobody_touched_is_whole_and_the_look_is_on_record() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    a_demo(folder.path());
    let verified = out(&run("verify", folder.path(), &["--print-anchor"]));
    // The start, the three calls, and this look itself.
    let (first, rest) = verified.split_once('\n').expect("more");
    assert_eq!(first, "The audit trail is whole: 5 entries in 2 streams");
    let (second, anchor) = rest.split_once('\n').expect("an anchor");
    assert_eq!(
        second,
        "It was not held against an earlier anchor: a trail written anew as a whole is found out by --anchor only"
    );
    assert_eq!(anchor.lines().count(), 2);
    for line in anchor.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        assert_eq!((words.len(), words[2].len()), (3, 64), "{line}");
    }
    let exported = out(&run("export", folder.path(), &["--format", "ndjson"]));
    let last = exported.lines().last().expect("an entry");
    let last: Value = serde_json::from_str(last).expect("JSON");
    assert_eq!(last["actor"], operator());
    assert_eq!(last["mode"], "operator");
    assert_eq!(last["action"], "read-audit");
    assert_eq!(last["because"], "by-role");
}

#[test]
fn an_entry_that_is_not_what_it_was_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    a_demo(folder.path());
    let file = folder.path().join("contactable.db");
    let mut bytes = std::fs::read(&file).expect("a file");
    let word = b"another-area";
    let places: Vec<usize> = (0..bytes.len() - word.len())
        .filter(|place| bytes[*place..].starts_with(word))
        .collect();
    assert_eq!(places.len(), 1, "it stands in the trail and nowhere else");
    bytes[places[0]..places[0] + word.len()].copy_from_slice(b"other-reason");
    std::fs::write(&file, bytes).expect("written");
    let broken = run("verify", folder.path(), &[]);
    assert_eq!(broken.status.code(), Some(1));
    // The third about Amara, whose id ends in 01.
    let told =
        "the audit trail is broken: stream 1, entry 3: it, or one before it, is not what it was";
    assert!(said(&broken).contains(told), "{}", said(&broken));
    assert!(broken.stdout.is_empty());
}

#[test]
fn an_anchor_shows_what_was_cut_off_or_rewritten() {
    let folders: Vec<_> = (0..3)
        .map(|_| tempfile::tempdir().expect("a temporary folder"))
        .collect();
    let [here, before, elsewhere] = folders.as_slice() else {
        panic!("three folders")
    };
    a_demo(here.path());
    copy(here.path(), before.path());
    let anchor = here.path().join("anchor.txt");
    let anchor = anchor.to_str().expect("text");
    out(&run("verify", here.path(), &["--write-anchor", anchor]));
    let again = out(&run("verify", here.path(), &["--anchor", anchor]));
    assert_eq!(again, "The audit trail is whole: 6 entries in 2 streams\n");
    // What the anchor tells of was never written here, or was cut off.
    let mut line = String::new();
    for text in std::fs::read_to_string(anchor).expect("text").lines() {
        let mut words = text.split(' ');
        if words.next() == Some("1") {
            let digest = words.nth(1).expect("a digest");
            line = format!("1 4 {digest}\n");
        }
    }
    let longer = before.path().join("longer.txt");
    std::fs::write(&longer, &line).expect("written");
    let longer = longer.to_str().expect("text");
    let cut = run("verify", before.path(), &["--anchor", longer]);
    assert_eq!(cut.status.code(), Some(1));
    let told = "stream 1, entry 4: from here on entries are missing";
    assert!(said(&cut).contains(told), "{}", said(&cut));
    // Another trail, as whole and as long.
    a_demo(elsewhere.path());
    let other = run("verify", elsewhere.path(), &["--anchor", anchor]);
    assert_eq!(other.status.code(), Some(1));
    let told = "stream 1, entry 3: it, or one before it, is not what it was";
    assert!(said(&other).contains(told), "{}", said(&other));
}

#[test]
fn entries_about_somebody_are_printed_in_both_forms() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    a_demo(folder.path());
    let lines = out(&run(
        "export",
        folder.path(),
        &["--target", AMARA, "--format", "ndjson"],
    ));
    let actions: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(actions.len(), 3);
    assert_eq!(actions[2]["because"], "another-area");
    let bundle = out(&run(
        "export",
        folder.path(),
        &["--target", AMARA, "--format", "fhir"],
    ));
    let bundle: Value = serde_json::from_str(&bundle).expect("JSON");
    assert_eq!(bundle["resourceType"], "Bundle");
    // The export before this one is on record, too.
    assert_eq!(bundle["entry"].as_array().map(Vec::len), Some(4));
    assert!(!lines.contains("900123") && !bundle.to_string().contains("900123"));
}

#[test]
fn what_cannot_be_done_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let none = run("verify", folder.path(), &[]);
    assert!(said(&none).contains("not the folder of a demo"));
    Program::demo(folder.path()).kill();
    let bad = folder.path().join("bad.txt");
    std::fs::write(&bad, "1 2 three\n").expect("written");
    let bad = bad.to_str().expect("text");
    for (work, arguments, told) in [
        (
            "verify",
            vec!["--anchor", bad],
            "line 1: this is not the head of a stream",
        ),
        ("verify", vec!["--anchor", "/no/such/file"], "No such file"),
        (
            "export",
            vec!["--target", "Amara", "--format", "ndjson"],
            "this is not an id",
        ),
        (
            "export",
            vec!["--target", AMARA, "--format", "pdf"],
            "possible values: ndjson, fhir",
        ),
        ("export", vec!["--target", AMARA], "--format"),
    ] {
        let refused = run(work, folder.path(), &arguments);
        assert!(!refused.status.success(), "{arguments:?}");
        assert!(
            said(&refused).contains(told),
            "{arguments:?}: {}",
            said(&refused)
        );
    }
}
