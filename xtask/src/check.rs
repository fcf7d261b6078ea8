//! `cargo xtask check`: everything about the code that is not a test.

use crate::cargo::{cargo, is_installed, run as command};
use crate::steps::Steps;
use crate::{Failure, arrows, fuzz, openapi, packaging};

/// Runs every check.
///
/// # Errors
/// At least one failed.
pub fn run() -> Result<(), Failure> {
    let mut steps = Steps::default();
    steps.step("formatting", formatting);
    steps.step("dependency rules", arrows::check);
    steps.step("lints", lints);
    steps.step("documentation", documentation);
    steps.step("generated files", openapi::check);
    systemd_unit(&mut steps);
    supply_chain(&mut steps);
    short_fuzzing(&mut steps);
    steps.finish()
}

fn formatting() -> Result<(), Failure> {
    command(&mut cargo(["fmt", "--all", "--check"]))
}

fn lints() -> Result<(), Failure> {
    let mut clippy = cargo(["clippy", "--workspace", "--all-targets"]);
    command(clippy.args(["--", "-D", "warnings"]))
}

fn documentation() -> Result<(), Failure> {
    let mut doc = cargo(["doc", "--workspace", "--no-deps"]);
    command(doc.env("RUSTDOCFLAGS", "-D warnings"))
}

/// The unit that the service runs as. The image cannot be built here: that needs a container engine; tests hold its
/// Dockerfile against what is there.
fn systemd_unit(steps: &mut Steps) {
    const NAME: &str = "systemd unit";
    if packaging::has_systemd() {
        steps.step(NAME, packaging::check_unit);
    } else {
        steps.not_run(NAME, packaging::NO_SYSTEMD);
    }
}

/// Which crates may be built on, and under which licences (deny.toml). Known vulnerabilities are left
/// out: they need a database from outside, and would fail a change that has nothing to do with them.
fn supply_chain(steps: &mut Steps) {
    const NAME: &str = "bans, licences and sources";
    if is_installed("deny") {
        let mut deny = cargo(["deny", "check", "bans", "licenses", "sources"]);
        steps.step(NAME, || command(&mut deny));
    } else {
        let remedy = "cargo-deny is missing; install it with `cargo install cargo-deny --locked`";
        steps.not_run(NAME, remedy);
    }
}

/// The fuzz targets, which are a workspace of their own, and a few seconds of each.
fn short_fuzzing(steps: &mut Steps) {
    const LINTS: &str = "formatting and lints of the fuzz targets";
    const NAME: &str = "short fuzzing";
    if fuzz::has_compiler() {
        steps.step(LINTS, fuzz::lints);
        steps.step(NAME, fuzz::short);
    } else {
        steps.not_run(LINTS, fuzz::NO_COMPILER);
        steps.not_run(NAME, fuzz::NO_COMPILER);
    }
}
