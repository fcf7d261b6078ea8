//! The table `slot`: who occupies the places that are limited in number.

use std::collections::BTreeMap;

use contactable_domain::area::AreaKey;
use contactable_domain::holding::{Slot, SlotMoves};
use contactable_domain::ids::{ContactDetailId, TargetId};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::error::Error;

/// The occupied slots of a target in one area, and their occupants.
pub fn occupied(
    connection: &Connection,
    target: TargetId,
    area: &AreaKey,
) -> Result<BTreeMap<Slot, ContactDetailId>, Error> {
    let sql = "SELECT slot, id FROM slot WHERE target_id = ?1 AND area = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![target.uuid().into_bytes(), area.as_str()])?;
    let mut occupied = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let slot = Slot::parse(&name).ok_or(Error::Corrupt {
            table: "slot",
            column: "slot",
        })?;
        let occupant = ContactDetailId::from(Uuid::from_bytes(row.get(1)?));
        occupied.insert(slot, occupant);
    }
    Ok(occupied)
}

/// Frees and takes slots as planned.
pub fn write(
    connection: &Connection,
    (target, area): (TargetId, &AreaKey),
    moves: &SlotMoves,
) -> Result<(), Error> {
    let (target, area) = (target.uuid(), area.as_str());
    let free = "DELETE FROM slot WHERE target_id = ?1 AND area = ?2 AND slot = ?3";
    for slot in &moves.freed {
        let mut statement = connection.prepare_cached(free)?;
        statement.execute(params![target.into_bytes(), area, slot.name()])?;
    }
    let take =
        "INSERT INTO slot (target_id, area, slot, id, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    for taken in &moves.taken {
        let mut statement = connection.prepare_cached(take)?;
        statement.execute(params![
            target.into_bytes(),
            area,
            taken.slot.name(),
            taken.by.uuid().into_bytes(),
            taken.made.as_microsecond(),
        ])?;
    }
    Ok(())
}
