//! The program under test, as somebody at its command line has it.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// `contactable`, as it was built.
pub struct Program {
    path: PathBuf,
}

impl Program {
    pub fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// A command of it that is not started yet. Settings of whoever runs this chore do not reach it.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command.stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("CONTACTABLE_") {
                command.env_remove(name);
            }
        }
        command
    }

    /// Runs a command to its end and gives back what it printed.
    ///
    /// # Errors
    /// It could not be started or did not succeed; says why in one line.
    pub fn run<Word: AsRef<OsStr>>(&self, words: &[Word]) -> Result<String, String> {
        let told = self.command().args(words).output();
        let told = told.map_err(|error| format!("{}: {error}", self.path.display()))?;
        if told.status.success() {
            return Ok(String::from_utf8_lossy(&told.stdout).into_owned());
        }
        let printed = String::from_utf8_lossy(&told.stderr);
        let complaint =
            complaint_in(&printed).map_or_else(|| told.status.to_string(), str::to_owned);
        // Two words name a command; what follows may be long.
        let named = words
            .iter()
            .take(2)
            .map(|word| word.as_ref().to_string_lossy());
        Err(format!(
            "{}: {complaint}",
            named.collect::<Vec<_>>().join(" ")
        ))
    }
}

/// The line of what a command printed in which it says why it failed: its own, or that of whatever read its words.
/// Otherwise the last one.
pub fn complaint_in(printed: &str) -> Option<&str> {
    let mut lines = printed.lines().map(str::trim);
    let mut found = lines.clone();
    let own = ["contactable: ", "error: "];
    let own = found.find(|line| own.iter().any(|start| line.starts_with(start)));
    own.or_else(|| lines.rfind(|line| !line.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_is_one_line() {
        let clap = "error: unrecognized subcommand 'fhir'\n\nFor more information, try '--help'.\n";
        assert_eq!(
            complaint_in(clap),
            Some("error: unrecognized subcommand 'fhir'")
        );
        let own = "3 of 4\ncontactable: no such file\n";
        assert_eq!(complaint_in(own), Some("contactable: no such file"));
        assert_eq!(complaint_in("thread panicked\nat x\n\n"), Some("at x"));
        assert_eq!(complaint_in(""), None);
    }
}
