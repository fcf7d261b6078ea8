//! The table `slot`: who occupies the places that are limited in number.

use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::holding::{Plan, Slot};
use contactable_domain::ids::{ContactDetailId, TargetId};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::contact_details::Place;
use crate::error::Error;

/// The occupied slots of a target in one area, and where their occupants are.
pub fn occupied(
    connection: &Connection,
    target: TargetId,
    area: &AreaKey,
) -> Result<Vec<(Slot, Place)>, Error> {
    let sql = "SELECT slot, id, created_at FROM slot WHERE target_id = ?1 AND area = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![target.uuid().into_bytes(), area.as_str()])?;
    let mut occupied = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let slot = Slot::parse(&name).ok_or(Error::Corrupt {
            table: "slot",
            column: "slot",
        })?;
        let place = Place {
            target,
            area: area.clone(),
            created_at: row.get(2)?,
            id: ContactDetailId::from(Uuid::from_bytes(row.get(1)?)),
        };
        occupied.push((slot, place));
    }
    Ok(occupied)
}

/// Frees and takes slots as planned.
pub fn write(connection: &Connection, plan: &Plan) -> Result<(), Error> {
    let target = plan.answer.target.id.uuid();
    let area = plan.answer.area.as_str();
    let free = "DELETE FROM slot WHERE target_id = ?1 AND area = ?2 AND slot = ?3";
    for slot in &plan.slots.freed {
        let mut statement = connection.prepare_cached(free)?;
        statement.execute(params![target.into_bytes(), area, slot.name()])?;
    }
    let take =
        "INSERT INTO slot (target_id, area, slot, id, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    for (slot, id) in &plan.slots.taken {
        let mut statement = connection.prepare_cached(take)?;
        let created_at = created_at(plan, *id).created.at.as_microsecond();
        statement.execute(params![
            target.into_bytes(),
            area,
            slot.name(),
            id.uuid().into_bytes(),
            created_at
        ])?;
    }
    Ok(())
}

/// The record that takes a slot: always one that the plan changes.
fn created_at(plan: &Plan, id: ContactDetailId) -> &ContactDetail {
    let changed = plan.steps.iter().map(|step| &step.after);
    changed
        .into_iter()
        .find(|record| record.id == id)
        .unwrap_or(&plan.answer)
}
