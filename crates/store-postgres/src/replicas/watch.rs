//! Looks how far the replicas are: has the primary count up, and looks which number each of them shows.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{join, join_all};
use tokio::time::{Instant, sleep, timeout};

use super::heartbeat::{self, Beats};
use super::replica::Replica;
use crate::areas::Areas;
use crate::connection::{Server, Session};
use crate::error::Error;

/// How often the primary counts up, and how often a replica is looked at, within the staleness that is allowed.
const BEATS: u32 = 4;
const LOOKS: u32 = 8;

/// How long a database may take that is slow to be connected to.
const PATIENCE: Duration = Duration::from_secs(5);

/// Does so for ever.
pub async fn watch(primary: Arc<Server>, replicas: Arc<[Replica]>, max_staleness: Duration) {
    let beats = Mutex::default();
    let looks = replicas.iter().enumerate();
    let looks = looks.map(|(index, replica)| look(replica, index + 1, &beats, max_staleness));
    join(beat(&primary, &beats, max_staleness), join_all(looks)).await;
}

async fn beat(primary: &Server, beats: &Mutex<Beats>, max_staleness: Duration) {
    let mut line = Line::to(primary, 0);
    loop {
        let asked = Instant::now();
        if let Some(number) = line.number(heartbeat::beat).await {
            let mut beats = beats.lock().unwrap_or_else(PoisonError::into_inner);
            beats.note(number, asked);
        }
        sleep((max_staleness / BEATS).saturating_sub(asked.elapsed())).await;
    }
}

async fn look(replica: &Replica, number: usize, beats: &Mutex<Beats>, max_staleness: Duration) {
    let mut line = Line::to(&replica.server, number);
    loop {
        match line.number(heartbeat::shown).await {
            Some(shown) => {
                let beats = beats.lock().unwrap_or_else(PoisonError::into_inner);
                replica.shows(beats.as_of(shown));
            }
            None => replica.set_aside(),
        }
        sleep(max_staleness / LOOKS).await;
    }
}

/// A connection for looking, made anew when it was lost.
struct Line<'a> {
    server: &'a Server,
    /// The replica's number, or nought.
    replica: usize,
    session: Option<Session>,
    is_down: bool,
}

impl<'a> Line<'a> {
    fn to(server: &'a Server, replica: usize) -> Self {
        Self {
            server,
            replica,
            session: None,
            is_down: false,
        }
    }

    /// The number that is found there, if it can be told.
    async fn number(&mut self, ask: impl AsyncFn(&Session) -> Result<i64, Error>) -> Option<i64> {
        let asked = timeout(PATIENCE, self.ask(ask)).await;
        match asked.unwrap_or(Err(Error::TooSlow)) {
            Ok(number) => {
                self.is_down = false;
                Some(number)
            }
            Err(error) => {
                self.session = None;
                if !std::mem::replace(&mut self.is_down, true) {
                    let replica = self.replica;
                    tracing::warn!(%error, replica, "the database's heartbeat is not heard");
                }
                None
            }
        }
    }

    async fn ask(
        &mut self,
        ask: impl AsyncFn(&Session) -> Result<i64, Error>,
    ) -> Result<i64, Error> {
        let open = self.session.take().filter(|session| !session.is_closed());
        let session = if let Some(open) = open {
            open
        } else {
            let none = Areas::none();
            let opened = self.server.session_for(&none, heartbeat::STATEMENTS);
            opened.await?
        };
        ask(self.session.insert(session)).await
    }
}
