//! Reader threads: each has a connection of its own and sees the last commit, whatever the writer does. Queries that
//! wait together share one read transaction: its locks cost as much as a third of a query, and readers wait for each
//! other over them. One that was asked for after the transaction began gets another, so that it sees whatever was
//! acknowledged before it was asked, by this program or by any other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::connection;
use crate::error::Error;
use crate::letting_go::LettingGo;

type Work = Box<dyn FnOnce(&Connection) + Send>;

/// A query, and when it was asked.
struct Query {
    asked: Instant,
    work: Work,
}

pub struct Readers {
    queries: Option<Sender<Query>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub fn start(path: &Path, count: usize, letting_go: &Arc<LettingGo>) -> Result<Self, Error> {
        let (queries, waiting) = crossbeam_channel::unbounded();
        let mut threads = Vec::new();
        for number in 0..count.max(1) {
            let connection = connection::open(path)?;
            let waiting = waiting.clone();
            let letting_go = letting_go.clone();
            let thread = std::thread::Builder::new()
                .name(format!("sqlite-reader-{number}"))
                .spawn(move || serve(&connection, &waiting, &letting_go))?;
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
        let work: Work = Box::new(move |connection| {
            // Whoever asked may have gone away.
            let _ = reply.send(query(connection));
        });
        let job = Query {
            asked: Instant::now(),
            work,
        };
        let queries = self.queries.as_ref().ok_or_else(stopped)?;
        queries.send(job).map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }
}

fn serve(connection: &Connection, waiting: &Receiver<Query>, letting_go: &LettingGo) {
    let mut transaction = SharedTransaction {
        connection,
        began: None,
    };
    loop {
        let next = waiting.try_recv().or_else(|_| {
            // Whoever comes later needs another one.
            transaction.end();
            waiting.recv()
        });
        let Ok(Query { asked, work }) = next else {
            return transaction.end();
        };
        transaction.renew(asked, letting_go);
        // A query that panics must not end the thread; whoever asked is told that it failed.
        let outcome = catch_unwind(AssertUnwindSafe(|| work(connection)));
        if outcome.is_err() || letting_go.is_asked() {
            transaction.end();
        }
    }
}

/// A read transaction that queries share.
struct SharedTransaction<'a> {
    connection: &'a Connection,
    /// When it began; `None` when it is not open.
    began: Option<Instant>,
}

impl SharedTransaction<'_> {
    /// Makes sure that it began after a query was asked.
    fn renew(&mut self, asked: Instant, letting_go: &LettingGo) {
        if self.began.is_some_and(|began| asked <= began) && !letting_go.is_asked() {
            return;
        }
        self.end();
        let began = Instant::now();
        // Even one that is not kept open: a query may read several tables, and must see them as of one commit.
        let may_begin = self.connection.is_autocommit();
        self.began = (may_begin && self.run("BEGIN")).then_some(began);
    }

    /// Ends it in any case: a snapshot that outlived a failed commit would show old records for ever.
    fn end(&mut self) {
        self.began = None;
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
