//! New entries of the audit trail, chained to the ends of their streams.

use std::collections::BTreeMap;

use contactable_domain::audit::{AuditEntry, Head, Line};
use uuid::Uuid;

use crate::batch::{Batch, values};
use crate::connection::Session;
use crate::error::Error;
use crate::trail::{Mark, heads_held, number, stream_number};

const MOVE_HEADS: &str = "UPDATE audit_head SET number = n.number, digest = n.digest \
     FROM unnest($1::bigint[], $2::bigint[], $3::bytea[]) AS n (stream, number, digest) \
     WHERE audit_head.stream = n.stream";
const INSERT: &str = "INSERT INTO trail (stream, number, entry_id, at, issuer, actor, mode, purpose, action, \
     target_id, record_id, grant_id, pass_id, areas, outcome, because, correlation, digest) \
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::uuid[], $4::bigint[], $5::text[], $6::text[], \
     $7::text[], $8::text[], $9::text[], $10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[], $14::text[], \
     $15::text[], $16::text[], $17::uuid[], $18::bytea[])";

pub const STATEMENTS: &[&str] = &[MOVE_HEADS, INSERT];

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
