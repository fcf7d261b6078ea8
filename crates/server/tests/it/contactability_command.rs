//! The command that says how somebody can be reached.

use std::process::{Command, Output};

use crate::program::{PROGRAM, Program};
use crate::test_app::AMARA;

/// Somebody whom no demo knows.
const NOBODY: &str = "018f3f2e-7a3b-7c00-8000-0123456789ab";

fn run(folder: &std::path::Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .arg("contactability")
        .arg("--demo")
        .arg(folder)
        .args(arguments)
        .env_remove("CONTACTABLE_CONFIG")
        .output()
        .expect("it runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn it_answers_in_words_and_as_the_api_does() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // While the demo has the same file open.
    let demo = Program::demo_of_people(folder.path());
    let words = run(folder.path(), &["--area", "housing", AMARA, NOBODY]);
    assert!(words.status.success(), "{}", said(&words));
    let words = String::from_utf8(words.stdout).expect("text");
    for expected in [
        AMARA,
        NOBODY,
        "Flat 4, Kestrel House",
        "(not-a-mobile)",
        "(nothing-held)",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    let lines = run(
        folder.path(),
        &[
            "--area",
            "Housing",
            "--channel",
            "text",
            "--json",
            AMARA,
            NOBODY,
        ],
    );
    let text = String::from_utf8(lines.stdout).expect("text");
    let answers: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["targetId"], AMARA);
    assert_eq!(
        answers[0]["channels"]["text"]["use"]["contactInformation"]["value"],
        "07700 900123"
    );
    assert!(answers[1]["channels"]["text"]["use"].is_null());
    demo.kill();
}

#[test]
fn what_cannot_be_asked_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let refused = run(folder.path(), &[AMARA]);
    assert!(
        said(&refused).contains("not the folder of a demo"),
        "{}",
        said(&refused)
    );
    Program::demo(folder.path()).kill();
    for (arguments, problem) in [
        (vec![AMARA], "several service areas"),
        (
            vec!["--area", "Parks", AMARA],
            "not one of your service areas",
        ),
        (
            vec!["--area", "Housing", "Amara"],
            "target 1: this is not an id",
        ),
        (vec!["--on", "soon", AMARA], "not a date"),
        (vec!["--channel", "pigeon", AMARA], "use one of: letter"),
        (vec![], "required"),
    ] {
        let refused = run(folder.path(), &arguments);
        assert!(!refused.status.success(), "{arguments:?}");
        let said = said(&refused);
        assert!(said.contains(problem), "{arguments:?}: {said}");
        assert!(
            !said.contains("Amara"),
            "what was typed is not repeated: {said}"
        );
    }
}
