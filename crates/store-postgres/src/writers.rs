//! The writers: a few connections, each of which takes what concerns the same streams of the trail. They have a thread
//! of their own, which ends when everything that was accepted is written.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use contactable_domain::audit::{AuditEntry, Stream};
use contactable_domain::ports::{Backlog, StoreError};
use contactable_store_common::{AuditQueue, Waiting, WriterMetrics};
use futures_util::future::{join_all, try_join_all};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::sync::{Semaphore, oneshot};

use crate::connection::Server;
use crate::error::{Error, Halt};
use crate::round::Job;
use crate::transactions::Counted;
use crate::unit::{Asked, Footprint, Transaction};
use crate::writer::Work;

/// How many writes may wait; more wait to be let in.
const MAX_WAITING: usize = 1024;

/// Where a writer's work goes.
struct Lane {
    jobs: UnboundedSender<Job>,
    audit: Arc<AuditQueue<AuditEntry>>,
}

pub struct Writers {
    lanes: Vec<Lane>,
    admission: Arc<Semaphore>,
    /// How many writes are asked for and not answered yet.
    asked: AtomicUsize,
    thread: Option<JoinHandle<()>>,
}

impl Writers {
    pub fn start(
        server: &Arc<Server>,
        count: usize,
        audit_delay: Duration,
        patience: Duration,
    ) -> Result<Self, Error> {
        let (mut lanes, mut works) = (Vec::new(), Vec::new());
        for _ in 0..count.max(1) {
            let (jobs, waiting) = unbounded_channel();
            let audit = Arc::new(AuditQueue::default());
            works.push(Work {
                server: server.clone(),
                waiting,
                audit: audit.clone(),
                audit_delay,
                patience,
                metrics: WriterMetrics::of("postgres"),
                session: None,
                unsettled: None,
            });
            lanes.push(Lane { jobs, audit });
        }
        let failed =
            |error: std::io::Error| Error::Failed(format!("no thread for writers: {error}"));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.map_err(failed)?;
        let thread = std::thread::Builder::new()
            .name("postgres-writers".to_owned())
            .spawn(move || {
                runtime.block_on(join_all(works.into_iter().map(Work::run)));
            });
        Ok(Self {
            lanes,
            admission: Arc::new(Semaphore::new(MAX_WAITING)),
            asked: AtomicUsize::new(0),
            thread: Some(thread.map_err(failed)?),
        })
    }

    /// Runs a unit of work in the next transaction; the answer comes after the commit.
    pub async fn run<T, F>(
        &self,
        footprint: Footprint,
        work: impl Fn(Arc<Transaction>) -> F + Send + Sync + 'static,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Halt>> + Send + 'static,
    {
        let _asked = Counted::in_this(&self.asked);
        let admitted = self.admission.clone().acquire_owned().await;
        let admitted = admitted.map_err(|_| stopped())?;
        let lane = self.lane(footprint.stream)?;
        let work = Box::new(move |transaction| Box::pin(work(transaction)) as _);
        let (unit, answer) = Asked::new(footprint, work, admitted);
        lane.jobs
            .send(Job::Write(Box::new(unit)))
            .map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    /// Has an entry written within its time.
    pub async fn note(&self, entry: AuditEntry) -> Result<(), Error> {
        let lane = self.lane(entry.stream())?;
        let job = match lane.audit.push(entry).await {
            Waiting::Some => return Ok(()),
            Waiting::First => Job::Wake,
            Waiting::Crowd => Job::Hurry,
        };
        lane.jobs.send(job).map_err(|_| stopped())
    }

    /// Whether all of them can write; says so when everything that came before is written.
    pub async fn ping(&self) -> Result<(), Error> {
        let ping = async |lane: &Lane| {
            let (reply, answer) = oneshot::channel();
            lane.jobs.send(Job::Ping(reply)).map_err(|_| stopped())?;
            answer.await.map_err(|_| stopped())?
        };
        try_join_all(self.lanes.iter().map(ping)).await?;
        Ok(())
    }

    /// What waits to be written.
    pub fn backlog(&self) -> Backlog {
        let lags = self.lanes.iter().map(|lane| lane.audit.lag());
        let writes = self.asked.load(Ordering::Relaxed);
        let none = Backlog {
            writes,
            ..Backlog::default()
        };
        lags.fold(none, |all, (entries, lag)| Backlog {
            audit_entries: all.audit_entries + entries,
            audit_lag: all.audit_lag.max(lag),
            ..all
        })
    }

    fn lane(&self, stream: Stream) -> Result<&Lane, Error> {
        let number = usize::from(stream.number()) % self.lanes.len();
        self.lanes.get(number).ok_or_else(stopped)
    }
}

impl Drop for Writers {
    fn drop(&mut self) {
        for lane in &self.lanes {
            // A send fails only when the writer has ended already.
            let _ = lane.jobs.send(Job::Stop);
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn stopped() -> Error {
    Error::Stopped("writer")
}
