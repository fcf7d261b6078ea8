//! The table `lookup`: which records hold a value, or held it in an earlier version. In place of the value stands its
//! fingerprint.

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::holding::Step;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::trace::{Fingerprint, LookupKey, LookupTerm};
use uuid::Uuid;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::contact_details::Place;
use crate::error::Error;

const INSERT: &str = "INSERT INTO lookup (fingerprint, target_id, id, area, created_at) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
const AFTER: &str = "SELECT target_id, id, area, created_at FROM lookup \
     WHERE fingerprint = $1 AND (target_id, id, area) > ($2, $3, $4) ORDER BY target_id, id, area LIMIT $5";

pub const STATEMENTS: &[&str] = &[INSERT, AFTER];

/// Notes what a record can be found by after a step, unless it is what it could be found by before.
pub fn follow<'a>(batch: &mut Batch<'a>, key: &LookupKey, step: &'a Step) {
    let before = step.before.as_ref();
    let before = before.and_then(|record| LookupTerm::of(&record.information));
    match LookupTerm::of(&step.after.information) {
        Some(term) if before.as_ref() != Some(&term) => {
            insert(batch, term.fingerprint(key), &step.after);
        }
        _ => {}
    }
}

/// Notes what this version of a record can be found by.
pub fn note<'a>(batch: &mut Batch<'a>, key: &LookupKey, record: &'a ContactDetail) {
    if let Some(term) = LookupTerm::of(&record.information) {
        insert(batch, term.fingerprint(key), record);
    }
}

fn insert<'a>(batch: &mut Batch<'a>, fingerprint: Fingerprint, record: &'a ContactDetail) {
    let row = values![
        fingerprint.to_vec(),
        record.target.id.uuid(),
        record.id.uuid(),
        record.area.as_str(),
        record.created.at.as_microsecond(),
    ];
    batch.add(INSERT, row);
}

/// Where a search goes on.
pub type After = (Uuid, Uuid, String);

/// Before the first record, or after all those with the id of one of them.
pub fn start(after: Option<(TargetId, ContactDetailId)>) -> After {
    match after {
        // No area comes after this text.
        Some((target, id)) => (target.uuid(), id.uuid(), char::MAX.to_string()),
        None => (Uuid::nil(), Uuid::nil(), String::new()),
    }
}

/// The places of the next records with this fingerprint, by target, id and area.
pub async fn next(
    session: &Session,
    fingerprint: Fingerprint,
    (target, id, area): &After,
    limit: i64,
) -> Result<Vec<Place>, Error> {
    let key = fingerprint.as_slice();
    let rows = session
        .rows(AFTER, &[&key, target, id, area, &limit])
        .await?;
    let place = |row| {
        let cells = Cells::of("lookup", row);
        Ok(Place {
            target: TargetId::from(cells.uuid(0)?),
            id: ContactDetailId::from(cells.uuid(1)?),
            area: cells.area(2)?,
            created_at: cells.get(3)?,
        })
    };
    rows.iter().map(place).collect()
}
