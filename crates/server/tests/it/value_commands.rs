//! The commands that look at values and tables.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::program::PROGRAM;

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .env_remove("CONTACTABLE_CONFIG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all(input.as_bytes()).expect("it reads");
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn printed(arguments: &[&str], input: &str) -> String {
    let output = run(arguments, input);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout).expect("text")
}

/// What people really write into fields.
const MESSY: &str = include_str!("messy_lines.txt");

#[test]
fn messy_lines_are_explained() {
    insta::assert_snapshot!(printed(&["check", "--from", "-"], MESSY));
}

#[test]
fn every_line_gets_one_object_in_order() {
    let lines = "07400 123456\r\n\n  padded  \n07400 123456;ext=45";
    let said = printed(&["check", "--as", "mobile", "--from", "-", "--json"], lines);
    let objects: Vec<serde_json::Value> = said
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    let inputs: Vec<&str> = objects.iter().filter_map(|o| o["input"].as_str()).collect();
    assert_eq!(
        inputs,
        ["07400 123456", "", "  padded  ", "07400 123456;ext=45"]
    );
    for object in &objects {
        for name in [
            "valid",
            "normal",
            "kind",
            "reasons",
            "warnings",
            "suggestion",
        ] {
            assert!(object.get(name).is_some(), "{name} of {object}");
        }
    }
    assert_eq!(objects[0]["normal"], "+447400123456");
    assert_eq!(objects[3]["normal"], "+447400123456;ext=45");
}

#[test]
fn one_value_is_told_in_full() {
    let said = printed(&["check", "0791121212141 - Daughter"], "");
    assert!(said.contains("W41") && said.contains("child"), "{said}");
    let hyphen = printed(&["check", "-"], "");
    assert!(hyphen.contains("placeholder"), "{hyphen}");
    let unknown = run(&["check", "x", "--as", "fish"], "");
    let told = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(
        !unknown.status.success() && told.contains("nhs-number"),
        "{told}"
    );
}

#[test]
fn a_configuration_brings_its_own_identifiers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("contactable.toml");
    let example = include_str!("../../../../docs/contactable.example.toml");
    let systems = r#"
[[identifier_systems]]
name = "tenancy-reference"
uri = "https://council.example/id/tenancy"
target_kinds = ["tenure"]
form = "digits"
min = 6
max = 8
"#;
    std::fs::write(&file, format!("{example}{systems}")).expect("written");
    let keys = include_str!("../../../../docs/contactable.example.jwks.json");
    std::fs::write(folder.path().join("contactable.example.jwks.json"), keys).expect("written");
    let file = file.to_str().expect("text");
    let check = |value| {
        let said = printed(
            &[
                "check",
                value,
                "--as",
                "tenancy-reference",
                "--config",
                file,
                "--json",
            ],
            "",
        );
        let verdict: serde_json::Value = serde_json::from_str(&said).expect("an object");
        (verdict["valid"].clone(), verdict["normal"].clone())
    };
    assert_eq!(check("0012 3456"), (true.into(), "00123456".into()));
    assert_eq!(check("12A456"), (false.into(), serde_json::Value::Null));
}

#[test]
fn the_vocabulary_is_shown() {
    insta::assert_snapshot!(printed(&["vocabulary"], ""));
}

#[test]
fn the_official_table_is_brought_in() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let table = folder.path().join("pseudo_postcodes.csv");
    let table = table.to_str().expect("text");
    let official = "code,meaning\nZZ99 9ZZ,Erewhon\nnonsense,Nowhere\n";
    let said = printed(
        &["import", "pseudo-postcodes", "-", "--into", table],
        official,
    );
    assert!(
        said.contains("line 3 left out") && said.contains("1 for codes"),
        "{said}"
    );
    let check = printed(&["check", "zz999zz", "--pseudo-postcodes", table], "");
    assert!(check.contains("Erewhon"), "{check}");
    let nothing = run(
        &["import", "pseudo-postcodes", "-", "--into", table],
        "nothing\n",
    );
    assert!(!nothing.status.success());
}

#[test]
fn fragments_come_back_as_they_were_read() {
    let xml = r#"<x><telecom use="MC" value="tel:07700900123"><useablePeriod><low value="20260101"/></useablePeriod>
        <id root="1.2.3" extension="42"/></telecom>
        <addr use="TMP"><streetAddressLine>Flat 1</streetAddressLine><streetAddressLine/><streetAddressLine>A &amp; B</streetAddressLine>
        <postalCode>E8 0ZZ</postalCode><desc>Holiday Home</desc></addr></x>"#;
    let json = printed(&["hl7", "read"], xml);
    assert!(
        json.contains("phone mobile") && json.contains("address temporary"),
        "{json}"
    );
    let written = printed(&["hl7", "write"], &json);
    assert!(
        written.contains(r#"<low value="20260101"/>"#) && written.contains("A &amp; B"),
        "{written}"
    );
    assert_eq!(printed(&["hl7", "read"], &written), json);
    let refused = run(&["hl7", "read"], "<!DOCTYPE x><telecom/>");
    assert!(!refused.status.success());
    let wrong = run(&["hl7", "write"], "{\"element\":\"telecom\"}");
    let told = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(told.contains("line 1"), "{told}");
}
