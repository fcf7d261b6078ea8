//! The tables `trail` and `audit_head`: the audit trail, chained stream by stream (`chain.rs`). Only ever added to.

use std::collections::BTreeMap;

use contactable_domain::audit::{Digest, Head, Stream, TrailEntry, TrailQuery};
use contactable_domain::ids::TargetId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

const HEADS: &str =
    "SELECT stream, number, digest FROM audit_head WHERE number > 0 ORDER BY stream";
const HEADS_HELD: &str = "SELECT stream, number, digest FROM audit_head WHERE stream = ANY ($1) \
     ORDER BY stream FOR UPDATE";
const ENTRIES: &str = "SELECT number, entry_id, at, issuer, actor, mode, purpose, action, target_id, record_id, \
     grant_id, pass_id, areas, outcome, because, correlation, digest FROM trail \
     WHERE stream = $1 AND number > $2 AND ($3::uuid IS NULL OR target_id = $3) \
     AND at >= $4 AND at < $5 ORDER BY number LIMIT $6";
const ENTRY: &str = "SELECT entry_id FROM trail WHERE stream = $1 AND number = $2";

pub const STATEMENTS: &[&str] = &[HEADS, HEADS_HELD, ENTRIES, ENTRY];

/// An entry of a transaction, and its place: by it whoever lost the connection finds out whether that was committed.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub stream: i64,
    pub number: i64,
    pub entry: Uuid,
}

impl Mark {
    /// Whether the entry stands in its place. If not, it never will: whoever tried holds the stream's head until
    /// their transaction has ended, and here one waits for that. Every stream has a head, also before its first entry.
    pub async fn is_made(self, session: &Session) -> Result<bool, Error> {
        heads_held(session, &[self.stream]).await?;
        let row = session.row(ENTRY, &[&self.stream, &self.number]).await?;
        Ok(match row {
            Some(row) => Cells::of("trail", &row).uuid(0)? == self.entry,
            None => false,
        })
    }
}

/// The ends of these streams, held until the transaction ends.
pub async fn heads_held(session: &Session, streams: &[i64]) -> Result<BTreeMap<i64, Head>, Error> {
    let rows = session.rows(HEADS_HELD, &[&streams]).await?;
    if rows.len() != streams.len() {
        return Err(Error::Failed(
            "a stream of the trail has no head".to_owned(),
        ));
    }
    let heads = rows
        .iter()
        .map(|row| read_head(Cells::of("audit_head", row)));
    heads
        .map(|head| head.map(|head| (stream_number(head.stream), head)))
        .collect()
}

pub fn stream_number(stream: Stream) -> i64 {
    i64::from(stream.number())
}

pub fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn read_head(cells: Cells<'_>) -> Result<Head, Error> {
    let stream = u8::try_from(cells.get::<i64>(0)?)
        .ok()
        .and_then(Stream::new);
    Ok(Head {
        stream: stream.ok_or_else(|| cells.corrupt(0))?,
        number: cells.get::<i64>(1)?.unsigned_abs(),
        digest: digest(cells, 2)?,
    })
}

fn digest(cells: Cells<'_>, index: usize) -> Result<Digest, Error> {
    let bytes: &[u8] = cells.get(index)?;
    bytes.try_into().map_err(|_| cells.corrupt(index))
}

/// How far each stream has come that has entries.
pub async fn heads(session: &Session) -> Result<Vec<Head>, Error> {
    let rows = session.rows(HEADS, &[]).await?;
    rows.iter()
        .map(|row| read_head(Cells::of("audit_head", row)))
        .collect()
}

/// The entries that are asked for, in the order in which they were written.
pub async fn entries(session: &Session, query: &TrailQuery) -> Result<Vec<TrailEntry>, Error> {
    let instant = |at: Option<Timestamp>, unless| at.map_or(unless, Timestamp::as_microsecond);
    let rows = session
        .rows(
            ENTRIES,
            &[
                &stream_number(query.stream),
                &number(query.after),
                &query.target.map(TargetId::uuid),
                &instant(query.from, i64::MIN),
                &instant(query.until, i64::MAX),
                &i64::try_from(query.limit).unwrap_or(i64::MAX),
            ],
        )
        .await?;
    rows.iter()
        .map(|row| read(Cells::of("trail", row), query.stream))
        .collect()
}

fn read(cells: Cells<'_>, stream: Stream) -> Result<TrailEntry, Error> {
    Ok(TrailEntry {
        stream,
        number: cells.get::<i64>(0)?.unsigned_abs(),
        id: cells.uuid(1)?,
        at: cells.instant(2)?,
        issuer: cells.get(3)?,
        actor: cells.get(4)?,
        mode: cells.get(5)?,
        purpose: cells.get(6)?,
        action: cells.get(7)?,
        target: cells.optional_uuid(8)?,
        record: cells.optional_uuid(9)?,
        grant: cells.optional_uuid(10)?,
        pass: cells.optional_uuid(11)?,
        areas: cells.get(12)?,
        outcome: cells.get(13)?,
        because: cells.get(14)?,
        correlation: cells.uuid(15)?,
        digest: digest(cells, 16)?,
    })
}

/// A target's entries, oldest first: action, outcome, because, record.
pub async fn lines(session: &Session, target: TargetId) -> Result<Vec<String>, Error> {
    let query = TrailQuery {
        stream: Stream::of(Some(target)),
        target: Some(target),
        from: None,
        until: None,
        after: 0,
        limit: usize::MAX,
    };
    let line = |entry: TrailEntry| {
        let record = entry.record.map_or("-".to_owned(), |id| id.to_string());
        format!(
            "{} {} {} {record}",
            entry.action, entry.outcome, entry.because
        )
    };
    Ok(entries(session, &query)
        .await?
        .into_iter()
        .map(line)
        .collect())
}
