//! Connections for reading. What one statement answers goes over a few connections that all requests share, without
//! waiting for each other; each of them asks for one set of areas and no other. What takes several steps has a
//! transaction of its own, so that it sees everything as of one commit.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::timeout;
use tokio_postgres::Row;

use crate::areas::Areas;
use crate::connection::{Server, Session, Values};
use crate::error::Error;
use crate::statements;
use crate::transactions::{Transactions, is_worth_another_try};

/// For how many sets of areas there are shared connections; what others ask takes a transaction.
const MAX_SETS: usize = 16;

pub struct Readers {
    server: Arc<Server>,
    /// How many connections share the requests of one set of areas.
    count: usize,
    /// How long the database has to answer.
    patience: Duration,
    shared: Mutex<HashMap<Areas, Arc<Shared>>>,
    transactions: Arc<Transactions>,
}

impl Readers {
    pub fn new(server: &Arc<Server>, count: usize, patience: Duration) -> Self {
        Self {
            server: server.clone(),
            count: count.max(1),
            patience,
            shared: Mutex::default(),
            transactions: Arc::new(Transactions::that_read(server, patience)),
        }
    }

    /// The rows that one of the shared statements finds for these areas.
    pub async fn rows(
        &self,
        areas: &Areas,
        sql: &'static str,
        values: Values<'_>,
    ) -> Result<Vec<Row>, Error> {
        let Some(shared) = self.shared(areas) else {
            let query = |session: Arc<Session>| async move { session.rows(sql, values).await };
            return self.run(areas, query).await;
        };
        let mut again = true;
        loop {
            let asked = async {
                shared
                    .session(&self.server, areas)
                    .await?
                    .rows(sql, values)
                    .await
            };
            match self.in_time(asked).await {
                Err(error) if again && is_worth_another_try(&error) => again = false,
                outcome => return outcome,
            }
        }
    }

    /// Runs a query of several steps in a transaction that begins by asking for these areas.
    pub async fn run<T, F>(
        &self,
        areas: &Areas,
        query: impl Fn(Arc<Session>) -> F + Sync,
    ) -> Result<T, Error>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        self.transactions.run(areas, query).await
    }

    /// The same over a connection that is there; `None` where there is none, which is then made for those who come later.
    pub async fn rows_at_hand(
        &self,
        areas: &Areas,
        sql: &'static str,
        values: Values<'_>,
    ) -> Result<Option<Vec<Row>>, Error> {
        let at_hand = match self.shared(areas) {
            Some(shared) => shared.at_hand(&self.server, areas),
            None => None,
        };
        match at_hand {
            Some(session) => session.rows(sql, values).await.map(Some),
            None => Ok(None),
        }
    }

    /// Runs a query of several steps over a connection that is there; `None` where there is none, which is then made for
    /// those who come later.
    pub async fn run_at_hand<T, F>(
        &self,
        areas: &Areas,
        query: impl Fn(Arc<Session>) -> F + Sync,
    ) -> Result<Option<T>, Error>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        self.transactions.run_at_hand(areas, query).await
    }

    async fn in_time<T>(&self, asked: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        timeout(self.patience, asked)
            .await
            .unwrap_or(Err(Error::TooSlow))
    }

    fn shared(&self, areas: &Areas) -> Option<Arc<Shared>> {
        let mut all = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shared) = all.get(areas) {
            return Some(shared.clone());
        }
        if all.len() >= MAX_SETS {
            return None;
        }
        let shared = Arc::new(Shared::of(self.count));
        all.insert(areas.clone(), shared.clone());
        Some(shared)
    }

    /// How many connections share the requests of one set of areas.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many wait for a connection.
    pub fn waiting(&self) -> usize {
        self.transactions.waiting()
    }

    /// Whether something can be read now.
    pub async fn ping(&self) -> Result<(), Error> {
        let ask = |session: Arc<Session>| async move { session.ask_for(&Areas::none()).await };
        self.run(&Areas::none(), ask).await
    }
}

/// The connections of one set of areas.
struct Shared {
    lines: Vec<tokio::sync::RwLock<Option<Arc<Session>>>>,
    next: AtomicUsize,
}

impl Shared {
    fn of(count: usize) -> Self {
        Self {
            lines: (0..count).map(|_| tokio::sync::RwLock::default()).collect(),
            next: AtomicUsize::new(0),
        }
    }

    /// The next connection in turn, if it is there.
    fn at_hand(self: &Arc<Self>, server: &Arc<Server>, areas: &Areas) -> Option<Arc<Session>> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        // While it is made, nobody else can read it.
        let line = self.lines.get(number % self.lines.len())?.try_read().ok()?;
        let session = sound(line.as_ref());
        if session.is_none() {
            let (shared, server, areas) = (self.clone(), server.clone(), areas.clone());
            tokio::spawn(async move {
                if let Err(error) = shared.make(number, &server, &areas).await {
                    tracing::debug!(%error, "a replica cannot be connected to");
                }
            });
        }
        session
    }

    /// The next connection in turn, made anew if there is none or it was lost.
    async fn session(&self, server: &Server, areas: &Areas) -> Result<Arc<Session>, Error> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        self.make(number, server, areas).await
    }

    /// The connection with this number, made anew if there is none or it was lost.
    async fn make(
        &self,
        number: usize,
        server: &Server,
        areas: &Areas,
    ) -> Result<Arc<Session>, Error> {
        let line = self.lines.get(number % self.lines.len());
        let line = line.ok_or(Error::Stopped("reader"))?;
        if let Some(session) = sound(line.read().await.as_ref()) {
            return Ok(session);
        }
        let mut line = line.write().await;
        if let Some(session) = sound(line.as_ref()) {
            return Ok(session);
        }
        let session = Arc::new(server.session_for(areas, statements::SHARED).await?);
        *line = Some(session.clone());
        Ok(session)
    }
}

fn sound(session: Option<&Arc<Session>>) -> Option<Arc<Session>> {
    session.filter(|session| !session.is_closed()).cloned()
}
