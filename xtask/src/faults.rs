//! `cargo xtask faults`: the service, its database and its sinks are broken under load, and nothing acknowledged may be
//! lost. What is broken is in the folder `faults`.

use std::process::Command;

use crate::Failure;
use crate::cargo::{cargo, root, run as command, target};

/// The scenario that measures as well: it takes what is shipped.
const SOAK: &str = "soak";

/// Builds the server and the program that breaks it, and runs the latter with these options on top.
///
/// # Errors
/// Either did not build, or something was lost.
pub fn run(options: &[&str]) -> Result<(), Failure> {
    let (profile, folder) = if options.contains(&SOAK) {
        ("dist", "dist")
    } else {
        ("dev", "debug")
    };
    let mut build = cargo(["build", "--profile", profile]);
    command(build.args(["-p", "contactable-server", "-p", "contactable-faults"]))?;
    let mut faults = Command::new(target().join(folder).join("contactable-faults"));
    command(faults.args(options).current_dir(root()))
}
