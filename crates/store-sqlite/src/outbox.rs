//! The table `outbox`: events that wait to be delivered, in the council's shape.

use contactable_domain::event::{AccessEvent, ContactDetailEvent, PreferencesEvent};
use contactable_domain::ids::{TargetId, shard_of};
use contactable_domain::preferences::ContactPreferences;
use rusqlite::{Connection, params};

use crate::error::Error;

const INSERT: &str = "INSERT INTO outbox (shard, event_id, target_id, area, record_id, version, body) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// Adds an event about a record.
pub fn write(connection: &Connection, event: &ContactDetailEvent) -> Result<(), Error> {
    let target = event.target().uuid();
    connection.prepare_cached(INSERT)?.execute(params![
        shard_of(target),
        event.id.uuid().into_bytes(),
        target.into_bytes(),
        event.new.area.as_str(),
        event.record().uuid().into_bytes(),
        event.new.version.number(),
        serde_json::to_string(&event.council())?,
    ])?;
    Ok(())
}

/// Adds an event about a target's wishes; where the record would be, it has the target.
pub fn write_preferences(
    connection: &Connection,
    event: &PreferencesEvent,
    new: &ContactPreferences,
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
        i64::try_from(version).unwrap_or(i64::MAX),
        serde_json::to_string(&event.council())?,
    ])?;
    Ok(())
}

/// Takes what records say out of a target's events, which are then as they are told about a restricted person.
pub fn withhold(connection: &Connection, target: TargetId) -> Result<(), Error> {
    let sql = "UPDATE outbox SET body = json_remove(body, \
               '$.eventData.oldData.value', '$.eventData.oldData.description', \
               '$.eventData.newData.value', '$.eventData.newData.description') \
               WHERE shard = ?1 AND target_id = ?2";
    let target = target.uuid();
    connection
        .prepare_cached(sql)?
        .execute(params![shard_of(target), target.into_bytes()])?;
    Ok(())
}

/// The bodies of a target's events, oldest first.
pub fn bodies(connection: &Connection, target: TargetId) -> Result<Vec<String>, Error> {
    let sql = "SELECT body FROM outbox WHERE shard = ?1 AND target_id = ?2 ORDER BY event_id";
    let target = target.uuid();
    let mut statement = connection.prepare_cached(sql)?;
    let bodies = statement.query_map(params![shard_of(target), target.into_bytes()], |row| {
        row.get(0)
    })?;
    Ok(bodies.collect::<Result<_, _>>()?)
}
