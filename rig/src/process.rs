//! Servers as processes: each in a group of its own, with what it says in a file.

use std::collections::HashMap;
use std::fs::File;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::Failure;
use crate::account::Account;
use crate::warden::Warden;

/// How much of its log is shown of a server that does not work.
const SHOWN_LINES: usize = 20;

/// A server that was started.
pub struct Process {
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts it as this account. What it says goes to the end of the log.
    pub fn start(
        mut command: Command,
        log: &Path,
        account: Account,
        warden: &Warden,
    ) -> Result<Self, Failure> {
        let file = File::options().create(true).append(true).open(log)?;
        command.stdin(Stdio::null());
        command.stdout(file.try_clone()?).stderr(file);
        command.process_group(0).current_dir("/");
        account.run(&mut command);
        let program = command.get_program().to_string_lossy().into_owned();
        let child = command
            .spawn()
            .map_err(|error| format!("{program}: {error}"))?;
        let process = Self {
            child,
            log: log.to_owned(),
        };
        warden.watch(process.id())?;
        Ok(process)
    }

    /// Its number, which is also that of its group.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it did.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Sends a signal to its group.
    pub fn signal(&self, signal: Signal) {
        if let Some(group) = pid(self.id()) {
            // Nobody there any more is what a signal to end wants.
            let _ = kill_process_group(group, signal);
        }
    }

    /// Ends it by this signal and waits until it is gone.
    pub fn end(mut self, signal: Signal, warden: &Warden) -> Result<(), Failure> {
        self.signal(signal);
        self.child.wait()?;
        warden.forget(self.id())
    }

    /// That it ended though it should not have, with the last that it said.
    pub fn complaint(&mut self, name: &str) -> Option<Failure> {
        let status = self.ended()?;
        let said = self.last_words();
        Some(format!("{name} ended ({status}):\n{said}").into())
    }

    /// The last that it said.
    pub fn last_words(&self) -> String {
        let said = std::fs::read(&self.log).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        let lines: Vec<_> = said.lines().collect();
        let last = lines.len().saturating_sub(SHOWN_LINES);
        lines.get(last..).unwrap_or_default().join("\n")
    }
}

/// Sends a signal to a process and then to all that came from it. The first one first: once it is stopped or gone it
/// starts no others.
pub fn signal_tree(root: u32, signal: Signal) {
    let below = descendants(root);
    for process in std::iter::once(root).chain(below).chain(descendants(root)) {
        if let Some(process) = pid(process) {
            let _ = kill_process(process, signal);
        }
    }
}

/// All that came from a process, by what the system tells of parents.
fn descendants(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for found in std::fs::read_dir("/proc").into_iter().flatten().flatten() {
        let process = found
            .file_name()
            .to_str()
            .and_then(|name| name.parse().ok());
        if let Some(process) = process
            && let Some((parent, _)) = stat(process)
        {
            children.entry(parent).or_default().push(process);
        }
    }
    let (mut found, mut waiting) = (Vec::new(), vec![root]);
    while let Some(parent) = waiting.pop() {
        let below = children.remove(&parent).unwrap_or_default();
        found.extend(&below);
        waiting.extend(below);
    }
    found
}

/// The parent of a process and its state.
fn stat(process: u32) -> Option<(u32, char)> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in parentheses and may hold anything.
    let (_, after) = text.rsplit_once(')')?;
    let mut fields = after.split_whitespace();
    let state = fields.next()?.chars().next()?;
    Some((fields.next()?.parse().ok()?, state))
}

fn pid(process: u32) -> Option<Pid> {
    i32::try_from(process).ok().and_then(Pid::from_raw)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether there is such a process, ended ones that nobody waited for aside.
    fn is_there(process: u32) -> bool {
        stat(process).is_some_and(|(_, state)| state != 'Z')
    }

    #[test]
    fn a_signal_reaches_what_came_from_a_process() {
        let script = "sleep 600 & sleep 600 & wait";
        let mut shell = Command::new("sh").args(["-c", script]).spawn().unwrap();
        while descendants(shell.id()).len() < 2 {
            std::thread::yield_now();
        }
        let below = descendants(shell.id());
        assert!(is_there(shell.id()));
        signal_tree(shell.id(), Signal::KILL);
        assert!(!shell.wait().unwrap().success());
        while below.iter().any(|process| is_there(*process)) {
            std::thread::yield_now();
        }
    }
}
