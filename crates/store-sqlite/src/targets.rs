//! The table `target`: how many changes each target has seen and when it saw the last, and what decides who may see
//! it, in short.

use contactable_domain::ids::TargetId;
use contactable_domain::succession::Fate;
use contactable_domain::target_version::TargetVersion;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::cells::Cells;
use crate::error::Error;

/// What is known of a target in short.
#[derive(Clone, Copy, Default)]
pub struct InShort {
    /// When it was last changed.
    pub changed_at: Option<Timestamp>,
    /// How many changes it has seen.
    pub version: TargetVersion,
    /// Whether the person is restricted.
    pub is_restricted: bool,
    /// Whether anything was ever shared.
    pub is_shared: bool,
    /// Whether another took its place, or it was made invalid.
    pub is_ended: bool,
}

/// What is known of a target in short.
pub fn in_short(connection: &Connection, target: TargetId) -> Result<InShort, Error> {
    let sql = "SELECT changed_at, restricted, shared, invalidated OR superseded_by IS NOT NULL, \
               version FROM target WHERE target_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([target.uuid().into_bytes()])?;
    let Some(row) = rows.next()? else {
        return Ok(InShort::default());
    };
    let changed_at = Timestamp::from_microsecond(row.get(0)?).map_err(|_| Error::Corrupt {
        table: "target",
        column: "changed_at",
    })?;
    Ok(InShort {
        changed_at: Some(changed_at),
        is_restricted: row.get(1)?,
        is_shared: row.get(2)?,
        is_ended: row.get(3)?,
        version: TargetVersion::new(row.get::<_, i64>(4)?.unsigned_abs()),
    })
}

/// What became of it.
pub fn fate(connection: &Connection, target: TargetId) -> Result<Fate, Error> {
    let sql = "SELECT superseded_by, invalidated FROM target WHERE target_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([target.uuid().into_bytes()])?;
    let Some(row) = rows.next()? else {
        return Ok(Fate::Restored);
    };
    let cells = Cells::of("target", row);
    Ok(match (cells.optional_uuid(0)?, cells.get(1)?) {
        (Some(survivor), _) => Fate::SupersededBy(TargetId::from(survivor)),
        (None, true) => Fate::Invalidated,
        (None, false) => Fate::Restored,
    })
}

/// How many changes the target has seen.
pub fn version(connection: &Connection, target: TargetId) -> Result<u64, Error> {
    let sql = "SELECT version FROM target WHERE target_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let version = statement.query_row([target.uuid().into_bytes()], |row| row.get::<_, i64>(0));
    Ok(version.optional()?.unwrap_or(0).unsigned_abs())
}

/// Counts one more change; how many there are now.
pub fn raise_version(
    connection: &Connection,
    target: TargetId,
    at: Timestamp,
) -> Result<u64, Error> {
    let sql = "INSERT INTO target (target_id, version, changed_at) VALUES (?1, 1, ?2) \
               ON CONFLICT (target_id) DO UPDATE SET version = version + 1, changed_at = ?2 \
               RETURNING version";
    let mut statement = connection.prepare_cached(sql)?;
    let values = params![target.uuid().into_bytes(), at.as_microsecond()];
    let version: i64 = statement.query_row(values, |row| row.get(0))?;
    Ok(version.unsigned_abs())
}

/// Takes over a target that was not known before, in the version that it has elsewhere.
pub fn begin_at(
    connection: &Connection,
    target: TargetId,
    version: TargetVersion,
    at: Timestamp,
) -> Result<(), Error> {
    let sql = "INSERT INTO target (target_id, version, changed_at) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![
        target.uuid().into_bytes(),
        i64::try_from(version.number()).unwrap_or(i64::MAX),
        at.as_microsecond()
    ])?;
    Ok(())
}

/// Notes that something is shared.
pub fn mark_shared(connection: &Connection, target: TargetId) -> Result<(), Error> {
    let sql = "UPDATE target SET shared = 1 WHERE target_id = ?1";
    connection
        .prepare_cached(sql)?
        .execute([target.uuid().into_bytes()])?;
    Ok(())
}

/// Notes whether the person is restricted.
pub fn mark_restricted(
    connection: &Connection,
    target: TargetId,
    is_on: bool,
) -> Result<(), Error> {
    let sql = "UPDATE target SET restricted = ?2 WHERE target_id = ?1";
    connection
        .prepare_cached(sql)?
        .execute(params![target.uuid().into_bytes(), is_on])?;
    Ok(())
}

/// Notes what became of it.
pub fn mark_fate(connection: &Connection, target: TargetId, fate: Fate) -> Result<(), Error> {
    let sql = "UPDATE target SET superseded_by = ?2, invalidated = ?3 WHERE target_id = ?1";
    let survivor = fate.survivor();
    connection.prepare_cached(sql)?.execute(params![
        target.uuid().into_bytes(),
        survivor.map(|survivor| survivor.uuid().into_bytes()),
        fate == Fate::Invalidated,
    ])?;
    Ok(())
}
