//! `contactable import fhir` and `contactable export fhir`: people taken over from Patients of FHIR, and given back.

mod input;
mod losing_nothing;
mod output;
mod people;
mod round_trip;
mod taking_over;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::program::PROGRAM;

/// Runs a command on the demo of this folder, with this on its standard input.
fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .arg("--demo")
        .arg(folder)
        .env_remove("CONTACTABLE_CONFIG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("its input");
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

/// Imports a text; gives what is printed.
fn import(folder: &Path, more: &[&str], input: &str) -> String {
    let output = run(folder, &[&["import", "fhir", "-"], more].concat(), input);
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).expect("text")
}

/// Exports; gives what is printed.
fn export(folder: &Path, more: &[&str]) -> String {
    let output = run(folder, &[&["export", "fhir"], more].concat(), "");
    assert!(output.status.success(), "{}", said(&output));
    String::from_utf8(output.stdout).expect("text")
}

/// One person, as they are exported.
fn person(folder: &Path, number: &str) -> Value {
    let line = export(folder, &["--nhs-number", number]);
    serde_json::from_str(&line).expect("JSON")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn empty() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// The number beside a word of the totals.
fn count(totals: &str, word: &str) -> u64 {
    let mut lines = totals.lines().filter_map(|line| line.strip_prefix(word));
    let rest = lines.next().unwrap_or_else(|| panic!("{word}: {totals}"));
    let number = rest.split_whitespace().next().expect("a number");
    number.parse().expect("a number")
}

/// How many were new, changed, unchanged, left alone and refused.
fn counts(totals: &str) -> [u64; 5] {
    ["new", "changed", "unchanged", "left alone", "refused"].map(|word| count(totals, word))
}
