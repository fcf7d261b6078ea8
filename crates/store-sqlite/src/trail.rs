//! The tables `trail` and `audit_head`: the audit trail, chained stream by stream. Only ever added to.

use contactable_domain::audit::{AuditEntry, Digest, Head, Line, Stream, TrailEntry, TrailQuery};
use contactable_domain::ids::TargetId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::cells::Cells;
use crate::error::Error;

/// Adds entries. Within a stream they stay in the order in which they are given.
pub fn append(connection: &Connection, entries: &[AuditEntry]) -> Result<(), Error> {
    let mut in_order: Vec<&AuditEntry> = entries.iter().collect();
    in_order.sort_by_key(|entry| entry.stream());
    let mut chain = Chain::at_the_end(connection);
    for entry in in_order {
        chain.add(entry.stream(), &entry.line(&entry.areas()))?;
    }
    chain.finish()
}

/// Chains entries to the ends of their streams. A stream's head is read when its first entry comes and written
/// when its last one has, so entries come stream by stream.
pub struct Chain<'a> {
    connection: &'a Connection,
    head: Option<Head>,
}

impl<'a> Chain<'a> {
    pub fn at_the_end(connection: &'a Connection) -> Self {
        Self {
            connection,
            head: None,
        }
    }

    /// Adds an entry to its stream.
    pub fn add(&mut self, stream: Stream, line: &Line<'_>) -> Result<(), Error> {
        let head = match self.head.take() {
            Some(head) if head.stream == stream => head,
            other => {
                self.keep(other)?;
                head_of(self.connection, stream)?
            }
        };
        let head = head.after(line);
        insert(self.connection, &head, line)?;
        self.head = Some(head);
        Ok(())
    }

    /// Keeps the head of the last stream.
    pub fn finish(mut self) -> Result<(), Error> {
        let head = self.head.take();
        self.keep(head)
    }

    fn keep(&self, head: Option<Head>) -> Result<(), Error> {
        let Some(head) = head else {
            return Ok(());
        };
        let sql = "INSERT INTO audit_head (stream, number, digest) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (stream) DO UPDATE SET number = ?2, digest = ?3";
        let values = params![head.stream.number(), number(head.number), head.digest];
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}

fn head_of(connection: &Connection, stream: Stream) -> Result<Head, Error> {
    let sql = "SELECT number, digest FROM audit_head WHERE stream = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let head = statement.query_row([stream.number()], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, Digest>(1)?))
    });
    let of = |(number, digest): (i64, Digest)| Head {
        stream,
        number: number.unsigned_abs(),
        digest,
    };
    Ok(head.optional()?.map_or(Head::empty(stream), of))
}

fn insert(connection: &Connection, head: &Head, line: &Line<'_>) -> Result<(), Error> {
    let sql = "INSERT INTO trail (stream, number, entry_id, at, issuer, actor, mode, purpose, action, \
               target_id, record_id, grant_id, pass_id, areas, outcome, because, correlation, digest) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    connection.prepare_cached(sql)?.execute(params![
        head.stream.number(),
        number(head.number),
        line.id.into_bytes(),
        line.at,
        line.issuer,
        line.actor,
        line.mode,
        line.purpose,
        line.action,
        line.target.map(Uuid::into_bytes),
        line.record.map(Uuid::into_bytes),
        line.grant.map(Uuid::into_bytes),
        line.pass.map(Uuid::into_bytes),
        line.areas,
        line.outcome,
        line.because,
        line.correlation.into_bytes(),
        head.digest,
    ])?;
    Ok(())
}

fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// How far each stream has come.
pub fn heads(connection: &Connection) -> Result<Vec<Head>, Error> {
    let mut heads = Vec::new();
    for stream in Stream::all() {
        let head = head_of(connection, stream)?;
        if head.number > 0 {
            heads.push(head);
        }
    }
    Ok(heads)
}

/// The entries that are asked for, in the order in which they were written.
pub fn entries(connection: &Connection, query: &TrailQuery) -> Result<Vec<TrailEntry>, Error> {
    let sql = "SELECT number, entry_id, at, issuer, actor, mode, purpose, action, target_id, record_id, \
               grant_id, pass_id, areas, outcome, because, correlation, digest FROM trail \
               WHERE stream = ?1 AND number > ?2 AND (?3 IS NULL OR target_id = ?3) \
               AND at >= ?4 AND at < ?5 ORDER BY number LIMIT ?6";
    let instant = |at: Option<Timestamp>, unless| at.map_or(unless, Timestamp::as_microsecond);
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![
        query.stream.number(),
        number(query.after),
        query.target.map(|target| target.uuid().into_bytes()),
        instant(query.from, i64::MIN),
        instant(query.until, i64::MAX),
        i64::try_from(query.limit).unwrap_or(i64::MAX),
    ])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(read(Cells::of("trail", row), query.stream)?);
    }
    Ok(entries)
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
        digest: cells.get(16)?,
    })
}

/// A target's entries, oldest first: action, outcome, because, record.
pub fn lines(connection: &Connection, target: TargetId) -> Result<Vec<String>, Error> {
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
    Ok(entries(connection, &query)?.into_iter().map(line).collect())
}
