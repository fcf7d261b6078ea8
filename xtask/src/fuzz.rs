//! `cargo xtask fuzz`: feeds the parsers of the domain with inputs that nobody would think of. What is fed
//! to what is in the folder `fuzz`, in the layout of cargo-fuzz; neither that program nor a nightly Rust
//! is needed.

mod options;
mod run;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::Failure;
use crate::cargo::{cargo, output, root, run as command, target};
use options::Options;

/// What libFuzzer needs to see which ways an input takes: a counter on each way, and what is compared
/// with what. Stable Rust has the passes of its LLVM for that. `fuzzing` is what cargo-fuzz sets too.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing";

const MANIFEST: &str = "fuzz/Cargo.toml";
/// How long each target runs within `cargo xtask check`.
const SHORT: u64 = 3;
/// What to do where there is no compiler for libFuzzer.
pub const NO_COMPILER: &str =
    "libFuzzer is built from C++, and there is no c++; install it with `apt-get install g++`";

/// Builds the targets and runs the one named, or all of them.
///
/// # Errors
/// The command line cannot be read, the targets do not build, or an input was found that breaks one.
pub fn run(arguments: &[&str]) -> Result<(), Failure> {
    if arguments.iter().any(|word| ["--help", "-h"].contains(word)) {
        println!("{}", options::USAGE);
        return Ok(());
    }
    let known = targets()?;
    let options = Options::read(arguments, &known)?;
    if !has_compiler() {
        return Err(NO_COMPILER.into());
    }
    let host = host()?;
    build(&host, &options.targets)?;
    let programs = folder().join(&host).join("release");
    run::all(&options, &programs)
}

/// A few seconds of each target, which finds what is broken outright.
///
/// # Errors
/// As [`run()`].
pub fn short() -> Result<(), Failure> {
    run(&["--seconds", &SHORT.to_string()])
}

/// Formatting and lints of the targets, which are not part of the workspace.
///
/// # Errors
/// They are not as they should be.
pub fn lints() -> Result<(), Failure> {
    command(&mut cargo(["fmt", "--manifest-path", MANIFEST, "--check"]))?;
    // Built for the host by name, as the targets are, so that build scripts are compiled once for both.
    let mut clippy = cargo([
        "clippy",
        "--manifest-path",
        MANIFEST,
        "--locked",
        "--release",
    ]);
    clippy
        .args(["--target", &host()?])
        .arg("--target-dir")
        .arg(folder());
    command(clippy.args(["--all-targets", "--", "-D", "warnings"]))
}

/// Whether libFuzzer can be compiled here.
pub fn has_compiler() -> bool {
    let named = std::env::var_os("CXX").unwrap_or_else(|| "c++".into());
    let mut version = Command::new(named);
    version
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

/// Every target there is, by name.
fn targets() -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        let is_target = path.extension().is_some_and(|ending| ending == "rs");
        let name = path.file_stem().filter(|_| is_target);
        names.extend(name.map(|name| name.to_string_lossy().into_owned()));
    }
    names.sort_unstable();
    Ok(names)
}

/// Builds for the host by name, so that the flags reach no build script, and in a folder of its own, so
/// that the ordinary builds stay as they are.
fn build(host: &str, targets: &[String]) -> Result<(), Failure> {
    let mut build = cargo([
        "build",
        "--manifest-path",
        MANIFEST,
        "--locked",
        "--release",
    ]);
    build
        .args(["--target", host])
        .arg("--target-dir")
        .arg(folder());
    build.args(targets.iter().flat_map(|name| ["--bin", name.as_str()]));
    build.env_remove("CARGO_ENCODED_RUSTFLAGS");
    command(build.env("RUSTFLAGS", FLAGS))
}

fn folder() -> PathBuf {
    target().join("fuzz")
}

/// The name of the platform that this Rust runs on.
fn host() -> Result<String, Failure> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let told = String::from_utf8(output(Command::new(rustc).arg("-vV"))?)?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.ok_or("rustc -vV names no host")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_declared_and_has_a_corpus() {
        let manifest = std::fs::read_to_string(root().join(MANIFEST)).unwrap();
        let targets = targets().unwrap();
        assert!(targets.len() >= 14);
        for name in &targets {
            let path = format!("path = \"fuzz_targets/{name}.rs\"");
            assert!(manifest.contains(&path), "{name}");
            let corpus = root().join("fuzz/corpus").join(name);
            assert!(std::fs::read_dir(corpus).unwrap().count() >= 10, "{name}");
        }
        assert_eq!(manifest.matches("[[bin]]").count(), targets.len());
    }
}
