//! The table `lookup`: which records hold a value, or held it in an earlier version. In place of the value stands its
//! fingerprint.

use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::holding::Step;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::trace::{Fingerprint, LookupKey, LookupTerm};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::contact_details::Place;
use crate::error::Error;

/// Notes what a record can be found by after a step, unless it is what it could be found by before.
pub fn follow(connection: &Connection, key: &LookupKey, step: &Step) -> Result<(), Error> {
    let before = step.before.as_ref();
    let before = before.and_then(|record| LookupTerm::of(&record.information));
    match LookupTerm::of(&step.after.information) {
        Some(term) if before.as_ref() != Some(&term) => {
            insert(connection, term.fingerprint(key), &step.after)
        }
        _ => Ok(()),
    }
}

/// Notes what this version of a record can be found by.
pub fn note(connection: &Connection, key: &LookupKey, record: &ContactDetail) -> Result<(), Error> {
    match LookupTerm::of(&record.information) {
        Some(term) => insert(connection, term.fingerprint(key), record),
        None => Ok(()),
    }
}

fn insert(
    connection: &Connection,
    fingerprint: Fingerprint,
    record: &ContactDetail,
) -> Result<(), Error> {
    let sql = "INSERT INTO lookup (fingerprint, target_id, id, area, created_at) \
               VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute(params![
        fingerprint,
        record.target.id.uuid().into_bytes(),
        record.id.uuid().into_bytes(),
        record.area.as_str(),
        record.created.at.as_microsecond(),
    ])?;
    Ok(())
}

/// Calls back with the place of each record with this fingerprint after one of them, by target and id, as long as
/// the answer is `true`.
pub fn each_after(
    connection: &Connection,
    fingerprint: Fingerprint,
    after: Option<(TargetId, ContactDetailId)>,
    mut found: impl FnMut(Place) -> Result<bool, Error>,
) -> Result<(), Error> {
    let sql = "SELECT target_id, id, area, created_at FROM lookup \
               WHERE fingerprint = ?1 AND (target_id, id) > (?2, ?3) ORDER BY target_id, id, area";
    let mut statement = connection.prepare_cached(sql)?;
    let nil = (Uuid::nil(), Uuid::nil());
    let (target, id) = after.map_or(nil, |(target, id)| (target.uuid(), id.uuid()));
    let key = params![fingerprint, target.into_bytes(), id.into_bytes()];
    let mut rows = statement.query(key)?;
    while let Some(row) = rows.next()? {
        let area: String = row.get(2)?;
        let place = Place {
            target: TargetId::from(Uuid::from_bytes(row.get(0)?)),
            id: ContactDetailId::from(Uuid::from_bytes(row.get(1)?)),
            area: AreaKey::of(&area),
            created_at: row.get(3)?,
        };
        if !found(place)? {
            break;
        }
    }
    Ok(())
}
