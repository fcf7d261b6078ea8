//! The table `restriction`: every word on whether a person is restricted.

use contactable_domain::contact_detail::Version;
use contactable_domain::ids::TargetId;
use contactable_domain::restriction::{Level, Restriction};
use rusqlite::{Connection, params};

use crate::cells::Cells;
use crate::error::Error;

/// The last word on it.
pub fn latest(connection: &Connection, target: TargetId) -> Result<Option<Restriction>, Error> {
    let sql = "SELECT version, is_on, reason, recorded_at, recorded_by, recorded_by_name, \
               recorded_by_email, level FROM restriction WHERE target_id = ?1 ORDER BY version DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([target.uuid().into_bytes()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let cells = Cells::of("restriction", row);
    Ok(Some(Restriction {
        target,
        is_on: cells.get(1)?,
        level: cells.word(7, Level::parse)?,
        reason: cells.text(2)?,
        version: Version::new(cells.get(0)?).ok_or_else(|| cells.corrupt(0))?,
        recorded: cells.stamp(3)?,
    }))
}

/// Adds the next word.
pub fn write(connection: &Connection, restriction: &Restriction) -> Result<(), Error> {
    let sql = "INSERT INTO restriction (target_id, version, is_on, reason, recorded_at, recorded_by, \
               recorded_by_name, recorded_by_email, level) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let stamp = &restriction.recorded;
    connection.prepare_cached(sql)?.execute(params![
        restriction.target.uuid().into_bytes(),
        restriction.version.number(),
        restriction.is_on,
        restriction.reason.as_str(),
        stamp.at.as_microsecond(),
        stamp.by.subject,
        stamp.by.name,
        stamp.by.email,
        restriction.level.as_str(),
    ])?;
    Ok(())
}
