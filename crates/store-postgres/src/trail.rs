//! The tables `trail` and `audit_head`: the audit trail, chained stream by stream. Only ever added to.

use std::collections::BTreeMap;

use contactable_domain::audit::{AuditEntry, Digest, Head, Line, Stream, TrailEntry, TrailQuery};
use contactable_domain::ids::TargetId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

const HEADS: &str =
    "SELECT stream, number, digest FROM audit_head WHERE number > 0 ORDER BY stream";
const HEADS_HELD: &str = "SELECT stream, number, digest FROM audit_head WHERE stream = ANY ($1) \
     ORDER BY stream FOR UPDATE";
const MOVE_HEADS: &str = "UPDATE audit_head SET number = n.number, digest = n.digest \
     FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS n (stream, number, digest) \
     WHERE audit_head.stream = n.stream";
const INSERT: &str = "INSERT INTO trail (stream, number, entry_id, at, issuer, actor, mode, purpose, action, \
     target_id, record_id, grant_id, pass_id, areas, outcome, because, correlation, digest) \
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], \
     $7::text[], $8::text[], $9::text[], $10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[], $14::text[], \
     $15::text[], $16::text[], $17::uuid[], $18::bytea[])";
const ENTRIES: &str = "SELECT number, entry_id, at, issuer, actor, mode, purpose, action, target_id, record_id, \
     grant_id, pass_id, areas, outcome, because, correlation, digest FROM trail \
     WHERE stream = $1 AND number > $2 AND ($3::uuid IS NULL OR target_id = $3) \
     AND at >= $4 AND at < $5 ORDER BY number LIMIT $6";
const ENTRY: &str = "SELECT entry_id FROM trail WHERE stream = $1 AND number = $2";

pub const STATEMENTS: &[&str] = &[HEADS, HEADS_HELD, MOVE_HEADS, INSERT, ENTRIES, ENTRY];

/// An entry of a transaction, and its place: by it whoever lost the connection finds out whether that was committed.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    stream: i64,
    number: i64,
    entry: Uuid,
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

/// Chains entries to the ends of their streams, whose heads are held until the transaction ends. Gives what is to be
/// written, and one of the entries. Within a stream they stay in the order in which they are given.
pub async fn chained(
    session: &Session,
    entries: &[AuditEntry],
) -> Result<(Batch<'static>, Option<Mark>), Error> {
    let mut batch = Batch::default();
    if entries.is_empty() {
        return Ok((batch, None));
    }
    let mut in_order: Vec<&AuditEntry> = entries.iter().collect();
    in_order.sort_by_key(|entry| entry.stream());
    let mut streams: Vec<i64> = in_order
        .iter()
        .map(|entry| stream_number(entry.stream()))
        .collect();
    streams.dedup();
    let heads = heads_held(session, &streams).await?;
    let mut chain = Chain {
        heads,
        ..Chain::default()
    };
    for entry in in_order {
        chain.add(entry);
    }
    let mark = chain.mark();
    chain.write(&mut batch);
    Ok((batch, mark))
}

async fn heads_held(session: &Session, streams: &[i64]) -> Result<BTreeMap<i64, Head>, Error> {
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

/// Rows of the trail, column by column.
#[derive(Default)]
struct Chain {
    /// As far as the streams have come with these rows.
    heads: BTreeMap<i64, Head>,
    streams: Vec<i64>,
    numbers: Vec<i64>,
    ids: Vec<Uuid>,
    at: Vec<i64>,
    /// Issuer, actor, mode, purpose, action.
    who: [Vec<String>; 5],
    /// Target, record, grant, pass.
    about: [Vec<Option<Uuid>>; 4],
    /// Areas, outcome, because.
    how: [Vec<String>; 3],
    correlations: Vec<Uuid>,
    digests: Vec<Vec<u8>>,
}

impl Chain {
    fn add(&mut self, entry: &AuditEntry) {
        let areas = entry.areas();
        let (issuer, actor) = (storable(&entry.issuer), storable(&entry.actor));
        let line = Line {
            issuer: &issuer,
            actor: &actor,
            ..entry.line(&areas)
        };
        let stream = entry.stream();
        let number = stream_number(stream);
        let head = self.heads.get(&number).copied();
        let head = head.unwrap_or(Head::empty(stream)).after(&line);
        self.heads.insert(number, head);
        self.push(&head, &line);
    }

    fn push(&mut self, head: &Head, line: &Line<'_>) {
        self.streams.push(stream_number(head.stream));
        self.numbers.push(number(head.number));
        self.ids.push(line.id);
        self.at.push(line.at);
        let who = [
            line.issuer,
            line.actor,
            line.mode,
            line.purpose,
            line.action,
        ];
        for (column, text) in self.who.iter_mut().zip(who) {
            column.push(text.to_owned());
        }
        let about = [line.target, line.record, line.grant, line.pass];
        for (column, id) in self.about.iter_mut().zip(about) {
            column.push(id);
        }
        for (column, text) in self
            .how
            .iter_mut()
            .zip([line.areas, line.outcome, line.because])
        {
            column.push(text.to_owned());
        }
        self.correlations.push(line.correlation);
        self.digests.push(head.digest.to_vec());
    }

    fn mark(&self) -> Option<Mark> {
        Some(Mark {
            stream: *self.streams.first()?,
            number: *self.numbers.first()?,
            entry: *self.ids.first()?,
        })
    }

    fn write(self, batch: &mut Batch<'static>) {
        let [issuers, actors, modes, purposes, actions] = self.who;
        let [targets, records, grants, passes] = self.about;
        let [areas, outcomes, reasons] = self.how;
        let rows = values![
            self.streams,
            self.numbers,
            self.ids,
            self.at,
            issuers,
            actors,
            modes,
            purposes,
            actions,
            targets,
            records,
            grants,
            passes,
            areas,
            outcomes,
            reasons,
            self.correlations,
            self.digests,
        ];
        batch.add(INSERT, rows);
        let heads = self.heads.values();
        let numbers: Vec<i64> = heads.clone().map(|head| number(head.number)).collect();
        let digests: Vec<Vec<u8>> = heads.map(|head| head.digest.to_vec()).collect();
        let streams: Vec<i64> = self.heads.into_keys().collect();
        batch.add(MOVE_HEADS, values![streams, numbers, digests]);
    }
}

/// PostgreSQL keeps no text with a zero byte in it, and who sent one in a token must not stop the trail.
fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

fn stream_number(stream: Stream) -> i64 {
    i64::from(stream.number())
}

fn number(number: u64) -> i64 {
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
