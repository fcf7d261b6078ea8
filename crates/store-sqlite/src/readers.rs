//! Reader threads: each has a connection of its own and sees the last commit, whatever the writer does.

use std::path::Path;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::connection;
use crate::error::Error;

type Query = Box<dyn FnOnce(&Connection) + Send>;

pub struct Readers {
    queries: Option<Sender<Query>>,
    threads: Vec<JoinHandle<()>>,
}

impl Readers {
    pub fn start(path: &Path, count: usize) -> Result<Self, Error> {
        let (queries, waiting) = crossbeam_channel::unbounded();
        let mut threads = Vec::new();
        for number in 0..count.max(1) {
            let connection = connection::open(path)?;
            let waiting = waiting.clone();
            let thread = std::thread::Builder::new()
                .name(format!("sqlite-reader-{number}"))
                .spawn(move || serve(&connection, &waiting))?;
            threads.push(thread);
        }
        Ok(Self {
            queries: Some(queries),
            threads,
        })
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

fn serve(connection: &Connection, waiting: &Receiver<Query>) {
    while let Ok(query) = waiting.recv() {
        query(connection);
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
