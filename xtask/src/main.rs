//! The chores of this workspace, one file each: `test`, `check`, `bench`, `conformance`,
//! `faults`, `fhir-client`, `fuzz`, `openapi`, `postgres`, `cluster`.
//!
//! Everything a pipeline does is a chore here, so that a developer can do the same with one command.

// A command-line tool speaks by printing.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod arrows;
mod bench;
mod cargo;
mod check;
mod cluster;
mod conformance;
mod faults;
mod fhir_client;
mod fuzz;
mod openapi;
mod packaging;
mod postgres;
mod steps;
mod test;

use std::error::Error;
use std::process::ExitCode;

/// Whatever went wrong, worded for the person at the terminal.
type Failure = Box<dyn Error + Send + Sync>;

const USAGE: &str = "\
Usage: cargo xtask CHORE

  test      run every test, the examples in the documentation included
  check     formatting, lints, documentation, dependency rules, generated files, packaging, licences, short fuzzing
  bench     measure the shipped server against floors (cargo xtask bench --help)
  faults    break the service, its database and its sinks under load (cargo xtask faults --help)
  fuzz      feed the parsers with inputs that nobody would think of (cargo xtask fuzz --help)
  openapi   write crates/http/openapi.json anew
  postgres  keep the PostgreSQL running that tests need
  cluster   run the service on three PostgreSQLs to break by hand; with --faults, have them broken
  fhir-client  have a FHIR client library from outside read and change a demo's patients
  conformance  put cases of the PDS FHIR API to a demo (cargo xtask conformance --help)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["test"] => test::run(),
        ["check"] => check::run(),
        ["fhir-client"] => fhir_client::run(),
        ["openapi"] => openapi::write(),
        ["postgres"] => postgres::run(),
        ["cluster", rest @ ..] => cluster::run(rest),
        ["bench", rest @ ..] => bench::run(rest),
        ["faults", rest @ ..] => faults::run(rest),
        ["conformance", rest @ ..] => conformance::run(rest),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
