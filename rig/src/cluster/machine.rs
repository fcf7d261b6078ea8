//! One machine: a member of etcd, an agent, and the PostgreSQL that the agent looks after.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::process::Signal;

use super::Node;
use super::disk::Disk;
use super::network::Network;
use super::settings::Places;
use crate::account::Account;
use crate::process::{Process, signal_tree};
use crate::warden::Warden;
use crate::{Failure, debian};

/// The agent ends when etcd is not there yet, and expects to be started again.
const KEEP_RUNNING: &str = r#"until "$@"; do sleep 1; done"#;

/// A machine and what was done to it.
pub struct Machine {
    pub node: Node,
    pub folder: PathBuf,
    pub places: Places,
    pub disk: Disk,
    pub etcd_arguments: Vec<String>,
    pub account: Account,
    pub network: Arc<Network>,
    state: Mutex<State>,
}

/// What runs on it, and what was done to it.
#[derive(Default)]
struct State {
    etcd: Option<Process>,
    agent: Option<Process>,
    is_paused: bool,
    is_cut_off: bool,
}

impl Machine {
    /// One on which nothing runs yet.
    pub fn new(
        node: Node,
        folder: &Path,
        places: Places,
        disk: Disk,
        etcd_arguments: Vec<String>,
        account: Account,
        network: Arc<Network>,
    ) -> Self {
        Self {
            node,
            folder: folder.to_owned(),
            places,
            disk,
            etcd_arguments,
            account,
            network,
            state: Mutex::default(),
        }
    }

    /// Starts all of it.
    pub fn start(&self, warden: &Warden) -> Result<(), Failure> {
        self.start_etcd(warden)?;
        self.start_agent(warden)
    }

    /// Starts its member of etcd.
    pub fn start_etcd(&self, warden: &Warden) -> Result<(), Failure> {
        let mut command = Command::new(debian::program("etcd")?);
        command.args(&self.etcd_arguments);
        self.state().etcd = Some(self.start_part(command, "etcd", warden)?);
        Ok(())
    }

    /// Starts its agent, which starts PostgreSQL.
    pub fn start_agent(&self, warden: &Warden) -> Result<(), Failure> {
        let mut command = Command::new("sh");
        command.args(["-c", KEEP_RUNNING, "keep-running"]);
        command.arg(debian::program("patroni")?);
        command.arg(self.folder.join("patroni.json"));
        // By this name the ways know from where a connection comes.
        command.env("PGAPPNAME", self.node.to_string());
        command.env("HOME", &self.folder);
        self.state().agent = Some(self.start_part(command, "agent", warden)?);
        Ok(())
    }

    fn start_part(
        &self,
        command: Command,
        name: &str,
        warden: &Warden,
    ) -> Result<Process, Failure> {
        let log = self.folder.join(format!("{name}.log"));
        Process::start(command, &log, self.account, warden)
    }

    /// Everything on it ends at once, as when the power fails.
    pub fn kill(&self, warden: &Warden) -> Result<(), Failure> {
        let mut state = self.state();
        if let Some(agent) = &state.agent {
            agent.signal(Signal::KILL);
        }
        if let Some(postgres) = self.postgres() {
            signal_tree(postgres, Signal::KILL);
        }
        for part in [state.agent.take(), state.etcd.take()]
            .into_iter()
            .flatten()
        {
            part.end(Signal::KILL, warden)?;
        }
        state.is_paused = false;
        Ok(())
    }

    /// Everything on it stands still.
    pub fn pause(&self) {
        let mut state = self.state();
        state.is_paused = true;
        self.signal(&state, Signal::STOP);
        if let Some(etcd) = &state.etcd {
            etcd.signal(Signal::STOP);
        }
    }

    /// Everything on it goes on.
    pub fn resume(&self) {
        let mut state = self.state();
        state.is_paused = false;
        self.signal(&state, Signal::CONT);
        if let (Some(etcd), false) = (&state.etcd, state.is_cut_off) {
            etcd.signal(Signal::CONT);
        }
    }

    /// Nobody reaches it and it reaches nobody. Its member of etcd stands still meanwhile: to the others that is the
    /// same as one that they do not reach, and to its own agent as one that finds no majority.
    pub fn cut_off(&self) {
        let mut state = self.state();
        state.is_cut_off = true;
        self.network.cut(self.node);
        if let Some(etcd) = &state.etcd {
            etcd.signal(Signal::STOP);
        }
    }

    /// It is on the network again.
    pub fn join(&self) {
        let mut state = self.state();
        state.is_cut_off = false;
        if let (Some(etcd), false) = (&state.etcd, state.is_paused) {
            etcd.signal(Signal::CONT);
        }
        self.network.join(self.node);
    }

    /// Whether it runs and others reach it.
    pub fn is_reached(&self) -> bool {
        let state = self.state();
        state.agent.is_some() && !state.is_paused && !state.is_cut_off
    }

    /// That its member of etcd ended by itself.
    pub fn complaint(&self) -> Option<Failure> {
        self.state().etcd.as_mut()?.complaint("etcd")
    }

    /// The last that its agent said.
    pub fn last_words(&self) -> String {
        let state = self.state();
        let said = state.agent.as_ref().map(Process::last_words);
        format!("{}:\n{}\n", self.node, said.unwrap_or_default())
    }

    fn signal(&self, state: &State, signal: Signal) {
        if let Some(agent) = &state.agent {
            agent.signal(signal);
        }
        if let Some(postgres) = self.postgres() {
            signal_tree(postgres, signal);
        }
    }

    /// The number of PostgreSQL's first process, if it runs: one that was killed leaves its number behind.
    fn postgres(&self) -> Option<u32> {
        let data = self.disk.data();
        let file = std::fs::read_to_string(data.join("postmaster.pid")).ok()?;
        let process: u32 = file.lines().next()?.trim().parse().ok()?;
        let works_in = std::fs::read_link(format!("/proc/{process}/cwd")).ok()?;
        (works_in == data.canonicalize().ok()?).then_some(process)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
