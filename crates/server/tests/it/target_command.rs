//! The command that says what became of a target.

use std::path::Path;
use std::process::{Command, Output};

use contactable_server::demo::PATIENT_NHS_NUMBER;

use crate::program::{Connection, PROGRAM, Program, token};
use crate::test_app::AMARA;

/// A number that no target has.
const UNKNOWN: &str = "9990009902";
const OTHER: &str = "3fa1c0de-0000-4000-8000-000000000002";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let (work, rest) = arguments.split_first().expect("what to do");
    Command::new(PROGRAM)
        .args(["target", work, "--demo"])
        .arg(folder)
        .args(rest)
        .env_remove("CONTACTABLE_CONFIG")
        .output()
        .expect("it runs")
}

fn said(output: &Output) -> String {
    let streams = [&output.stdout, &output.stderr];
    streams
        .map(|stream| String::from_utf8_lossy(stream))
        .concat()
}

fn done(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    said(&output).trim().to_owned()
}

#[test]
fn it_says_so_by_number_and_by_id_while_the_service_runs() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let demo = Program::demo(folder);
    let mut admin = Connection::open(&demo.address, &token("admin")).expect("connected");
    for (target, number) in [(AMARA, PATIENT_NHS_NUMBER), (OTHER, "9990000026")] {
        let body = format!(r#"{{"system":"nhs-number","value":"{number}"}}"#);
        let path = format!("/targets/{target}/identifiers");
        let (status, text) = admin.call("PUT", &path, &body).expect("answered");
        assert_eq!(status, 200, "{text}");
    }
    let number = ["--nhs-number", PATIENT_NHS_NUMBER];
    let superseded = [&["supersede"], &number[..], &["--by", "999 000 0026"]].concat();
    let line = format!("{AMARA} is superseded by {OTHER}");
    assert_eq!(done(folder, &superseded), line);
    let path = format!("/targets/{AMARA}/succession");
    let mut read = || admin.call("GET", &path, "").expect("answered").1;
    let word = read();
    assert!(
        word.contains(r#""fate":"superseded""#) && word.contains(OTHER),
        "{word}"
    );
    assert!(word.contains("Said at the command line"), "{word}");
    let restored = ["restore", "--target", AMARA, "--reason", "A mistake"];
    assert_eq!(done(folder, &restored), format!("{AMARA} is live"));
    let word = read();
    assert!(
        word.contains(r#""fate":"restored""#) && word.contains("A mistake"),
        "{word}"
    );
    let by_ids = ["supersede", "--target", AMARA, "--by-target", OTHER];
    assert_eq!(done(folder, &by_ids), line);
    let invalid = [&["invalidate"], &["--nhs-number", "9990000026"][..]].concat();
    assert_eq!(done(folder, &invalid), format!("{OTHER} is invalid"));
    demo.kill();
}

#[test]
fn what_cannot_be_said_is_told_and_not_repeated() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    let refused = run(folder, &["restore", "--target", AMARA]);
    assert!(said(&refused).contains("not the folder of a demo"));
    Program::demo(folder).kill();
    for (arguments, problem) in [
        (
            &["invalidate", "--nhs-number", UNKNOWN][..],
            "--nhs-number: no target is known",
        ),
        (
            &["invalidate", "--nhs-number", "9990000019"],
            "--nhs-number: ",
        ),
        (
            &["invalidate", "--target", "Amara"],
            "--target: this is not an id",
        ),
        (
            &["invalidate", "--target", AMARA],
            "Nothing was ever recorded about a target of this id",
        ),
        (
            &["supersede", "--target", AMARA, "--by-target", "Amara"],
            "--by-target: this is not an id",
        ),
        (
            &["supersede", "--target", AMARA, "--by-target", AMARA],
            "A target cannot take its own place",
        ),
        (&["supersede", "--target", AMARA], "required"),
        (&["invalidate"], "required"),
        (
            &["restore", "--target", AMARA, "--reason", "<b>"],
            "--reason: ",
        ),
        (
            &["restore", "--target", AMARA, "--nhs-number", UNKNOWN],
            "cannot be used with",
        ),
    ] {
        let refused = run(folder, arguments);
        assert!(!refused.status.success(), "{arguments:?}");
        let said = said(&refused);
        assert!(said.contains(problem), "{arguments:?}: {said}");
        for typed in ["Amara", UNKNOWN, "9990000019", "<b>"] {
            assert!(!said.contains(typed), "{arguments:?}: {said}");
        }
    }
}
