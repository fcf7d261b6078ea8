//! The table `audit_entry`: the trail. Only ever added to.

use contactable_domain::area::AreaKey;
use contactable_domain::audit::AuditEntry;
use contactable_domain::ids::{TargetId, shard_of};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::error::Error;

/// Adds an entry. Entries about one target stand in one shard, in the order in which they were made.
pub fn write(connection: &Connection, entry: &AuditEntry) -> Result<(), Error> {
    let sql = "INSERT INTO audit_entry (shard, entry_id, at, actor, mode, action, target_id, \
               record_id, areas, outcome, because, correlation) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let subject = &entry.subject;
    connection.prepare_cached(sql)?.execute(params![
        shard(entry),
        entry.id.uuid().into_bytes(),
        entry.at.as_microsecond(),
        entry.actor,
        entry.mode,
        entry.action.as_str(),
        subject.target.map(|id| id.uuid().into_bytes()),
        subject.record.map(|id| id.uuid().into_bytes()),
        areas(&subject.areas),
        entry.outcome.as_str(),
        entry.outcome.because(),
        entry.correlation.uuid().into_bytes(),
    ])?;
    Ok(())
}

/// The shard of an entry: its target's, or its own where no target is known.
pub fn shard(entry: &AuditEntry) -> u8 {
    let target = entry.subject.target.map(TargetId::uuid);
    shard_of(target.unwrap_or(entry.id.uuid()))
}

fn areas(areas: &[AreaKey]) -> String {
    areas
        .iter()
        .map(AreaKey::as_str)
        .collect::<Vec<_>>()
        .join(",")
}

/// A target's entries, oldest first: action, outcome, because, record.
pub fn lines(connection: &Connection, target: TargetId) -> Result<Vec<String>, Error> {
    let sql = "SELECT action, outcome, because, record_id FROM audit_entry \
               WHERE shard = ?1 AND target_id = ?2 ORDER BY entry_id";
    let target = target.uuid();
    let mut statement = connection.prepare_cached(sql)?;
    let lines = statement.query_map(params![shard_of(target), target.into_bytes()], |row| {
        let words: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        let record: Option<[u8; 16]> = row.get(3)?;
        let record = record.map_or_else(|| "-".to_owned(), |id| Uuid::from_bytes(id).to_string());
        Ok(format!("{} {record}", words.join(" ")))
    })?;
    Ok(lines.collect::<Result<_, _>>()?)
}
