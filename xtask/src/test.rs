//! `cargo xtask test`: every test there is.

use std::process::Command;

use crate::cargo::{self, cargo, is_installed};
use crate::postgres::TestServers;
use crate::{Failure, faults, fhir_client};

/// Runs the documentation's examples, a FHIR client from outside, the faults and then the tests, all in any case. The
/// tests come last so that what is printed last are their totals. They find a PostgreSQL of their own.
///
/// # Errors
/// A test failed or did not build, the FHIR client found fault, something was lost to a fault, or there is no
/// PostgreSQL to be had.
pub fn run() -> Result<(), Failure> {
    let servers = TestServers::start()?;
    let examples = cargo::run(&mut cargo(["test", "--workspace", "--doc"]));
    let client = fhir_client::run();
    if let Err(failure) = &client {
        eprintln!("{failure}");
    }
    let faults = faults::run(&[]);
    if let Err(failure) = &faults {
        eprintln!("{failure}");
    }
    let mut runner = runner();
    for (name, value) in servers.variables() {
        runner.env(name, value);
    }
    let tests = cargo::run(&mut runner);
    examples.and(client).and(faults).and(tests)
}

/// The quicker runner where it is installed. Either way the documentation's examples are left out:
/// the one cannot run them, and the other would run them a second time. A failure stops nothing: one
/// run shows everything there is to mend.
fn runner() -> Command {
    if is_installed("nextest") {
        cargo(["nextest", "run", "--workspace", "--no-fail-fast"])
    } else {
        cargo(["test", "--workspace", "--all-targets", "--no-fail-fast"])
    }
}
