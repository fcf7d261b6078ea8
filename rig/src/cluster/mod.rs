//! Three machines on loopback, each with PostgreSQL, an agent (Patroni) that makes it the primary or a standby, and a
//! member of etcd, where the agents agree who is which. A commit waits until a standby has it, too. They can be broken
//! one by one.
//!
//! Reading order: `settings.rs` (what the parts are told), `machine.rs` (one machine, and how it is broken),
//! `network.rs` (what is between them).

mod disk;
mod logins;
mod machine;
mod network;
mod node;
mod plan;
mod settings;
mod startup;
mod view;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub use logins::{Login, Urls};
pub use node::Node;
pub use view::View;

use crate::Failure;
use crate::account::Account;
use crate::debian::{self, ETCD, PATRONI, POSTGRESQL};
use crate::folder::temporary;
use crate::warden::Warden;
use logins::Passwords;
use machine::Machine;

/// How long it may take until all three are there.
const PATIENCE: Duration = Duration::from_mins(3);

/// How often to look meanwhile.
const LOOK: Duration = Duration::from_millis(200);

/// A running cluster. Dropping it ends it and removes what it kept.
pub struct Cluster {
    folder: PathBuf,
    machines: Vec<Machine>,
    urls: Urls,
    account: Account,
    warden: Warden,
}

impl Cluster {
    /// Sets one up from Debian's packages, which are installed if they are missing, with an empty database of the
    /// service and its two roles.
    ///
    /// # Errors
    /// A package is missing and cannot be installed, or a part does not start; what it said.
    pub fn start() -> Result<Self, Failure> {
        debian::need(&[POSTGRESQL, PATRONI, ETCD])?;
        let account = Account::for_servers()?;
        let folder = temporary("cluster", account)?;
        let warden = Warden::over(&folder)?;
        let passwords = Passwords::new()?;
        let machines = plan::machines(&folder, account, &passwords, &warden)?;
        let ways: Vec<_> = machines.iter().map(|m| m.places.postgres[1]).collect();
        let urls = Urls::make(&folder, &ways, &passwords, account)?;
        let cluster = Self {
            folder,
            machines,
            urls,
            account,
            warden,
        };
        for machine in &cluster.machines {
            machine.start_etcd(&cluster.warden)?;
        }
        for machine in &cluster.machines {
            machine.start_agent(&cluster.warden)?;
        }
        let leader = cluster.wait_until_whole(PATIENCE)?;
        cluster.make_database(leader, &passwords)?;
        Ok(cluster)
    }

    /// How to log in.
    pub fn urls(&self) -> &Urls {
        &self.urls
    }

    /// Where everything is kept, the logs of the machines among it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Who does what, if there is anybody to ask.
    pub fn view(&self) -> Option<View> {
        let mut reached = self.machines.iter().filter(|machine| machine.is_reached());
        let agent = |leader| self.machine(leader).places.agent[0];
        reached.find_map(|machine| View::ask(machine.places.etcd, agent))
    }

    /// The primary, if there is one that is reached.
    pub fn leader(&self) -> Option<Node> {
        let leader = self.view()?.leader?;
        self.machine(leader).is_reached().then_some(leader)
    }

    /// Waits for a primary, and says which it is.
    ///
    /// # Errors
    /// There is none after so long.
    pub fn wait_for_leader(&self, patience: Duration) -> Result<Node, Failure> {
        let leader = wait(patience, || Ok(self.leader()))?;
        leader.ok_or_else(|| "there is no primary".into())
    }

    /// Waits until all three are there and a standby confirms commits; says which is the primary.
    ///
    /// # Errors
    /// They are not after so long, or a part ended by itself; what it said.
    pub fn wait_until_whole(&self, patience: Duration) -> Result<Node, Failure> {
        let leader = wait(patience, || {
            if let Some(complaint) = self.machines.iter().find_map(Machine::complaint) {
                return Err(complaint);
            }
            let view = self.view().filter(View::is_whole);
            Ok(view.and_then(|view| view.leader))
        })?;
        leader.ok_or_else(|| {
            let seen = self.view().unwrap_or_default();
            let said: String = self.machines.iter().map(Machine::last_words).collect();
            format!("the cluster is not whole: {seen:?}\n{said}").into()
        })
    }

    /// Everything on this machine ends at once, as when its power fails.
    ///
    /// # Errors
    /// A part cannot be waited for.
    pub fn kill(&self, node: Node) -> Result<(), Failure> {
        self.machine(node).kill(&self.warden)
    }

    /// Starts a machine that was killed; one that runs is killed first.
    ///
    /// # Errors
    /// A part cannot be started.
    pub fn restart(&self, node: Node) -> Result<(), Failure> {
        self.kill(node)?;
        self.machine(node).start(&self.warden)
    }

    /// Everything on this machine stands still.
    pub fn pause(&self, node: Node) {
        self.machine(node).pause();
    }

    /// It goes on.
    pub fn resume(&self, node: Node) {
        self.machine(node).resume();
    }

    /// Nobody reaches this machine, and it reaches nobody.
    pub fn cut_off(&self, node: Node) {
        self.machine(node).cut_off();
    }

    /// It is on the network again.
    pub fn join(&self, node: Node) {
        self.machine(node).join();
    }

    /// Leaves no room on the disk of this machine.
    ///
    /// # Errors
    /// That is not feasible here: its disk could not be made a small one.
    pub fn fill_disk(&self, node: Node) -> Result<(), Failure> {
        self.machine(node).disk.fill()
    }

    /// Makes room again.
    ///
    /// # Errors
    /// The room cannot be made.
    pub fn free_disk(&self, node: Node) -> Result<(), Failure> {
        self.machine(node).disk.free()
    }

    fn machine(&self, node: Node) -> &Machine {
        &self.machines[node.place()]
    }

    /// Through the socket of the primary, which asks for no password; the passwords are in no argument.
    fn make_database(&self, leader: Node, passwords: &Passwords) -> Result<(), Failure> {
        let machine = self.machine(leader);
        let mut command = Command::new(debian::program("psql")?);
        command.args(["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1"]);
        command.args(["--username=postgres", "--dbname=postgres"]);
        command.arg("--host").arg(&machine.folder);
        command.arg(format!("--port={}", machine.places.postgres[0].port()));
        command.stdin(Stdio::piped()).stdout(Stdio::null());
        self.account.run(command.current_dir("/"));
        let mut psql = command.spawn()?;
        if let Some(mut input) = psql.stdin.take() {
            input.write_all(passwords.script().as_bytes())?;
        }
        let status = psql.wait()?;
        status
            .success()
            .then_some(())
            .ok_or_else(|| format!("the database could not be made ({status})").into())
    }
}

/// Looks again and again until something is found.
fn wait(
    patience: Duration,
    mut look: impl FnMut() -> Result<Option<Node>, Failure>,
) -> Result<Option<Node>, Failure> {
    let since = Instant::now();
    loop {
        let found = look()?;
        if found.is_some() || since.elapsed() > patience {
            return Ok(found);
        }
        std::thread::sleep(LOOK);
    }
}
