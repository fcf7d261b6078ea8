//! `cargo xtask conformance FOLDER`: puts cases of the PDS FHIR API to a demo. A case says what is on record before,
//! who asks what, and what must come back; docs/conformance.md says how each of these is brought about.

mod answer;
mod case;
mod expectation;
mod fixtures;
mod known;
mod matching;
mod options;
mod outcome;
mod placeholders;
pub mod program;
mod query;
mod run;
mod seeds;
pub mod server;
mod tokens;
mod wire;

use crate::Failure;
use crate::cargo::{cargo, run as command, target};
use options::Options;
use outcome::Outcome;
use placeholders::today;
use program::Program;
use run::Run;

/// Builds the server and puts every case that is asked for to it, each on data of its own.
///
/// # Errors
/// The command line or the cases cannot be read, the server does not build, a case could not be put, or one came out
/// otherwise whose outcome is published and that is not among the known differences.
pub fn run(arguments: &[&str]) -> Result<(), Failure> {
    if arguments.iter().any(|word| ["--help", "-h"].contains(word)) {
        println!("{}", options::USAGE);
        return Ok(());
    }
    let options = Options::read(arguments)?;
    let today = today();
    let mut cases = case::read(&options.folder.join("pds_cases.json"), today)?;
    cases.retain(|case| options.asks_for(case));
    if cases.is_empty() {
        return Err("there is no such case".into());
    }
    let program = build(options.release)?;
    let mut run = Run::new(&program, &options.folder.join("pds_fixtures"), today)?;
    let mut outcomes = Vec::new();
    for case in cases {
        let outcome = Outcome::of(&case, run.put(&case));
        println!("{outcome}");
        outcomes.push(outcome);
    }
    if let Some(path) = &options.json {
        std::fs::write(path, outcome::as_json(&outcomes))?;
    }
    println!("{}", outcome::summary(&outcomes));
    match outcomes
        .iter()
        .filter(|outcome| outcome.is_binding())
        .count()
    {
        0 => Ok(()),
        differing => Err(format!(
            "{differing} cases came out otherwise than is published, or could not be put"
        )
        .into()),
    }
}

/// Builds the server.
///
/// # Errors
/// It does not build.
pub fn build(release: bool) -> Result<Program, Failure> {
    let mut build = cargo(["build", "-p", "contactable-server"]);
    if release {
        build.arg("--release");
    }
    command(&mut build)?;
    let profile = if release { "release" } else { "debug" };
    Ok(Program::at(target().join(profile).join("contactable")))
}
