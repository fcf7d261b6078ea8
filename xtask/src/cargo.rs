//! Running cargo at the root of the workspace.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Failure;

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(target)
}

/// A cargo command with these arguments: the cargo that runs this chore, not another toolchain's. A
/// pipeline builds once and throws away, so there it builds without the files for incremental builds.
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    if std::env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// Whether a cargo subcommand that is installed on its own, such as `nextest`, is there.
pub fn is_installed(subcommand: &str) -> bool {
    let mut version = cargo([subcommand, "--version"]);
    version.stdout(Stdio::null()).stderr(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

/// Says what is run and runs it.
///
/// # Errors
/// It could not be started, or did not succeed.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    announce(command);
    let status = command.status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{} failed ({status})", spelled(command)).into())
    }
}

/// Says what is run, runs it and gives back what it printed to standard output.
///
/// # Errors
/// It could not be started, or did not succeed.
pub fn output(command: &mut Command) -> Result<Vec<u8>, Failure> {
    announce(command);
    let output = command.stderr(Stdio::inherit()).output()?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(format!("{} failed ({})", spelled(command), output.status).into())
    }
}

/// On standard error, where cargo itself speaks, so that the two keep their order.
fn announce(command: &Command) {
    eprintln!("\n$ {}", spelled(command));
}

fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    let settings = command.get_envs().filter_map(|(name, value)| {
        let value = value?.to_string_lossy();
        Some(format!("{}={value:?}", name.to_string_lossy()))
    });
    let words = std::iter::once(program).chain(command.get_args());
    settings
        .chain(words.map(OsStr::to_string_lossy).map(String::from))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_spelled_as_one_would_type_it() {
        let mut command = Command::new("/somewhere/bin/cargo");
        command.args(["doc", "--no-deps"]);
        command.env("RUSTDOCFLAGS", "-D warnings");
        assert_eq!(
            spelled(&command),
            "RUSTDOCFLAGS=\"-D warnings\" cargo doc --no-deps"
        );
    }
}
