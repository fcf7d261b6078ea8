//! Reader threads: each has a connection of its own and sees the last commit, whatever the writer does.
//! As long as nothing is committed, queries share one read transaction for a moment: its locks cost as much as a
//! third of a query, and readers wait for each other over them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::commits::Commits;
use crate::connection;
use crate::error::Error;

type Query = Box<dyn FnOnce(&Connection) + Send>;

pub struct Readers {
    queries: Option<Sender<Query>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub fn start(path: &Path, count: usize, commits: &Arc<Commits>) -> Result<Self, Error> {
        let (queries, waiting) = crossbeam_channel::unbounded();
        let mut threads = Vec::new();
        for number in 0..count.max(1) {
            let connection = connection::open(path)?;
            let waiting = waiting.clone();
            let commits = commits.clone();
            let thread = std::thread::Builder::new()
                .name(format!("sqlite-reader-{number}"))
                .spawn(move || serve(&connection, &waiting, &commits))?;
            threads.push(thread);
        }
        Ok(Self {
            queries: Some(queries),
            threads,
        })
    }

    /// How many queries no reader has taken yet.
    pub fn waiting(&self) -> usize {
        self.queries.as_ref().map_or(0, Sender::len)
    }

    /// Runs a query on the next free reader.
    pub async fn run<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let stopped = || Error::Stopped("reader");
        let (reply, answer) = oneshot::channel();
        let job: Query = Box::new(move |connection| {
            // Whoever asked may have gone away.
            let _ = reply.send(query(connection));
        });
        let queries = self.queries.as_ref().ok_or_else(stopped)?;
        queries.send(job).map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }
}

/// How long a read transaction stays open. While it is open the write-ahead log cannot start over, and what another
/// program writes to the file is not seen.
const KEPT: Duration = Duration::from_millis(20);

fn serve(connection: &Connection, waiting: &Receiver<Query>, commits: &Commits) {
    let mut transaction = SharedTransaction {
        connection,
        sees: None,
    };
    loop {
        let next = match transaction.sees {
            Some(_) => waiting.recv_timeout(KEPT),
            None => waiting.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match next {
            Ok(query) => {
                transaction.renew(commits);
                // A query that panics must not end the thread; whoever asked is told that it failed.
                let outcome = catch_unwind(AssertUnwindSafe(|| query(connection)));
                if outcome.is_err() || commits.checkpoint_waits() {
                    transaction.end();
                }
            }
            Err(RecvTimeoutError::Timeout) => transaction.end(),
            Err(RecvTimeoutError::Disconnected) => return transaction.end(),
        }
    }
}

/// A read transaction that is kept open from query to query.
struct SharedTransaction<'a> {
    connection: &'a Connection,
    /// How many commits it sees for sure, and when it began; `None` when it is not open.
    sees: Option<(u64, Instant)>,
}

impl SharedTransaction<'_> {
    /// Makes sure that it sees every commit. Whoever asks after a commit was acknowledged finds it counted, and so
    /// sees it; one of another program is not counted, and seen a moment later.
    fn renew(&mut self, commits: &Commits) {
        let count = commits.count();
        let is_fresh = |(seen, began): (u64, Instant)| seen == count && began.elapsed() < KEPT;
        if self.sees.is_some_and(is_fresh) && !commits.checkpoint_waits() {
            return;
        }
        self.end();
        // Even one that is not kept open: a query may read several tables, and must see them as of one commit.
        let may_begin = self.connection.is_autocommit();
        self.sees = (may_begin && self.run("BEGIN")).then(|| (count, Instant::now()));
    }

    /// Ends it in any case: a snapshot that outlived a failed commit would show old records for ever.
    fn end(&mut self) {
        self.sees = None;
        if !self.connection.is_autocommit() && !self.run("COMMIT") {
            self.run("ROLLBACK");
        }
    }

    fn run(&self, sql: &str) -> bool {
        let prepared = self.connection.prepare_cached(sql);
        let done = prepared.and_then(|mut statement| statement.execute([]));
        if let Err(error) = &done {
            tracing::error!(%error, "a read transaction could not be begun or ended");
        }
        done.is_ok()
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queries = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}
