//! A Python with the libraries that a program needs, in a virtual environment of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Failure;
use crate::cargo::{output, run};

/// Looked for in this order: Debian's own is not the first one everywhere.
const PYTHONS: [&str; 2] = ["python3", "/usr/bin/python3"];
/// Succeeds where a virtual environment can be made with a Python that is new enough for the libraries.
const CAN_MAKE: &str = "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))";
/// Debian's packages that bring it.
const PACKAGES: [&str; 2] = ["python3-venv", "python3-pip"];
const MISSING: &str = "needs Python 3.11 or newer with venv and pip; install it with \
                       `apt-get install python3-venv python3-pip`";
/// What the environment was made of; written when it is done.
const STAMP: &str = "made-of";

/// The interpreter of an environment in this folder that has just what is required. One that was made before is kept
/// while neither the requirements nor the Python change.
///
/// # Errors
/// There is no Python that can make one, or the libraries cannot be installed.
pub fn prepared(requirements: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let python = python()?;
    let stamp = stamp(&python, requirements)?;
    let interpreter = folder.join("bin").join("python");
    let made_of = std::fs::read_to_string(folder.join(STAMP)).unwrap_or_default();
    if made_of == stamp && succeeds(Command::new(&interpreter).arg("--version")) {
        return Ok(interpreter);
    }
    run(Command::new(&python)
        .args(["-m", "venv", "--clear"])
        .arg(folder))?;
    let mut install = Command::new(&interpreter);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    // Nothing but what is named there, and nothing that would have to be built first.
    install.args([
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--requirement",
    ]);
    run(install.arg(requirements))?;
    std::fs::write(folder.join(STAMP), stamp)?;
    Ok(interpreter)
}

fn stamp(python: &str, requirements: &Path) -> Result<String, Failure> {
    let mut version = Command::new(python);
    let version = output(version.args(["-c", "import sys; print(sys.version)"]))?;
    let libraries = std::fs::read_to_string(requirements)?;
    Ok(format!("{}{libraries}", String::from_utf8_lossy(&version)))
}

/// A Python that can make environments; installed where there is none and that is allowed.
fn python() -> Result<String, Failure> {
    if let Some(python) = capable() {
        return Ok(python);
    }
    if !is_root() || !succeeds(Command::new("apt-get").arg("--version")) {
        return Err(MISSING.into());
    }
    run(Command::new("apt-get").args(["update", "--quiet"]))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]);
    run(install.args(PACKAGES))?;
    capable().ok_or_else(|| MISSING.into())
}

fn capable() -> Option<String> {
    let can_make = |python: &&str| succeeds(Command::new(python).args(["-c", CAN_MAKE]));
    PYTHONS
        .iter()
        .copied()
        .find(|python| can_make(python))
        .map(str::to_owned)
}

fn is_root() -> bool {
    let user = Command::new("id").arg("-u").output();
    user.is_ok_and(|user| user.stdout.trim_ascii() == b"0")
}

fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
