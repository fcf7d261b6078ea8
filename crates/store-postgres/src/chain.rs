//! New entries of the audit trail, chained to the ends of their streams.

use std::borrow::Cow;

use contactable_domain::audit::{AuditEntry, Head, Line};

use crate::batch::Rows;
use crate::connection::{Session, Values};
use crate::error::Error;
use crate::trail::{Mark, heads_held, number, stream_number};

const MOVE_HEADS: &str = "UPDATE audit_head SET number = n.number, digest = n.digest \
     FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS n (stream, number, digest) \
     WHERE audit_head.stream = n.stream";
const INSERT: &str = "INSERT INTO trail (stream, number, entry_id, at, issuer, actor, mode, purpose, action, \
     target_id, record_id, grant_id, pass_id, areas, outcome, because, correlation, digest) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";

pub const STATEMENTS: &[&str] = &[INSERT, MOVE_HEADS];

/// Chains entries to the ends of their streams, whose heads are held until the transaction ends. Gives what is to be
/// written, and one of the entries. Within a stream they stay in the order in which they are given.
pub async fn chained(
    session: &Session,
    entries: &[AuditEntry],
) -> Result<(Rows, Option<Mark>), Error> {
    let (mut rows, mut mark) = (Rows::default(), None);
    if entries.is_empty() {
        return Ok((rows, mark));
    }
    let mut in_order: Vec<&AuditEntry> = entries.iter().collect();
    in_order.sort_by_key(|entry| entry.stream());
    let mut streams: Vec<i64> = in_order
        .iter()
        .map(|entry| stream_number(entry.stream()))
        .collect();
    streams.dedup();
    let mut heads = heads_held(session, &streams).await?;
    for entry in in_order {
        let areas = entry.areas();
        let (issuer, actor) = (storable(&entry.issuer), storable(&entry.actor));
        let line = Line {
            issuer: &issuer,
            actor: &actor,
            ..entry.line(&areas)
        };
        let stream = entry.stream();
        let head = heads
            .entry(stream_number(stream))
            .or_insert(Head::empty(stream));
        *head = head.after(&line);
        write(&mut rows, session, head, &line)?;
        mark.get_or_insert(Mark {
            stream: stream_number(stream),
            number: number(head.number),
            entry: line.id,
        });
    }
    let numbers: Vec<i64> = heads.values().map(|head| number(head.number)).collect();
    let digests: Vec<&[u8]> = heads.values().map(|head| head.digest.as_slice()).collect();
    let moved: Values<'_> = &[&streams, &numbers, &digests];
    rows.add(session, MOVE_HEADS, moved.iter().copied(), None)?;
    Ok((rows, mark))
}

fn write(rows: &mut Rows, session: &Session, head: &Head, line: &Line<'_>) -> Result<(), Error> {
    let digest = head.digest.as_slice();
    let row: Values<'_> = &[
        &stream_number(head.stream),
        &number(head.number),
        &line.id,
        &line.at,
        &line.issuer,
        &line.actor,
        &line.mode,
        &line.purpose,
        &line.action,
        &line.target,
        &line.record,
        &line.grant,
        &line.pass,
        &line.areas,
        &line.outcome,
        &line.because,
        &line.correlation,
        &digest,
    ];
    rows.add(session, INSERT, row.iter().copied(), None)
}

/// PostgreSQL keeps no text with a zero byte in it, and who sent one in a token must not stop the trail.
fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}
