//! `cargo xtask bench`: what is shipped, built as it is shipped, measured against its floors.

use std::path::PathBuf;
use std::process::Command;

use crate::Failure;
use crate::cargo::{cargo, root, run as command, target};

/// Where the figures are kept, unless `--write` says otherwise.
const REPORT: &str = "docs/performance.md";

/// The word that asks for what needs no server: what reading a value costs.
const VALUES: &str = "values";

/// The word that asks for the reads of a build without the rules of access beside those of the shipped one.
const RULES: &str = "--rules";

/// Builds the server and the measuring program and runs the latter with these options on top.
///
/// # Errors
/// Either did not build, or the measuring came to a halt.
pub fn run(options: &[&str]) -> Result<(), Failure> {
    let mut build = cargo(["build", "--profile", "dist"]);
    build.args(["-p", "contactable-bench"]);
    let values = options.first() == Some(&VALUES);
    if !values {
        build.args(["-p", "contactable-server"]);
    }
    command(&mut build)?;
    let mut bench = Command::new(built("contactable-bench"));
    bench.current_dir(root());
    if !values {
        bench.arg("--server").arg(built("contactable"));
    }
    if options.contains(&RULES) {
        bench.arg("--beside").arg(build_without_rules()?);
    }
    // First, because the word for the values has to be.
    bench.args(options.iter().filter(|option| **option != RULES));
    if !options.contains(&"--write") {
        bench.args(["--write", REPORT]);
    }
    command(&mut bench)
}

/// Builds the server without the rules of access, in a folder of its own so that nobody takes it for the shipped one.
fn build_without_rules() -> Result<PathBuf, Failure> {
    let folder = target().join("without-access-rules");
    let mut build = cargo(["build", "--profile", "dist", "-p", "contactable-server"]);
    build.args(["--features", "without-access-rules", "--target-dir"]);
    command(build.arg(&folder))?;
    Ok(folder.join("dist").join("contactable"))
}

fn built(program: &str) -> PathBuf {
    target().join("dist").join(program)
}
