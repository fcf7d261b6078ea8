//! Statements that are sent together, one after the other, without waiting for the outcome of each. New rows of one
//! table are sent as one statement, whichever unit of work they are of: what a statement costs before its first row, such
//! as making ready to check every constraint, is most of what a row costs.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::task::Poll;

use futures_util::future::BoxFuture;
use tokio_postgres::types::ToSql;

use crate::connection::Session;
use crate::encoded::{Line, Lines, in_columns};
use crate::error::Error;
use crate::many::Many;

/// A value that waits to be bound.
pub type Value<'a> = Box<dyn ToSql + Sync + Send + 'a>;

/// Values of different types, in the order of a statement's parameters.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        vec![$(Box::new($value) as $crate::batch::Value<'_>),*]
    };
}
pub(crate) use values;

/// From how many rows on they are sent as one statement.
pub const MANY: usize = 3;

struct Waiting<'a> {
    sql: &'static str,
    values: Vec<Value<'a>>,
    /// How many rows it has to write; any number unless given.
    rows: Option<u64>,
}

/// Statements in the order in which they are to be carried out.
#[derive(Default)]
pub struct Batch<'a>(Vec<Waiting<'a>>);

impl<'a> Batch<'a> {
    pub fn add(&mut self, sql: &'static str, values: Vec<Value<'a>>) {
        self.0.push(Waiting {
            sql,
            values,
            rows: None,
        });
    }

    /// One that writes exactly one row, unless somebody else was first.
    pub fn add_one(&mut self, sql: &'static str, values: Vec<Value<'a>>) {
        let rows = Some(1);
        self.0.push(Waiting { sql, values, rows });
    }

    /// Sends all of them and waits for the last.
    ///
    /// # Errors
    /// That of the first that failed.
    pub async fn run(&self, session: &Session) -> Result<(), Error> {
        let sent = self.0.iter().map(|waiting| async {
            let values: Vec<&(dyn ToSql + Sync)> =
                waiting.values.iter().map(|value| &**value as _).collect();
            as_expected(session.execute(waiting.sql, &values).await?, waiting.rows)
        });
        in_order(sent).await
    }

    /// Adds all of them to those that are sent when everybody has added theirs.
    pub fn put_into(self, rows: &mut Rows, session: &Session) -> Result<(), Error> {
        for waiting in self.0 {
            let values = waiting.values.iter().map(|value| &**value as _);
            rows.add(session, waiting.sql, values, waiting.rows)?;
        }
        Ok(())
    }
}

/// What several units of work write, by statement: in the order in which statements are listed ([`crate::statements`]).
#[derive(Default)]
pub struct Rows(BTreeMap<usize, (&'static str, Vec<Row>)>);

struct Row {
    line: Line,
    rows: Option<u64>,
}

impl Rows {
    /// Adds what one statement writes, and how many rows that is unless it may be any number.
    pub fn add<'a>(
        &mut self,
        session: &Session,
        sql: &'static str,
        values: impl ExactSizeIterator<Item = &'a (dyn ToSql + Sync)>,
        rows: Option<u64>,
    ) -> Result<(), Error> {
        let line = Line::of(values, session.types(sql)?)?;
        let of_statement = self.0.entry(session.rank(sql)?);
        let (_, all) = of_statement.or_insert_with(|| (sql, Vec::new()));
        all.push(Row { line, rows });
        Ok(())
    }

    /// Sends all of them and waits for the last.
    ///
    /// # Errors
    /// That of the first that failed.
    pub async fn run(self, session: &Session) -> Result<(), Error> {
        let mut sent: Vec<BoxFuture<'_, Result<(), Error>>> = Vec::new();
        for (sql, rows) in self.0.values() {
            match session.many(sql).filter(|_| rows.len() >= MANY) {
                Some(many) => sent.push(Box::pin(execute_many(session, (sql, many), rows))),
                None => sent.extend(
                    rows.iter()
                        .map(|row| Box::pin(execute(session, sql, row)) as _),
                ),
            }
        }
        in_order(sent).await
    }
}

async fn execute(session: &Session, sql: &'static str, row: &Row) -> Result<(), Error> {
    let cells = row.line.cells();
    let values: Vec<&(dyn ToSql + Sync)> = cells.iter().map(|cell| cell as _).collect();
    as_expected(session.execute(sql, &values).await?, row.rows)
}

async fn execute_many(
    session: &Session,
    (sql, many): (&'static str, &Many),
    rows: &[Row],
) -> Result<(), Error> {
    let lines: Vec<&Line> = rows.iter().map(|row| &row.line).collect();
    let written = if let Some(shape) = &many.shape {
        let lines = Lines { shape, lines };
        session.execute_many(many, &[&lines]).await?
    } else {
        let columns = in_columns(session.types(sql)?, &lines);
        let values: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|column| column as _).collect();
        session.execute_many(many, &values).await?
    };
    let expected = rows.iter().map(|row| row.rows).sum();
    as_expected(written, expected)
}

fn as_expected(written: u64, expected: Option<u64>) -> Result<(), Error> {
    match expected {
        Some(expected) if written != expected => Err(Error::Overtaken),
        _ => Ok(()),
    }
}

/// Waits for all of them. They are polled, and so sent, in their order; the first failure counts.
async fn in_order<F: Future<Output = Result<(), Error>>>(
    sent: impl IntoIterator<Item = F>,
) -> Result<(), Error> {
    let mut sent: Vec<_> = sent
        .into_iter()
        .map(|future| (Box::pin(future), None))
        .collect();
    poll_fn(|context| {
        let mut all = Poll::Ready(());
        for (future, outcome) in sent.iter_mut().filter(|(_, outcome)| outcome.is_none()) {
            match future.as_mut().poll(context) {
                Poll::Ready(done) => *outcome = Some(done),
                Poll::Pending => all = Poll::Pending,
            }
        }
        all
    })
    .await;
    sent.into_iter()
        .filter_map(|(_, outcome)| outcome)
        .collect()
}
