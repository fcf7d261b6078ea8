//! The table `outbox`: events that wait to be moved into the log, in the council's shape. Its key is the order in which
//! they go on: a target's by its version when they were written.

use contactable_domain::event::{
    AccessEvent, ContactDetailEvent, PreferencesEvent, made_at, withheld,
};
use contactable_domain::ids::{EventId, SHARDS, TargetId, shard_of};
use contactable_domain::ports::Waiting;
use contactable_domain::preferences::ContactPreferences;
use rusqlite::{Connection, params};

use crate::cells::Cells;
use crate::error::Error;

const INSERT: &str = "INSERT INTO outbox (shard, event_id, target_id, area, record_id, version, body, sequence) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

/// How many events of a shard are counted, at most, to tell how many wait.
const COUNTED: u16 = 1000;

/// Adds an event about a record, at this version of its target.
pub fn write(
    connection: &Connection,
    event: &ContactDetailEvent,
    sequence: u64,
) -> Result<(), Error> {
    let target = event.target().uuid();
    connection.prepare_cached(INSERT)?.execute(params![
        shard_of(target),
        event.id.uuid().into_bytes(),
        target.into_bytes(),
        event.new.area.as_str(),
        event.record().uuid().into_bytes(),
        event.new.version.number(),
        serde_json::to_string(&event.council())?,
        whole(sequence),
    ])?;
    Ok(())
}

/// Adds an event about a target's wishes, at this version of it; where the record would be, it has the target.
pub fn write_preferences(
    connection: &Connection,
    event: &PreferencesEvent,
    new: &ContactPreferences,
    sequence: u64,
) -> Result<(), Error> {
    let target = new.target.uuid();
    connection.prepare_cached(INSERT)?.execute(params![
        shard_of(target),
        event.id.uuid().into_bytes(),
        target.into_bytes(),
        new.area.as_str(),
        target.into_bytes(),
        new.version.number(),
        serde_json::to_string(&event.council())?,
        whole(sequence),
    ])?;
    Ok(())
}

/// Adds an event about who may see a target; where the record would be, it has the target, and its version.
pub fn write_access(
    connection: &Connection,
    event: &AccessEvent,
    version: u64,
) -> Result<(), Error> {
    let target = event.target.uuid();
    connection.prepare_cached(INSERT)?.execute(params![
        shard_of(target),
        event.id.uuid().into_bytes(),
        target.into_bytes(),
        "",
        target.into_bytes(),
        whole(version),
        serde_json::to_string(&event.council())?,
        whole(version),
    ])?;
    Ok(())
}

/// Takes what records say out of a target's events, which are then as they are told about a restricted person.
pub fn withhold(connection: &Connection, target: TargetId) -> Result<(), Error> {
    let select = "SELECT sequence, event_id, body FROM outbox WHERE shard = ?1 AND target_id = ?2";
    let update = "UPDATE outbox SET body = ?5 \
                  WHERE shard = ?1 AND target_id = ?2 AND sequence = ?3 AND event_id = ?4";
    let (shard, target) = (shard_of(target.uuid()), target.uuid().into_bytes());
    let mut waiting: Vec<(i64, [u8; 16], String)> = Vec::new();
    let mut statement = connection.prepare_cached(select)?;
    let mut rows = statement.query(params![shard, target])?;
    while let Some(row) = rows.next()? {
        waiting.push((row.get(0)?, row.get(1)?, row.get(2)?));
    }
    let mut statement = connection.prepare_cached(update)?;
    for (sequence, id, body) in waiting {
        statement.execute(params![shard, target, sequence, id, withheld(&body)])?;
    }
    Ok(())
}

/// Takes out every event about a target.
pub fn erase(connection: &Connection, target: TargetId) -> Result<(), Error> {
    let sql = "DELETE FROM outbox WHERE shard = ?1 AND target_id = ?2";
    let target = target.uuid();
    connection
        .prepare_cached(sql)?
        .execute(params![shard_of(target), target.into_bytes()])?;
    Ok(())
}

/// The shards in which events wait.
pub fn shards(connection: &Connection) -> Result<Vec<u8>, Error> {
    let sql = "SELECT EXISTS (SELECT 1 FROM outbox WHERE shard = ?1)";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = Vec::new();
    for shard in 0..SHARDS {
        if statement.query_row([shard], |row| row.get(0))? {
            found.push(shard);
        }
    }
    Ok(found)
}

/// What waits: of each shard the first so many are counted.
pub fn waiting(connection: &Connection) -> Result<Waiting, Error> {
    let sql = "SELECT count(*), min(event_id) FROM \
               (SELECT event_id FROM outbox WHERE shard = ?1 LIMIT ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    let mut waiting = Waiting::default();
    for shard in 0..SHARDS {
        let mut rows = statement.query(params![shard, COUNTED])?;
        let Some(row) = rows.next()? else { continue };
        let cells = Cells::of("outbox", row);
        waiting.events += u64::from(cells.get::<u32>(0)?);
        let first = cells.optional_uuid(1)?.map(EventId::from);
        let first = first.and_then(made_at);
        waiting.oldest = waiting.oldest.into_iter().chain(first).min();
    }
    Ok(waiting)
}

/// The bodies of a target's events, oldest first.
pub fn bodies(connection: &Connection, target: TargetId) -> Result<Vec<String>, Error> {
    let sql =
        "SELECT body FROM outbox WHERE shard = ?1 AND target_id = ?2 ORDER BY sequence, event_id";
    let target = target.uuid();
    let mut statement = connection.prepare_cached(sql)?;
    let bodies = statement.query_map(params![shard_of(target), target.into_bytes()], |row| {
        row.get(0)
    })?;
    Ok(bodies.collect::<Result<_, _>>()?)
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
