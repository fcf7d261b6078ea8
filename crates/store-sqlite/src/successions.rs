//! The table `succession`: every word on what became of a target.

use contactable_domain::contact_detail::Version;
use contactable_domain::ids::TargetId;
use contactable_domain::succession::{Fate, Party, Succession, Survivor};
use rusqlite::{Connection, params};

use crate::cells::Cells;
use crate::error::Error;
use crate::{identifiers, standing, targets};

/// The last word on it.
pub fn latest(connection: &Connection, target: TargetId) -> Result<Option<Succession>, Error> {
    let sql = "SELECT version, fate, superseded_by, reason, recorded_at, recorded_by, recorded_by_name, \
               recorded_by_email FROM succession WHERE target_id = ?1 ORDER BY version DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([target.uuid().into_bytes()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let cells = Cells::of("succession", row);
    let survivor = cells.optional_uuid(2)?.map(TargetId::from);
    Ok(Some(Succession {
        target,
        fate: cells.word(1, |word| Fate::parse(word, survivor))?,
        reason: cells.text(3)?,
        version: Version::new(cells.get(0)?).ok_or_else(|| cells.corrupt(0))?,
        recorded: cells.stamp(4)?,
    }))
}

/// Adds the next word.
pub fn write(connection: &Connection, succession: &Succession) -> Result<(), Error> {
    let sql = "INSERT INTO succession (target_id, version, fate, superseded_by, reason, recorded_at, \
               recorded_by, recorded_by_name, recorded_by_email) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let stamp = &succession.recorded;
    let survivor = succession.fate.survivor();
    connection.prepare_cached(sql)?.execute(params![
        succession.target.uuid().into_bytes(),
        succession.version.number(),
        succession.fate.as_str(),
        survivor.map(|survivor| survivor.uuid().into_bytes()),
        succession.reason.as_str(),
        stamp.at.as_microsecond(),
        stamp.by.subject,
        stamp.by.name,
        stamp.by.email,
    ])?;
    Ok(())
}

/// A target as the rule sees it.
pub fn party(connection: &Connection, target: TargetId) -> Result<Party, Error> {
    let standing = standing::whole(connection, target)?;
    let is_known =
        standing.changed_at.is_some() || !identifiers::of(connection, target)?.is_empty();
    Ok(Party {
        target,
        standing,
        is_known,
    })
}

/// Under which target a target's details are kept now.
pub fn survivor(connection: &Connection, target: TargetId) -> Result<Survivor, Error> {
    let found = Survivor::of(target, |at| targets::fate(connection, at))?;
    found.ok_or(Error::Corrupt {
        table: "target",
        column: "superseded_by",
    })
}
