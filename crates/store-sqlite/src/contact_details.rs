//! The tables `contact_detail` (current state), `contact_detail_version` (every version) and
//! `contact_detail_key` (where a record is).

use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::holding::Step;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::RecordKey;
use rusqlite::{Connection, OptionalExtension, Params, params};
use uuid::Uuid;

use crate::error::Error;
use crate::row::{self, columns, parameters};

/// The full key of a record: where it is among its target's.
#[derive(Clone)]
pub struct Place {
    pub target: TargetId,
    pub area: AreaKey,
    pub created_at: i64,
    pub id: ContactDetailId,
}

impl Place {
    /// Where this record is.
    pub fn of(record: &ContactDetail) -> Self {
        Self {
            target: record.target.id,
            area: record.area.clone(),
            created_at: record.created.at.as_microsecond(),
            id: record.id,
        }
    }
}

/// Where the record of this key is, if the key's areas and target allow.
pub fn place(connection: &Connection, key: &RecordKey) -> Result<Option<Place>, Error> {
    for area in &key.areas {
        let found = place_in(connection, key.id, area)?;
        let of_target = |place: &Place| key.target.is_none_or(|target| place.target == target);
        if let Some(place) = found.filter(of_target) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Where the record with this id is within one area.
pub fn place_in(
    connection: &Connection,
    id: ContactDetailId,
    area: &AreaKey,
) -> Result<Option<Place>, Error> {
    let sql = "SELECT target_id, created_at FROM contact_detail_key WHERE id = ?1 AND area = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let place = statement.query_row(params![id.uuid().into_bytes(), area.as_str()], |row| {
        Ok(Place {
            target: TargetId::from(Uuid::from_bytes(row.get(0)?)),
            area: area.clone(),
            created_at: row.get(1)?,
            id,
        })
    });
    Ok(place.optional()?)
}

/// Where the records with this id are, by area.
pub fn places(connection: &Connection, id: ContactDetailId) -> Result<Vec<Place>, Error> {
    let sql =
        "SELECT area, target_id, created_at FROM contact_detail_key WHERE id = ?1 ORDER BY area";
    let mut statement = connection.prepare_cached(sql)?;
    let places = statement.query_map([id.uuid().into_bytes()], |row| {
        let area: String = row.get(0)?;
        Ok(Place {
            target: TargetId::from(Uuid::from_bytes(row.get(1)?)),
            area: AreaKey::of(&area),
            created_at: row.get(2)?,
            id,
        })
    })?;
    Ok(places.collect::<Result<_, _>>()?)
}

/// The current version of the record at this place.
pub fn current(connection: &Connection, place: &Place) -> Result<Option<ContactDetail>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM contact_detail \
         WHERE target_id = ?1 AND area = ?2 AND created_at = ?3 AND id = ?4"
    );
    let key = params![
        place.target.uuid().into_bytes(),
        place.area.as_str(),
        place.created_at,
        place.id.uuid().into_bytes(),
    ];
    Ok(select(connection, sql, key, &place.area)?.pop())
}

/// The records of a target in one area that are not retired, in their current versions.
pub fn current_of(
    connection: &Connection,
    target: TargetId,
    area: &AreaKey,
) -> Result<Vec<ContactDetail>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM contact_detail WHERE target_id = ?1 AND area = ?2 AND ended_at IS NULL"
    );
    let key = params![target.uuid().into_bytes(), area.as_str()];
    select(connection, sql, key, area)
}

/// The first `limit` versions of the record at this place.
pub fn versions(
    connection: &Connection,
    place: &Place,
    limit: u32,
) -> Result<Vec<ContactDetail>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM contact_detail_version \
         WHERE target_id = ?1 AND area = ?2 AND created_at = ?3 AND id = ?4 \
         ORDER BY version LIMIT ?5"
    );
    let key = params![
        place.target.uuid().into_bytes(),
        place.area.as_str(),
        place.created_at,
        place.id.uuid().into_bytes(),
        limit,
    ];
    select(connection, sql, key, &place.area)
}

fn select(
    connection: &Connection,
    sql: &str,
    key: impl Params,
    area: &AreaKey,
) -> Result<Vec<ContactDetail>, Error> {
    select_seen(connection, sql, key, (area, usize::MAX), |_| true)
}

/// The first records of an area that a statement finds and that are seen, up to a limit.
pub fn select_seen(
    connection: &Connection,
    sql: &str,
    key: impl Params,
    (area, limit): (&AreaKey, usize),
    sees: impl Fn(&ContactDetail) -> bool,
) -> Result<Vec<ContactDetail>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(key)?;
    let mut records = Vec::new();
    while records.len() < limit
        && let Some(found) = rows.next()?
    {
        let record = row::read(found, area)?;
        if sees(&record) {
            records.push(record);
        }
    }
    Ok(records)
}

const INSERT_STATE: &str = concat!(
    "INSERT INTO contact_detail (",
    columns!(),
    ") VALUES (",
    parameters!(),
    ")"
);
const REPLACE_STATE: &str = concat!(
    "REPLACE INTO contact_detail (",
    columns!(),
    ") VALUES (",
    parameters!(),
    ")"
);
const INSERT_VERSION: &str = concat!(
    "INSERT INTO contact_detail_version (",
    columns!(),
    ") VALUES (",
    parameters!(),
    ")"
);

/// Writes a step: the new current state, the new version, and for a new record its key.
pub fn write(connection: &Connection, step: &Step) -> Result<(), Error> {
    let state = if step.before.is_none() {
        INSERT_STATE
    } else {
        REPLACE_STATE
    };
    row::insert(&mut connection.prepare_cached(state)?, &step.after)?;
    row::insert(&mut connection.prepare_cached(INSERT_VERSION)?, &step.after)?;
    if step.before.is_none() {
        write_key(connection, &step.after)?;
    }
    Ok(())
}

fn write_key(connection: &Connection, record: &ContactDetail) -> Result<(), Error> {
    let sql =
        "INSERT INTO contact_detail_key (id, area, target_id, created_at) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![
        record.id.uuid().into_bytes(),
        record.area.as_str(),
        record.target.id.uuid().into_bytes(),
        record.created.at.as_microsecond(),
    ])?;
    Ok(())
}
