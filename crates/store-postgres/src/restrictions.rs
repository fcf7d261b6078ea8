//! The table `restriction`: every word on whether a person is restricted.

use contactable_domain::ids::TargetId;
use contactable_domain::restriction::{Level, Restriction};

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

pub const LATEST: &str = "SELECT version, is_on, reason, recorded_at, recorded_by, recorded_by_name, \
     recorded_by_email, level FROM restriction WHERE target_id = $1 ORDER BY version DESC LIMIT 1";
const WRITE: &str = "INSERT INTO restriction (target_id, version, is_on, reason, recorded_at, recorded_by, \
     recorded_by_name, recorded_by_email, level) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

pub const STATEMENTS: &[&str] = &[LATEST, WRITE];

/// The last word on it.
pub async fn latest(session: &Session, target: TargetId) -> Result<Option<Restriction>, Error> {
    let Some(row) = session.row(LATEST, &[&target.uuid()]).await? else {
        return Ok(None);
    };
    let cells = Cells::of("restriction", &row);
    Ok(Some(Restriction {
        target,
        is_on: cells.get(1)?,
        level: cells.word(7, Level::parse)?,
        reason: cells.text(2)?,
        version: cells.version(0)?,
        recorded: cells.stamp(3)?,
    }))
}

/// Adds the next word.
pub fn write<'a>(batch: &mut Batch<'a>, restriction: &'a Restriction) {
    let stamp = &restriction.recorded;
    let row = values![
        restriction.target.uuid(),
        i64::from(restriction.version.number()),
        restriction.is_on,
        restriction.reason.as_str(),
        stamp.at.as_microsecond(),
        &stamp.by.subject,
        &stamp.by.name,
        &stamp.by.email,
        restriction.level.as_str(),
    ];
    batch.add_one(WRITE, row);
}
