//! The tables `contact_detail` (current state), `contact_detail_version` (every version),
//! `contact_detail_key` (where a record is) and `successor` (what took its place).

use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::holding::Step;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::RecordKey;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::{Session, Values};
use crate::error::Error;
use crate::row::{self, columns, content_parameters, contents, parameters};

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

pub const PLACE_IN: &str =
    "SELECT target_id, created_at FROM contact_detail_key WHERE id = $1 AND area = $2";
pub const PLACES: &str =
    "SELECT area, target_id, created_at FROM contact_detail_key WHERE id = $1 ORDER BY area";
pub const CURRENT: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail WHERE target_id = $1 AND area = $2 AND created_at = $3 AND id = $4"
);
pub const CURRENT_OF: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail WHERE target_id = $1 AND area = $2 AND ended_at IS NULL"
);
const VERSIONS: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM contact_detail_version WHERE target_id = $1 AND area = $2 AND created_at = $3 AND id = $4 \
     ORDER BY version LIMIT $5"
);
const INSERT_STATE: &str = concat!(
    "INSERT INTO contact_detail (",
    columns!(),
    ") VALUES (",
    parameters!(),
    ")"
);
const UPDATE_STATE: &str = concat!(
    "UPDATE contact_detail SET (",
    contents!(),
    ") = (",
    content_parameters!(),
    ") WHERE target_id = $1 AND area = $2 AND created_at = $3 AND id = $4"
);
const INSERT_VERSION: &str = concat!(
    "INSERT INTO contact_detail_version (",
    columns!(),
    ") VALUES (",
    parameters!(),
    ")"
);
const INSERT_KEY: &str =
    "INSERT INTO contact_detail_key (id, area, target_id, created_at) VALUES ($1, $2, $3, $4)";
const INSERT_SUCCESSOR: &str =
    "INSERT INTO successor (target_id, area, supersedes, id) VALUES ($1, $2, $3, $4)";

pub const STATEMENTS: &[&str] = &[
    PLACE_IN,
    CURRENT,
    CURRENT_OF,
    VERSIONS,
    INSERT_STATE,
    UPDATE_STATE,
    INSERT_VERSION,
    INSERT_KEY,
    INSERT_SUCCESSOR,
];

/// Where the record of this key is, if the key's areas and target allow.
pub async fn place(session: &Session, key: &RecordKey) -> Result<Option<Place>, Error> {
    for area in &key.areas {
        let found = place_in(session, key.id, area).await?;
        let of_target = |place: &Place| key.target.is_none_or(|target| place.target == target);
        if let Some(place) = found.filter(of_target) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Where the record with this id is within one area.
pub async fn place_in(
    session: &Session,
    id: ContactDetailId,
    area: &AreaKey,
) -> Result<Option<Place>, Error> {
    let Some(row) = session.row(PLACE_IN, &[&id.uuid(), &area.as_str()]).await? else {
        return Ok(None);
    };
    let cells = Cells::of("contact_detail_key", &row);
    Ok(Some(Place {
        target: TargetId::from(cells.uuid(0)?),
        area: area.clone(),
        created_at: cells.get(1)?,
        id,
    }))
}

/// Where the records with this id are, by area.
pub async fn places(session: &Session, id: ContactDetailId) -> Result<Vec<Place>, Error> {
    let mut places = Vec::new();
    for row in session.rows(PLACES, &[&id.uuid()]).await? {
        let cells = Cells::of("contact_detail_key", &row);
        places.push(Place {
            target: TargetId::from(cells.uuid(1)?),
            area: cells.area(0)?,
            created_at: cells.get(2)?,
            id,
        });
    }
    Ok(places)
}

/// The current version of the record at this place.
pub async fn current(session: &Session, place: &Place) -> Result<Option<ContactDetail>, Error> {
    let area = place.area.as_str();
    let key: Values<'_> = &[
        &place.target.uuid(),
        &area,
        &place.created_at,
        &place.id.uuid(),
    ];
    Ok(select(session, CURRENT, key).await?.pop())
}

/// The records of a target in one area that are not retired, in their current versions.
pub async fn current_of(
    session: &Session,
    target: TargetId,
    area: &AreaKey,
) -> Result<Vec<ContactDetail>, Error> {
    select(session, CURRENT_OF, &[&target.uuid(), &area.as_str()]).await
}

/// The first version of the record with this id.
pub async fn original(
    session: &Session,
    id: ContactDetailId,
    area: &AreaKey,
) -> Result<Option<ContactDetail>, Error> {
    // There is hardly ever one.
    let Some(place) = place_in(session, id, area).await? else {
        return Ok(None);
    };
    Ok(first_versions(session, &place, 1).await?.pop())
}

/// Every version of the record at this place.
pub async fn versions(session: &Session, place: &Place) -> Result<Vec<ContactDetail>, Error> {
    first_versions(session, place, i64::MAX).await
}

async fn first_versions(
    session: &Session,
    place: &Place,
    count: i64,
) -> Result<Vec<ContactDetail>, Error> {
    let area = place.area.as_str();
    let key: Values<'_> = &[
        &place.target.uuid(),
        &area,
        &place.created_at,
        &place.id.uuid(),
        &count,
    ];
    select(session, VERSIONS, key).await
}

/// The records that a statement finds.
pub async fn select(
    session: &Session,
    sql: &str,
    key: Values<'_>,
) -> Result<Vec<ContactDetail>, Error> {
    let rows = session.rows(sql, key).await?;
    rows.iter().map(row::read).collect()
}

/// Writes a step: the new current state, the new version, and for a new record its key.
pub fn write<'a>(batch: &mut Batch<'a>, step: &'a Step) {
    let record = &step.after;
    if step.before.is_none() {
        write_key(batch, record);
        batch.add_one(INSERT_STATE, row::values_of(record));
    } else {
        batch.add_one(UPDATE_STATE, row::values_of(record));
    }
    batch.add_one(INSERT_VERSION, row::values_of(record));
    let before = step.before.as_ref().and_then(|before| before.supersedes);
    if let Some(supersedes) = record.supersedes
        && before != record.supersedes
    {
        let key = values![
            record.target.id.uuid(),
            record.area.as_str(),
            supersedes.uuid(),
            record.id.uuid()
        ];
        batch.add_one(INSERT_SUCCESSOR, key);
    }
}

fn write_key<'a>(batch: &mut Batch<'a>, record: &'a ContactDetail) {
    let key = values![
        record.id.uuid(),
        record.area.as_str(),
        record.target.id.uuid(),
        record.created.at.as_microsecond(),
    ];
    batch.add_one(INSERT_KEY, key);
}
