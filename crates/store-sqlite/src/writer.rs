//! The writer, as those see it who ask for something to be written: they wait for room, hand over a unit of work, and
//! wait for its answer. The work itself is done by a thread of its own (`work.rs`).

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use contactable_domain::audit::AuditEntry;
use contactable_domain::ports::StoreError;
use contactable_store_common::{AuditQueue, WriterMetrics};
use rusqlite::Connection;
use tokio::sync::{Semaphore, oneshot};
use tracing::Instrument as _;

use crate::checkpoint::Checkpoint;
use crate::error::Error;
use crate::letting_go::LettingGo;
use crate::round::Job;
use crate::unit::Asked;
use crate::work::Work;

/// How many writes may wait; more wait to be let in.
const MAX_WAITING: usize = 1024;

pub struct Writer {
    jobs: Sender<Job>,
    admission: Arc<Semaphore>,
    /// How many writes are asked for and not answered yet.
    asked: AtomicUsize,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub fn start(
        connection: Connection,
        audit: Arc<AuditQueue<AuditEntry>>,
        letting_go: Arc<LettingGo>,
        audit_delay: Duration,
    ) -> Result<Self, Error> {
        let checkpoint = Checkpoint::of(&connection)?;
        let (jobs, waiting) = mpsc::channel();
        let mut work = Work {
            connection,
            waiting,
            audit,
            letting_go,
            audit_delay,
            checkpoint,
            metrics: WriterMetrics::of("sqlite"),
        };
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || work.run())?;
        Ok(Self {
            jobs,
            admission: Arc::new(Semaphore::new(MAX_WAITING)),
            asked: AtomicUsize::new(0),
            thread: Some(thread),
        })
    }

    /// Runs a unit of work in the next transaction; the answer comes after the commit.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl Fn(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let _asked = Asking::begin(&self.asked);
        let admitted = self.admission.clone().acquire_owned().await;
        let admitted = admitted.map_err(|_| stopped())?;
        let (unit, answer) = Asked::new(Box::new(work), admitted);
        let job = Job::Write(Box::new(unit));
        self.jobs.send(job).map_err(|_| stopped())?;
        let answered = answer.instrument(tracing::debug_span!("store write"));
        answered.await.map_err(|_| stopped())?
    }

    /// How many writes wait for their answer.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    pub async fn ping(&self) -> Result<(), Error> {
        let (reply, answer) = oneshot::channel();
        self.jobs.send(Job::Ping(reply)).map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    /// Tells the writer that the first audit entry waits.
    pub fn wake(&self) -> Result<(), Error> {
        self.jobs.send(Job::Wake).map_err(|_| stopped())
    }

    /// Tells the writer that many audit entries wait.
    pub fn hurry(&self) -> Result<(), Error> {
        self.jobs.send(Job::Hurry).map_err(|_| stopped())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // A send fails only when the thread has ended already.
        let _ = self.jobs.send(Job::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn stopped() -> Error {
    Error::Stopped("writer")
}

/// Counts a write until it is answered, or whoever asked has gone away.
struct Asking<'a>(&'a AtomicUsize);

impl<'a> Asking<'a> {
    fn begin(asked: &'a AtomicUsize) -> Self {
        asked.fetch_add(1, Ordering::Relaxed);
        Self(asked)
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
