//! The table `slot`: who occupies the places that are limited in number.

use std::collections::BTreeMap;

use contactable_domain::area::AreaKey;
use contactable_domain::holding::{Slot, SlotMoves};
use contactable_domain::ids::{ContactDetailId, TargetId};

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

pub const OCCUPIED: &str = "SELECT slot, id FROM slot WHERE target_id = $1 AND area = $2";
const FREE: &str = "DELETE FROM slot WHERE target_id = $1 AND area = $2 AND slot = $3";
const TAKE: &str =
    "INSERT INTO slot (target_id, area, slot, id, created_at) VALUES ($1, $2, $3, $4, $5)";

pub const STATEMENTS: &[&str] = &[OCCUPIED, FREE, TAKE];

/// The occupied slots of a target in one area, and their occupants.
pub async fn occupied(
    session: &Session,
    target: TargetId,
    area: &AreaKey,
) -> Result<BTreeMap<Slot, ContactDetailId>, Error> {
    let mut occupied = BTreeMap::new();
    for row in session
        .rows(OCCUPIED, &[&target.uuid(), &area.as_str()])
        .await?
    {
        let cells = Cells::of("slot", &row);
        let occupant = ContactDetailId::from(cells.uuid(1)?);
        occupied.insert(cells.word(0, Slot::parse)?, occupant);
    }
    Ok(occupied)
}

/// Frees and takes slots as planned.
pub fn write<'a>(
    batch: &mut Batch<'a>,
    (target, area): (TargetId, &'a AreaKey),
    moves: &SlotMoves,
) {
    let (target, area) = (target.uuid(), area.as_str());
    for slot in &moves.freed {
        batch.add(FREE, values![target, area, slot.name()]);
    }
    for taken in &moves.taken {
        let made = taken.made.as_microsecond();
        batch.add_one(
            TAKE,
            values![target, area, taken.slot.name(), taken.by.uuid(), made],
        );
    }
}
