//! Transactions of several steps, each over a connection of its own meanwhile.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::timeout;

use futures_util::future::try_join3;

use crate::areas::Areas;
use crate::connection::{Server, Session};
use crate::error::Error;
use crate::statements;

/// How many read at the same time, and how many move events on.
const MAX_READING: usize = 8;
const MAX_WRITING: usize = 4;

/// How often what failed over a lost connection or a race is tried.
const TRIES: u32 = 3;

/// A snapshot of everything.
const BEGIN_READING: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
const BEGIN_WRITING: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

pub struct Transactions {
    server: Arc<Server>,
    begin: &'static str,
    /// How long the database has to answer.
    patience: Duration,
    idle: Mutex<Vec<Arc<Session>>>,
    at_once: Semaphore,
    /// How many wait for their turn.
    waiting: AtomicUsize,
    /// Whether a connection is being made for those who come later.
    is_connecting: AtomicBool,
}

impl Transactions {
    /// Those that read, each as of one commit.
    pub fn that_read(server: &Arc<Server>, patience: Duration) -> Self {
        Self::new(server, BEGIN_READING, patience, MAX_READING)
    }

    /// Those that write what may be written again: whether one was committed when its connection was lost is not asked.
    pub fn that_write(server: &Arc<Server>, patience: Duration) -> Self {
        Self::new(server, BEGIN_WRITING, patience, MAX_WRITING)
    }

    fn new(server: &Arc<Server>, begin: &'static str, patience: Duration, at_once: usize) -> Self {
        Self {
            server: server.clone(),
            begin,
            patience,
            idle: Mutex::default(),
            at_once: Semaphore::new(at_once),
            waiting: AtomicUsize::new(0),
            is_connecting: AtomicBool::new(false),
        }
    }

    /// Runs several steps in a transaction that begins by asking for these areas.
    pub async fn run<T, F>(
        &self,
        areas: &Areas,
        work: impl Fn(Arc<Session>) -> F + Sync,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        let mut tries = 1;
        loop {
            let run = timeout(self.patience, self.run_once(areas, &work)).await;
            match run.unwrap_or(Err(Error::TooSlow)) {
                Err(error) if tries < TRIES && is_worth_another_try(&error) => tries += 1,
                outcome => return outcome,
            }
        }
    }

    async fn run_once<T, F>(
        &self,
        areas: &Areas,
        work: &(impl Fn(Arc<Session>) -> F + Sync),
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        let waiting = Counted::in_this(&self.waiting);
        let permit = self.at_once.acquire().await;
        let _permit = permit.map_err(|_| Error::Stopped("connection"))?;
        drop(waiting);
        let session = self.lend().await?;
        self.run_over(session, areas, work).await
    }

    /// Runs several steps once, over a connection that is there; `None` where there is none, which is then made for those
    /// who come later.
    pub async fn run_at_hand<T, F>(
        self: &Arc<Self>,
        areas: &Areas,
        work: impl Fn(Arc<Session>) -> F + Sync,
    ) -> Result<Option<T>, Error>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        let Ok(_permit) = self.at_once.try_acquire() else {
            return Ok(None);
        };
        let Some(session) = self.at_hand() else {
            self.connect();
            return Ok(None);
        };
        self.run_over(session, areas, &work).await.map(Some)
    }

    async fn run_over<T, F>(
        &self,
        session: Arc<Session>,
        areas: &Areas,
        work: &(impl Fn(Arc<Session>) -> F + Sync),
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        // Sent in this order, and carried out so. Whoever goes away in the middle leaves the connection to be closed.
        let (.., done) = try_join3(
            session.control(self.begin),
            session.ask_for(areas),
            work(session.clone()),
        )
        .await?;
        session.control("COMMIT").await?;
        self.idle().push(session);
        Ok(done)
    }

    async fn lend(&self) -> Result<Arc<Session>, Error> {
        match self.at_hand() {
            Some(session) => Ok(session),
            None => Ok(Arc::new(self.server.session(statements::ALL).await?)),
        }
    }

    fn at_hand(&self) -> Option<Arc<Session>> {
        while let Some(session) = self.take_idle() {
            if !session.is_closed() {
                return Some(session);
            }
        }
        None
    }

    /// Begins to make a connection, unless one is being made.
    fn connect(self: &Arc<Self>) {
        if self.is_connecting.swap(true, Ordering::Relaxed) {
            return;
        }
        let all = self.clone();
        tokio::spawn(async move {
            match all.server.session(statements::ALL).await {
                Ok(session) => all.idle().push(Arc::new(session)),
                Err(error) => tracing::debug!(%error, "a replica cannot be connected to"),
            }
            all.is_connecting.store(false, Ordering::Relaxed);
        });
    }

    fn take_idle(&self) -> Option<Arc<Session>> {
        self.idle().pop()
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Arc<Session>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many wait for their turn.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

/// Whether the connection was lost, and another may do, or others were in the way at that moment.
pub fn is_worth_another_try(error: &Error) -> bool {
    error.is_of_a_race() || (error.is_of_the_connection() && !matches!(error, Error::TooSlow))
}

/// Somebody who is counted until they have what they wait for, or have gone away.
pub struct Counted<'a>(&'a AtomicUsize);

impl<'a> Counted<'a> {
    pub fn in_this(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
