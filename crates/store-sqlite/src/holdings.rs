//! Reading a holding: what a rule needs to see before it decides.

use contactable_domain::area::AreaKey;
use contactable_domain::holding::Holding;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{RecordKey, Scope, StoreError};
use contactable_domain::refusal::Refusal;
use rusqlite::Connection;

use crate::error::Error;
use crate::{contact_details, slots, standing};

/// The holding that a change of this scope is about.
pub fn load(connection: &Connection, scope: &Scope) -> Result<Holding, StoreError> {
    match scope {
        Scope::New { target, area, id } => {
            let mut holding = occupants(connection, *target, area)?;
            if let Some(place) = contact_details::place_in(connection, *id, area)? {
                holding.original = contact_details::versions(connection, &place, 1)?.pop();
            }
            Ok(holding)
        }
        Scope::Existing(key) => Ok(around(connection, key)?.0),
        Scope::Successor { old, id } => {
            let (mut holding, area) = around(connection, old)?;
            if let Some(place) = contact_details::place_in(connection, *id, &area)? {
                holding.original = contact_details::versions(connection, &place, 1)?.pop();
            }
            Ok(holding)
        }
    }
}

/// The holding of which a record is part, and its area.
fn around(connection: &Connection, key: &RecordKey) -> Result<(Holding, AreaKey), StoreError> {
    let place =
        contact_details::place(connection, key)?.ok_or(StoreError::Refused(Refusal::NotFound))?;
    let mut holding = occupants(connection, place.target, &place.area)?;
    if let Some(record) = contact_details::current(connection, &place)? {
        holding.records.insert(record.id, record);
    }
    Ok((holding, place.area))
}

/// What one area holds about a target.
pub fn occupants(
    connection: &Connection,
    target: TargetId,
    area: &AreaKey,
) -> Result<Holding, Error> {
    let current = contact_details::current_of(connection, target, area)?;
    Ok(Holding {
        standing: standing::whole(connection, target)?,
        slots: slots::occupied(connection, target, area)?,
        records: current.into_iter().map(|r| (r.id, r)).collect(),
        ..Holding::default()
    })
}
