//! What units of work look up beside each other is asked as one statement, as what they write is: a statement costs more
//! before its first row than a row does.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Poll;

use futures_util::StreamExt as _;
use futures_util::future::join_all;
use futures_util::stream::FuturesUnordered;
use tokio::sync::oneshot;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::batch::MANY;
use crate::connection::{Session, Values};
use crate::encoded::{Line, in_columns};
use crate::error::Error;

/// How a statement ends that holds what it finds.
const HOLDS: &str = " FOR UPDATE";

/// Somebody who waits for what a statement finds by these values.
struct Look {
    by: Line,
    rows: oneshot::Sender<Found>,
}

type Found = Result<Vec<Row>, Error>;

/// The looks that wait on a connection.
#[derive(Default)]
pub struct Looks(Mutex<Waiting>);

#[derive(Default)]
struct Waiting {
    /// Whether looks are to wait for others.
    gathers: bool,
    by_statement: BTreeMap<Turn, (&'static str, Vec<Look>)>,
}

/// When a statement has its turn: those that hold something come first, so that what others find counts while it is held.
type Turn = (bool, usize);

impl Looks {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// Runs what looks things up over this connection at the same time.
    pub async fn beside_each_other<F: Future>(&self, runs: F) -> F::Output {
        let _gathering = Gathering::begin(self);
        let mut runs = pin!(runs);
        let mut asked = FuturesUnordered::new();
        poll_fn(|context| {
            loop {
                if let Poll::Ready(done) = runs.as_mut().poll(context) {
                    return Poll::Ready(done);
                }
                // Everybody has said what they look up, or waits for an answer.
                let looks = std::mem::take(&mut self.looks().waiting().by_statement);
                if !looks.is_empty() {
                    let looks = looks.into_values();
                    // Sent in this order, and carried out so.
                    asked.push(join_all(
                        looks.map(|(sql, looks)| self.ask_for_all(sql, looks)),
                    ));
                }
                match asked.poll_next_unpin(context) {
                    Poll::Ready(Some(_)) => {}
                    Poll::Ready(None) | Poll::Pending => return Poll::Pending,
                }
            }
        })
        .await
    }

    /// Lets a look wait for its turn and for others of its kind; `None` where looks are asked at once. While they wait, all
    /// do: one that went ahead would find what is not held yet.
    pub fn wait_for_others(
        &self,
        sql: &str,
        by: Values<'_>,
    ) -> Result<Option<oneshot::Receiver<Found>>, Error> {
        let mut waiting = self.looks().waiting();
        if !waiting.gathers {
            return Ok(None);
        }
        let (sql, rank) = self.known(sql)?;
        let by = Line::of(by.iter().copied(), self.types(sql)?)?;
        let (rows, answer) = oneshot::channel();
        let turn = (!sql.ends_with(HOLDS), rank);
        let same = waiting.by_statement.entry(turn);
        same.or_insert_with(|| (sql, Vec::new()))
            .1
            .push(Look { by, rows });
        Ok(Some(answer))
    }

    async fn ask_for_all(&self, sql: &'static str, mut looks: Vec<Look>) {
        // Everybody who holds several holds them in the same order, or two could wait for each other.
        looks.sort_by(|one, other| one.by.cmp(&other.by));
        if looks.len() < MANY || self.many(sql).is_none() {
            join_all(looks.into_iter().map(|look| self.ask_for_one(sql, look))).await;
            return;
        }
        match self.ask_once(sql, &looks).await {
            Ok(parts) => {
                for (look, rows) in looks.into_iter().zip(parts) {
                    // Whoever looks is there as long as this runs.
                    let _ = look.rows.send(Ok(rows));
                }
            }
            Err(error) => {
                let mut error = Some(error);
                for look in looks {
                    let _ = look.rows.send(Err(error.take().unwrap_or(Error::Echo)));
                }
            }
        }
    }

    async fn ask_for_one(&self, sql: &'static str, look: Look) {
        let cells = look.by.cells();
        let values: Vec<&(dyn ToSql + Sync)> = cells.iter().map(|cell| cell as _).collect();
        // Whoever looks is there as long as this runs.
        let _ = look.rows.send(self.ask(sql, &values).await);
    }

    /// What each of them finds.
    async fn ask_once(&self, sql: &'static str, looks: &[Look]) -> Result<Vec<Vec<Row>>, Error> {
        let by: Vec<&Line> = looks.iter().map(|look| &look.by).collect();
        let columns = in_columns(self.types(sql)?, &by);
        let values: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|column| column as _).collect();
        let many = self.many(sql).ok_or(Error::Stopped("statement"))?;
        let mut parts: Vec<Vec<Row>> = looks.iter().map(|_| Vec::new()).collect();
        for row in self.ask_many(many, &values).await? {
            let place: i64 = row.try_get(row.len().saturating_sub(1))?;
            let place = usize::try_from(place).unwrap_or_default();
            if let Some(part) = parts.get_mut(place.wrapping_sub(1)) {
                part.push(row);
            }
        }
        Ok(parts)
    }
}

/// As long as it is there, looks wait for each other.
struct Gathering<'a>(&'a Session);

impl<'a> Gathering<'a> {
    fn begin(session: &'a Session) -> Self {
        session.looks().waiting().gathers = true;
        Self(session)
    }
}

impl Drop for Gathering<'_> {
    fn drop(&mut self) {
        *self.0.looks().waiting() = Waiting::default();
    }
}
