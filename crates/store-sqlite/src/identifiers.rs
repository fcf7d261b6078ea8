//! The table `target_identifier`: what targets are called elsewhere.

use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{TargetIdentifier, Tied};
use contactable_domain::value::NhsNumber;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::cells::Cells;
use crate::error::Error;

/// The identifiers of a target, by system.
pub fn of(connection: &Connection, target: TargetId) -> Result<Vec<TargetIdentifier>, Error> {
    let sql = "SELECT system, value, recorded_at, recorded_by, recorded_by_name, recorded_by_email \
               FROM target_identifier WHERE target_id = ?1 ORDER BY system";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([target.uuid().into_bytes()])?;
    let mut identifiers = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = Cells::of("target_identifier", row);
        identifiers.push(TargetIdentifier {
            target,
            identifier: Identifier::from_stored(cells.get(0)?, cells.get(1)?),
            recorded: cells.stamp(2)?,
        });
    }
    Ok(identifiers)
}

/// The NHS number that is tied to a target.
pub fn nhs_number(connection: &Connection, target: TargetId) -> Result<Option<NhsNumber>, Error> {
    let sql = "SELECT value FROM target_identifier WHERE target_id = ?1 AND system = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let key = params![target.uuid().into_bytes(), IdentifierSystem::NHS_NUMBER];
    let value: Option<String> = statement.query_row(key, |row| row.get(0)).optional()?;
    let number = |value: String| {
        NhsNumber::parse(&value).map_err(|_| Error::Corrupt {
            table: "target_identifier",
            column: "value",
        })
    };
    value.map(number).transpose()
}

/// Whose identifier this is.
pub fn owner(connection: &Connection, identifier: &Identifier) -> Result<Option<TargetId>, Error> {
    let sql = "SELECT target_id FROM target_identifier WHERE system = ?1 AND value = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let owner = statement.query_row([identifier.system(), identifier.value()], |row| row.get(0));
    Ok(owner
        .optional()?
        .map(|id| TargetId::from(Uuid::from_bytes(id))))
}

/// Ties an identifier to a target in place of what it had of that system, unless another target has it.
pub fn tie(connection: &Connection, tied: &TargetIdentifier) -> Result<Tied, Error> {
    match owner(connection, &tied.identifier)? {
        Some(owner) if owner == tied.target => Ok(Tied::Already),
        Some(_) => Ok(Tied::ElsewhereAlready),
        None => write(connection, tied).map(|()| Tied::Now),
    }
}

fn write(connection: &Connection, tied: &TargetIdentifier) -> Result<(), Error> {
    // Not REPLACE, which would take the identifier from another target.
    let sql = "INSERT INTO target_identifier (target_id, system, value, recorded_at, recorded_by, \
               recorded_by_name, recorded_by_email) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
               ON CONFLICT (target_id, system) DO UPDATE SET value = ?3, recorded_at = ?4, \
               recorded_by = ?5, recorded_by_name = ?6, recorded_by_email = ?7";
    let stamp = &tied.recorded;
    connection.prepare_cached(sql)?.execute(params![
        tied.target.uuid().into_bytes(),
        tied.identifier.system(),
        tied.identifier.value(),
        stamp.at.as_microsecond(),
        stamp.by.subject,
        stamp.by.name,
        stamp.by.email,
    ])?;
    Ok(())
}
