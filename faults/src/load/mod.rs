//! Clients that ask side by side, and go on where they were when the service is there again.

mod calls;
mod connections;
pub mod patients;
mod person;
mod pulse;
mod worker;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

pub use calls::read_patient;
use contactable_harness::Failure;
pub use person::Patient;
pub use pulse::Pulse;
use uuid::Uuid;

use worker::Worker;

use crate::door::Door;
use crate::told::{Moments, Request};

/// How long what is open is asked for again.
const PATIENCE: Duration = Duration::from_mins(1);

/// The clients, while nobody asks.
pub struct Clients {
    workers: Vec<Worker>,
    pulse: Arc<Pulse>,
}

/// The clients, while they ask.
pub struct Asking {
    stop: Arc<AtomicBool>,
    pulse: Arc<Pulse>,
    threads: Vec<JoinHandle<Worker>>,
}

impl Clients {
    /// So many clients, who share the Patients out among themselves.
    pub fn new(count: usize, seed: u64, patients: &[Patient]) -> Self {
        let moments = Moments::default();
        let pulse = Arc::new(Pulse::default());
        let worker = |number| {
            let own = patients.iter().skip(number).step_by(count).cloned();
            Worker::new(
                number,
                seed,
                (moments.clone(), pulse.clone()),
                own.collect(),
            )
        };
        Self {
            workers: (0..count).map(worker).collect(),
            pulse,
        }
    }

    /// Nobody, in whose place those who ask stand for a while.
    pub fn none() -> Self {
        Self {
            workers: Vec::new(),
            pulse: Arc::default(),
        }
    }

    /// Names a target about which they all ask.
    pub fn share(&mut self, target: Uuid) {
        for worker in &mut self.workers {
            worker.share(target);
        }
    }

    /// Has them ask; each as fast as it can, or one request in so much time.
    pub fn ask(self, door: &Door, pace: Option<Duration>) -> Asking {
        let stop = Arc::new(AtomicBool::new(false));
        let threads = self.workers.into_iter().map(|mut worker| {
            let (door, stop) = (door.clone(), stop.clone());
            std::thread::spawn(move || {
                worker.ask(&door, &stop, pace);
                worker
            })
        });
        Asking {
            threads: threads.collect(),
            pulse: self.pulse,
            stop,
        }
    }

    /// Has most of them send again what is open, until each knows. One in so many never does; none if 0.
    ///
    /// # Errors
    /// A client was stopped by a fault of its own.
    pub fn settle(self, door: &Door, abandoning: u64) -> Result<Self, Failure> {
        let settling = self.workers.into_iter().map(|mut worker| {
            let door = door.clone();
            std::thread::spawn(move || {
                if abandoning > 0 && worker.chance(abandoning) {
                    worker.abandon();
                } else {
                    worker.settle(&door, PATIENCE);
                }
                worker
            })
        });
        joined(settling.collect(), self.pulse)
    }

    /// What they were told so far, all together.
    pub fn told(&self) -> Vec<Request> {
        self.workers
            .iter()
            .flat_map(|worker| worker.told().to_vec())
            .collect()
    }

    /// What they were told and then not shown.
    pub fn missed(&self) -> Vec<String> {
        self.workers
            .iter()
            .flat_map(|worker| worker.missed.clone())
            .collect()
    }

    /// What they were told since they last forgot it, and forget it.
    pub fn forget(&mut self) -> Vec<Request> {
        self.workers.iter_mut().flat_map(Worker::forget).collect()
    }

    /// How long each answered request took since this was last asked.
    pub fn took(&mut self) -> Vec<Duration> {
        let each = self
            .workers
            .iter_mut()
            .map(|worker| std::mem::take(&mut worker.took));
        each.flatten().collect()
    }
}

impl Asking {
    /// What comes of it so far.
    pub fn pulse(&self) -> &Pulse {
        &self.pulse
    }

    /// Has them stop asking, once each has its answer or has lost its connection.
    ///
    /// # Errors
    /// A client was stopped by a fault of its own.
    pub fn stop(mut self) -> Result<Clients, Failure> {
        self.stop.store(true, Ordering::SeqCst);
        joined(std::mem::take(&mut self.threads), self.pulse.clone())
    }
}

impl Drop for Asking {
    /// Where a scenario ends early, nobody asks on into the next one.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
    }
}

fn joined(threads: Vec<JoinHandle<Worker>>, pulse: Arc<Pulse>) -> Result<Clients, Failure> {
    let workers = threads.into_iter().map(JoinHandle::join);
    let workers = workers
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| "a client panicked")?;
    Ok(Clients { workers, pulse })
}
