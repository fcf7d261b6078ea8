//! What every scenario plays on: a service over a database of its own, and clients that go on where they were.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use contactable_harness::Failure;
use contactable_harness::process::Server;
use contactable_harness::random::Random;

use crate::check::{self, Before, agreed, shown, sink};
use crate::door::Door;
use crate::held::{Database, Held};
use crate::load::{Asking, Clients, Patient, patients};
use crate::service::Service;
use crate::sinks::settled;
use crate::sinks::webhook::Webhook;
use crate::told::{Request, Tally};

/// How many Patients each client has at first.
const PATIENTS: usize = 1;

const NOT_RUNNING: &str = "this process of the service does not run";

/// What a stage is made of.
pub struct Plan<'a> {
    pub program: &'a Path,
    pub folder: PathBuf,
    /// The table `[database]` of the configuration, without its head.
    pub setting: String,
    /// That of whoever makes the tables, where the service may not.
    pub owner: Option<String>,
    /// How the same database is read.
    pub database: Database,
    /// More of the configuration.
    pub more: String,
    pub clients: usize,
    pub seed: u64,
    /// Who is to be given every event.
    pub webhook: Option<Webhook>,
    /// Whether the size of its files is limited, of which it is to be told like of a disk that is full.
    pub is_limited: bool,
    /// How many processes of the service there are.
    pub processes: usize,
}

/// A service that runs, and its clients.
pub struct Stage {
    pub service: Service,
    pub database: Database,
    /// Its processes, each in its place while it runs.
    servers: Vec<Option<Server>>,
    clients: Clients,
    patients: Vec<Patient>,
    before: Before,
    webhook: Option<Webhook>,
    random: Random,
}

impl Stage {
    /// Starts a service over an empty database, with Patients to ask about.
    ///
    /// # Errors
    /// It does not start.
    pub fn set(plan: Plan<'_>) -> Result<Self, Failure> {
        std::fs::create_dir_all(&plan.folder)?;
        let mut more = plan.more;
        if let Some(webhook) = &plan.webhook {
            more.push_str(&webhook.setting(&plan.folder)?);
        }
        let mut service = Service::new(plan.program, &plan.folder, &plan.setting, &more)?;
        service.is_limited = plan.is_limited;
        if let Some(owner) = &plan.owner {
            service.migrate(owner)?;
        }
        let servers = (0..plan.processes).map(|place| service.start(place).map(Some));
        let servers = servers.collect::<Result<Vec<_>, _>>()?;
        patients::import(&service, &plan.folder, plan.clients * PATIENTS)?;
        let held = plan.database.read()?;
        let mut random = Random::new(plan.seed);
        let door = Door::of(&service, addresses(&servers))?;
        let patients = patients::read(&door, &held, &mut random)?;
        Ok(Self {
            service,
            database: plan.database,
            servers,
            clients: Clients::new(plan.clients, plan.seed, &patients),
            patients,
            before: Before::of(&held),
            webhook: plan.webhook,
            random,
        })
    }

    /// The random choices of the scenario.
    pub fn random(&mut self) -> &mut Random {
        &mut self.random
    }

    /// Where the service is asked.
    ///
    /// # Errors
    /// It does not run.
    pub fn door(&self) -> Result<Door, Failure> {
        Door::of(&self.service, addresses(&self.servers))
    }

    /// One of the service's processes.
    ///
    /// # Errors
    /// It does not run.
    pub fn server(&self, place: usize) -> Result<&Server, Failure> {
        Ok(self.servers[place].as_ref().ok_or(NOT_RUNNING)?)
    }

    /// Has the clients ask; each as fast as it can, or one request in so much time.
    ///
    /// # Errors
    /// The service does not run.
    pub fn ask(&mut self, pace: Option<Duration>) -> Result<Asking, Failure> {
        let door = self.door()?;
        let mut clients = std::mem::replace(&mut self.clients, Clients::none());
        clients.share(self.random.uuid());
        Ok(clients.ask(&door, pace))
    }

    /// Takes the clients back who asked.
    ///
    /// # Errors
    /// One was stopped by a fault of its own.
    pub fn stop(&mut self, asking: Asking) -> Result<(), Failure> {
        self.clients = asking.stop()?;
        Ok(())
    }

    /// Whether all of the service's processes still run.
    pub fn is_running(&mut self) -> bool {
        let mut servers = self.servers.iter_mut();
        servers.all(|server| server.as_mut().is_some_and(Server::is_running))
    }

    /// Kills a process of the service (SIGKILL).
    ///
    /// # Errors
    /// It had ended by itself.
    pub fn kill(&mut self, place: usize) -> Result<(), Failure> {
        self.servers[place].take().ok_or(NOT_RUNNING)?.kill()
    }

    /// Asks a process of the service to stop, and waits until it has.
    ///
    /// # Errors
    /// It does not stop in time, or not well.
    pub fn end(&mut self, place: usize) -> Result<(), Failure> {
        self.servers[place].take().ok_or(NOT_RUNNING)?.stop()
    }

    /// Starts a process of the service again.
    ///
    /// # Errors
    /// It does not start.
    pub fn start(&mut self, place: usize) -> Result<(), Failure> {
        self.servers[place] = Some(self.service.start(place)?);
        Ok(())
    }

    /// Has clients send again what they do not know the outcome of; one in so many never does.
    ///
    /// # Errors
    /// The service does not run, or a client looked at what it was told and did not find it.
    pub fn settle(&mut self, abandoning: u64) -> Result<(), Failure> {
        let door = self.door()?;
        let clients = std::mem::replace(&mut self.clients, Clients::none());
        self.clients = clients.settle(&door, abandoning)?;
        agreed(&self.clients.missed())
    }

    /// What clients were told so far.
    pub fn told(&self) -> Vec<Request> {
        self.clients.told()
    }

    /// What clients were told since they last forgot it, and have them forget it: of a load that is long enough it
    /// would not fit into memory.
    pub fn forget(&mut self) -> Vec<Request> {
        self.clients.forget()
    }

    /// What stood there before them.
    pub fn before(&self) -> &Before {
        &self.before
    }

    /// How long each answered request took since this was last asked.
    pub fn took(&mut self) -> Vec<Duration> {
        self.clients.took()
    }

    /// Holds everything against everything, with a sample of what the interface shows.
    ///
    /// # Errors
    /// Something does not agree, or cannot be read.
    pub fn check(&mut self, sample: usize) -> Result<(Tally, Held), Failure> {
        let door = self.door()?;
        let told = self.told();
        let held = self.database.read()?;
        let mut found = check::check(&told, &held, &self.before);
        let random = &mut self.random;
        found.extend(shown::check(
            &held,
            &self.patients,
            &door,
            (random, sample),
        )?);
        agreed(&found)?;
        Ok((Tally::of(&told), held))
    }

    /// What is looked at once, at the end: the chain of the trail, and whether every event was delivered.
    ///
    /// # Errors
    /// The chain does not hold, or events are missing or in a wrong order.
    pub fn close(&self) -> Result<(), Failure> {
        self.service.run(&["audit", "verify"])?;
        let Some(webhook) = &self.webhook else {
            return Ok(());
        };
        let (held, came) = settled(&self.database, || Ok(webhook.came()))?;
        agreed(&sink::check(&held, &came))
    }
}

/// Where those listen that run.
fn addresses(servers: &[Option<Server>]) -> Vec<SocketAddr> {
    servers.iter().flatten().map(Server::address).collect()
}
