//! The writer thread. It takes all writes that wait, runs them one after the other in one transaction,
//! and answers each after the commit: one flush to disk serves the whole group.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use contactable_domain::audit::AuditEntry;
use contactable_domain::ports::{StoreError, Unavailable};
use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{Semaphore, oneshot};
use tracing::Instrument as _;

use crate::audit_queue::AuditQueue;
use crate::checkpoint::Checkpoint;
use crate::error::Error;
use crate::letting_go::LettingGo;
use crate::metrics::WriterMetrics;
use crate::trail;
use crate::unit::{Asked, Unit};

/// The most writes in one transaction.
const MAX_GROUP: usize = 256;

/// How many writes may wait; more wait to be let in.
const MAX_WAITING: usize = 1024;

/// How long to leave the file alone after a failed commit of audit entries.
const RETRY_AFTER: Duration = Duration::from_millis(500);

/// How often to try, at the end, to write audit entries that could not be written before.
const LAST_TRIES: usize = 3;

enum Job {
    Write(Box<dyn Unit>),
    Ping(oneshot::Sender<Result<(), Error>>),
    /// Audit entries wait; nothing else to do.
    Wake,
    /// So many wait that they are to be written at once.
    Hurry,
    Stop,
}

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
        audit: Arc<AuditQueue>,
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
            metrics: WriterMetrics::new(),
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

struct Work {
    connection: Connection,
    waiting: Receiver<Job>,
    audit: Arc<AuditQueue>,
    letting_go: Arc<LettingGo>,
    audit_delay: Duration,
    checkpoint: Checkpoint,
    metrics: WriterMetrics,
}

/// What one round of the loop does.
#[derive(Default)]
struct Round {
    writes: Vec<Box<dyn Unit>>,
    pings: Vec<oneshot::Sender<Result<(), Error>>>,
    hurry: bool,
    stop: bool,
}

impl Round {
    /// Whether somebody waits for an answer, or will soon wait for room.
    fn is_urgent(&self) -> bool {
        self.stop || self.hurry || !self.writes.is_empty() || !self.pings.is_empty()
    }

    fn add(&mut self, job: Job) {
        match job {
            Job::Write(write) => self.writes.push(write),
            Job::Ping(reply) => self.pings.push(reply),
            Job::Wake => {}
            Job::Hurry => self.hurry = true,
            Job::Stop => self.stop = true,
        }
    }
}

impl Work {
    fn run(&mut self) {
        loop {
            let round = self.gather();
            let stop = round.stop;
            let has_trail = self.commit(round.writes);
            for reply in round.pings {
                let can_write = self.try_write_lock();
                let _ = reply.send(can_write.and(told_of_trail(has_trail)));
            }
            self.checkpoint
                .run_if_due(&self.connection, &self.letting_go);
            if stop {
                self.write_what_is_left();
                return;
            }
        }
    }

    /// Audit entries that could not be written so far get a last chance before the end.
    fn write_what_is_left(&mut self) {
        for _ in 0..LAST_TRIES {
            if !self.audit.is_empty() {
                self.commit(Vec::new());
            }
        }
        if !self.audit.is_empty() {
            tracing::error!(entries = self.audit.take().len(), "audit entries are lost");
        }
    }

    /// Waits for work: a write, a ping, many audit entries or the end at once; a few audit entries alone until the
    /// first of them has waited its time, so that many share a commit.
    fn gather(&mut self) -> Round {
        let mut round = Round::default();
        let mut deadline = (!self.audit.is_empty()).then(|| Instant::now() + self.patience());
        while !round.is_urgent() {
            match self.wait(deadline) {
                Ok(Job::Wake) => {
                    deadline.get_or_insert_with(|| Instant::now() + self.audit_delay);
                }
                Ok(job) => round.add(job),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => round.stop = true,
            }
        }
        while round.writes.len() < MAX_GROUP {
            match self.waiting.try_recv() {
                Ok(job) => round.add(job),
                Err(_) => break,
            }
        }
        round
    }

    /// How long entries that are there already may wait. Many were put back after a failed commit, or came
    /// meanwhile: nobody will tell of them again.
    fn patience(&self) -> Duration {
        if self.audit.is_crowded() {
            self.audit_delay.min(RETRY_AFTER)
        } else {
            self.audit_delay
        }
    }

    fn wait(&self, deadline: Option<Instant>) -> Result<Job, RecvTimeoutError> {
        match deadline {
            None => self
                .waiting
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
            Some(at) => self
                .waiting
                .recv_timeout(at.saturating_duration_since(Instant::now())),
        }
    }

    /// Whether the entries of the trail that waited are written, too.
    fn commit(&mut self, mut writes: Vec<Box<dyn Unit>>) -> bool {
        let entries = self.audit.take();
        match self.run_group(&mut writes, &entries) {
            Ok(()) => {
                self.audit.written();
                for unit in writes {
                    unit.answer();
                }
                true
            }
            Err(error) if error.is_of_the_file() => {
                tracing::error!(%error, writes = writes.len(), "the file cannot be written");
                self.audit.put_back(entries);
                let why = error.to_string();
                let fail = |unit: Box<dyn Unit>| unit.fail(Unavailable(why.clone()));
                writes.into_iter().for_each(fail);
                false
            }
            Err(error) => {
                tracing::error!(%error, writes = writes.len(), "a group of writes failed; trying each alone");
                let has_audit = self.commit_audit(entries);
                self.commit_each(writes);
                if !has_audit {
                    std::thread::sleep(RETRY_AFTER);
                }
                has_audit
            }
        }
    }

    /// After a failed group: every write in a transaction of its own, so that one bad write cannot take
    /// the others down with it.
    fn commit_each(&mut self, writes: Vec<Box<dyn Unit>>) {
        for mut unit in writes {
            match self.run_group(std::slice::from_mut(&mut unit), &[]) {
                Ok(()) => unit.answer(),
                Err(error) => unit.fail(error.into()),
            }
        }
    }

    /// Whether the entries were written. If not, they wait.
    fn commit_audit(&mut self, entries: Vec<AuditEntry>) -> bool {
        let done = self.run_group(&mut [], &entries);
        match &done {
            Ok(()) => self.audit.written(),
            Err(error) => {
                tracing::error!(%error, entries = entries.len(), "audit entries wait to be written");
                self.audit.put_back(entries);
            }
        }
        done.is_ok()
    }

    /// Runs writes and audit entries in one transaction. `Err` means that none of it was written.
    fn run_group(
        &mut self,
        writes: &mut [Box<dyn Unit>],
        entries: &[AuditEntry],
    ) -> Result<(), Error> {
        if writes.is_empty() && entries.is_empty() {
            return Ok(());
        }
        let connection = &mut self.connection;
        let started = Instant::now();
        // A rule that panics must not end the only thread that can write.
        let done = catch_unwind(AssertUnwindSafe(|| group(connection, writes, entries)))
            .unwrap_or(Err(Error::Stopped("rule")));
        let (count, took) = (writes.len(), started.elapsed());
        self.metrics
            .committed(count, entries.len(), took, done.is_ok());
        done
    }

    fn try_write_lock(&mut self) -> Result<(), Error> {
        let behavior = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(behavior)?;
        transaction.query_row(
            "SELECT count(*) FROM target WHERE target_id = x''",
            [],
            |_| Ok(()),
        )?;
        Ok(())
    }
}

fn group(
    connection: &mut Connection,
    writes: &mut [Box<dyn Unit>],
    entries: &[AuditEntry],
) -> Result<(), Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // First what was waiting when the writes came, so that whoever looked and then changed something stands in the
    // trail in that order.
    trail::append(&transaction, entries)?;
    for unit in writes {
        unit.run(&transaction)?;
    }
    transaction.commit()?;
    Ok(())
}

/// Whoever asks whether everything is written is told so where entries of the trail wait.
fn told_of_trail(has_trail: bool) -> Result<(), Error> {
    let waits = || Error::Failed("entries of the trail wait to be written".to_owned());
    has_trail.then_some(()).ok_or_else(waits)
}
