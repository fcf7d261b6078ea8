//! The table `audit_entry`: the trail as earlier versions kept it, not chained. What stands there is taken over when
//! the file is opened: after the schema was brought up to date, and after an older program wrote to the file.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::audit::{Line, Stream};
use contactable_domain::ids::{SHARDS, TargetId};
use rusqlite::{Connection, TransactionBehavior, params};
use uuid::Uuid;

use crate::cells::Cells;
use crate::error::Error;
use crate::trail::Chain;

/// How many entries are taken over in one transaction.
const BATCH: i64 = 2000;

/// Whether something stands there.
pub fn is_there(connection: &Connection) -> Result<bool, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM audit_entry)";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// Takes everything over, batch by batch, so that whoever is interrupted goes on where they stopped. Entries about a
/// target keep their order; of those about none, the order of each shard.
pub fn take_over(connection: &mut Connection) -> Result<(), Error> {
    for shard in 0..SHARDS {
        while take_batch(connection, shard)? {}
    }
    Ok(())
}

/// Takes some entries of a shard over; whether there were any.
fn take_batch(connection: &mut Connection, shard: u8) -> Result<bool, Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut entries = first(&transaction, shard)?;
    let Some(last) = entries.last().map(|entry| entry.id) else {
        return Ok(false);
    };
    entries.sort_by_key(Earlier::stream);
    let mut chain = Chain::at_the_end(&transaction);
    for entry in &entries {
        chain.add(entry.stream(), &entry.line())?;
    }
    chain.finish()?;
    let sql = "DELETE FROM audit_entry WHERE shard = ?1 AND entry_id <= ?2";
    transaction.execute(sql, params![shard, last.into_bytes()])?;
    transaction.commit()?;
    Ok(true)
}

fn first(connection: &Connection, shard: u8) -> Result<Vec<Earlier>, Error> {
    let sql = "SELECT entry_id, at, actor, mode, action, target_id, record_id, areas, outcome, because, \
               correlation FROM audit_entry WHERE shard = ?1 ORDER BY entry_id LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![shard, BATCH])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(Earlier::read(Cells::of("audit_entry", row))?);
    }
    Ok(entries)
}

/// An entry as it was kept, which knew neither issuer nor purpose.
struct Earlier {
    id: Uuid,
    at: i64,
    actor: String,
    mode: String,
    action: String,
    target: Option<Uuid>,
    record: Option<Uuid>,
    areas: String,
    outcome: String,
    because: String,
    correlation: Uuid,
}

impl Earlier {
    fn read(cells: Cells<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: cells.uuid(0)?,
            at: cells.get(1)?,
            actor: cells.get(2)?,
            mode: cells.get(3)?,
            action: cells.get(4)?,
            target: cells.optional_uuid(5)?,
            record: cells.optional_uuid(6)?,
            areas: cells.get(7)?,
            outcome: cells.get(8)?,
            because: cells.get(9)?,
            correlation: cells.uuid(10)?,
        })
    }

    fn stream(&self) -> Stream {
        Stream::of(self.target.map(TargetId::from))
    }

    fn line(&self) -> Line<'_> {
        Line {
            id: self.id,
            at: self.at,
            issuer: "",
            actor: &self.actor,
            mode: &self.mode,
            purpose: PurposeOfUse::General.as_str(),
            action: &self.action,
            target: self.target,
            record: self.record,
            grant: None,
            pass: None,
            areas: &self.areas,
            outcome: &self.outcome,
            because: &self.because,
            correlation: self.correlation,
        }
    }
}
