//! The table `done_request`: requests that were carried out, for whoever sends one again.

use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Left, REPEATS_KEPT_HOURS, RequestKey};
use contactable_domain::target_version::TargetVersion;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Error;

/// How a request left the target, if it was carried out.
pub fn find(
    connection: &Connection,
    target: TargetId,
    request: RequestKey,
) -> Result<Option<Left>, Error> {
    let sql = "SELECT version, at FROM done_request \
               WHERE target_id = ?1 AND request = ?2 AND at >= ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let oldest = oldest(request.at).as_microsecond();
    let key = params![target.uuid().into_bytes(), request.digest, oldest];
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
    let Some((version, at)) = statement.query_row(key, row).optional()? else {
        return Ok(None);
    };
    Ok(Some(Left {
        version: TargetVersion::new(version.unsigned_abs()),
        at: Timestamp::from_microsecond(at).map_err(|_| Error::Corrupt {
            table: "done_request",
            column: "at",
        })?,
    }))
}

/// Keeps how a request left the target, and forgets all that is kept for too long.
pub fn write(
    connection: &Connection,
    target: TargetId,
    request: RequestKey,
    left: Left,
) -> Result<(), Error> {
    let forget = "DELETE FROM done_request WHERE at < ?1";
    connection
        .prepare_cached(forget)?
        .execute([oldest(request.at).as_microsecond()])?;
    let sql = "REPLACE INTO done_request (target_id, request, version, at) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![
        target.uuid().into_bytes(),
        request.digest,
        i64::try_from(left.version.number()).unwrap_or(i64::MAX),
        left.at.as_microsecond(),
    ])?;
    Ok(())
}

/// From when on requests count that come again at this instant.
fn oldest(at: Timestamp) -> Timestamp {
    let kept = SignedDuration::from_hours(REPEATS_KEPT_HOURS);
    at.checked_sub(kept).unwrap_or(Timestamp::MIN)
}
