//! The table `target`: how many changes each target has seen, and when it saw the last.

use contactable_domain::ids::TargetId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Error;

/// When the target was last changed.
pub fn changed_at(connection: &Connection, target: TargetId) -> Result<Option<Timestamp>, Error> {
    let sql = "SELECT changed_at FROM target WHERE target_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let micros: Option<i64> = statement
        .query_row([target.uuid().into_bytes()], |row| row.get(0))
        .optional()?;
    let instant = |micros| {
        Timestamp::from_microsecond(micros).map_err(|_| Error::Corrupt {
            table: "target",
            column: "changed_at",
        })
    };
    micros.map(instant).transpose()
}

/// How many changes the target has seen.
pub fn version(connection: &Connection, target: TargetId) -> Result<u64, Error> {
    let sql = "SELECT version FROM target WHERE target_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let version = statement.query_row([target.uuid().into_bytes()], |row| row.get::<_, i64>(0));
    Ok(version.optional()?.unwrap_or(0).unsigned_abs())
}

/// Counts one more change.
pub fn raise_version(
    connection: &Connection,
    target: TargetId,
    at: Timestamp,
) -> Result<(), Error> {
    let sql = "INSERT INTO target (target_id, version, changed_at) VALUES (?1, 1, ?2) \
               ON CONFLICT (target_id) DO UPDATE SET version = version + 1, changed_at = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute(params![target.uuid().into_bytes(), at.as_microsecond()])?;
    Ok(())
}
