//! Replicas that answer reads in the primary's place, and never say anything else than it would. A replica is asked that
//! is no further behind than is allowed, and at the same time the primary is asked in which state the targets are that
//! the read is about (`seen.rs`, `checks.rs`). Only when the replica read them in that state, in the same snapshot, does
//! its answer count. So whoever reads after an acknowledged change sees it, whichever process made it, and a sharing that
//! was withdrawn or a restriction holds at once.
//!
//! `watch.rs` keeps an eye on how far each is (`heartbeat.rs`, `replica.rs`), on a thread with a runtime of its own.

mod checks;
pub mod heartbeat;
pub mod replica;
pub mod seen;
mod watch;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use contactable_domain::ports::ReplicaState;
use futures_util::future::{join, try_join};
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_postgres::Row;

use crate::areas::Areas;
use crate::connection::{Server, Session};
use crate::error::Error;
use crate::reads::Plain;
use checks::Checks;
use replica::Replica;
use seen::{About, Seen, Sighting};

/// How long a replica may take before the primary is asked.
const PATIENCE: Duration = Duration::from_millis(250);

/// Why a replica's answer is not had.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Miss {
    /// All are too far behind or away.
    NoneFresh,
    /// There is no connection yet; it is being made.
    NotConnected,
    /// It failed.
    Failed,
    /// It took too long.
    TooSlow,
    /// The primary did not say in which state the targets are.
    NotCompared,
    /// It has not, or not only, what the primary has.
    Different,
}

pub struct Replicas {
    all: Arc<[Replica]>,
    max_staleness: Duration,
    next: AtomicUsize,
    checks: Checks,
    /// Ends the thread when it is dropped.
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Replicas {
    /// Begins to watch them. They need not be there.
    pub fn start(
        primary: &Arc<Server>,
        replicas: Vec<Replica>,
        max_staleness: Duration,
    ) -> Result<Self, Error> {
        let all: Arc<[Replica]> = replicas.into();
        let failed =
            |error: std::io::Error| Error::Failed(format!("no thread for replicas: {error}"));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.map_err(failed)?;
        let (checks, asked) = Checks::new();
        let (stop, stopped) = oneshot::channel();
        let watching = watch::watch(primary.clone(), all.clone(), max_staleness);
        let answering = checks::answer(primary.clone(), asked, PATIENCE);
        let thread = std::thread::Builder::new()
            .name("postgres-replicas".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    tokio::select! {
                        _ = stopped => {}
                        _ = join(watching, answering) => {}
                    }
                });
            });
        Ok(Self {
            all,
            max_staleness,
            next: AtomicUsize::new(0),
            checks,
            stop: Some(stop),
            thread: Some(thread.map_err(failed)?),
        })
    }

    /// What one of them finds with a single statement.
    pub async fn plain(&self, areas: &Areas, plain: &Plain<'_>) -> Result<Vec<Row>, Miss> {
        let replica = self.choose()?;
        let asked = async {
            let rows = replica.readers.rows_at_hand(areas, plain.sql, plain.values);
            Ok(match rows.await? {
                Some(rows) => Some(((plain.seen)(&rows)?, rows)),
                None => None,
            })
        };
        self.compared(replica, asked, &plain.about).await
    }

    /// What one of them finds in several steps.
    pub async fn run<T, F>(
        &self,
        areas: &Areas,
        about: &About,
        query: &(impl Fn(Arc<Session>) -> F + Sync),
    ) -> Result<T, Miss>
    where
        T: Send,
        F: Future<Output = Result<T, Error>> + Send,
    {
        let replica = self.choose()?;
        let asked = replica.readers.run_at_hand(areas, |session| {
            let found = query(session.clone());
            async move {
                let sighting = Sighting::of(&session, [about]);
                let (sighting, found) = try_join(sighting, found).await?;
                Ok((sighting.seen(about), found))
            }
        });
        self.compared(replica, asked, about).await
    }

    /// How they are, in the order of the configuration.
    pub fn states(&self) -> Vec<ReplicaState> {
        let states = self.all.iter().map(|it| it.state(self.max_staleness));
        states.collect()
    }

    /// The next in turn that may be asked.
    fn choose(&self) -> Result<&Replica, Miss> {
        let first = self.next.fetch_add(1, Ordering::Relaxed) % self.all.len().max(1);
        let (before, from) = self.all.split_at_checked(first).unwrap_or_default();
        let mut in_turn = from.iter().chain(before);
        let usable = in_turn.find(|it| it.is_usable(self.max_staleness));
        usable.ok_or(Miss::NoneFresh)
    }

    /// What a replica found, if the primary has it in the same state at a moment after this began.
    async fn compared<T>(
        &self,
        replica: &Replica,
        asked: impl Future<Output = Result<Option<(Seen, T)>, Error>>,
        about: &About,
    ) -> Result<T, Miss> {
        let found = timeout(PATIENCE, asked);
        let on_primary = timeout(PATIENCE, self.checks.seen(about.clone()));
        let (found, on_primary) = join(found, on_primary).await;
        let (seen, found) = match found {
            Ok(Ok(Some(found))) => found,
            Ok(Ok(None)) => return Err(Miss::NotConnected),
            Ok(Err(error)) => {
                tracing::debug!(%error, "a replica failed");
                replica.set_aside();
                return Err(Miss::Failed);
            }
            Err(_) => {
                replica.set_aside();
                return Err(Miss::TooSlow);
            }
        };
        match on_primary.ok().flatten() {
            None => Err(Miss::NotCompared),
            Some(there) if there != seen => Err(Miss::Different),
            Some(_) => {
                replica.answered();
                Ok(found)
            }
        }
    }
}

impl Drop for Replicas {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
