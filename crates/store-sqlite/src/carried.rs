//! The table `carried`: what came with a person from another system and is no contact detail.

use contactable_domain::area::AreaKey;
use contactable_domain::ids::TargetId;
use contactable_domain::patient::Carried;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Error;

/// What an area carries along with a target.
pub fn of(
    connection: &Connection,
    target: TargetId,
    area: &AreaKey,
) -> Result<Option<Carried>, Error> {
    let sql = "SELECT body FROM carried WHERE target_id = ?1 AND area = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let key = params![target.uuid().into_bytes(), area.as_str()];
    let body = statement.query_row(key, |row| row.get(0)).optional()?;
    Ok(body.map(Carried::new))
}

/// Puts this in the place of what was carried before.
pub fn write(
    connection: &Connection,
    target: TargetId,
    area: &AreaKey,
    carried: &Carried,
) -> Result<(), Error> {
    let sql = "REPLACE INTO carried (target_id, area, body) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![
        target.uuid().into_bytes(),
        area.as_str(),
        carried.as_str()
    ])?;
    Ok(())
}
