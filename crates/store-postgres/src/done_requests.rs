//! The table `done_request`: requests that were carried out, for whoever sends one again.

use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Left, REPEATS_KEPT_HOURS, RequestKey};
use contactable_domain::target_version::TargetVersion;
use contactable_domain::time::as_instant;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

pub const FIND: &str =
    "SELECT version, at FROM done_request WHERE target_id = $1 AND request = $2 AND at >= $3";
const WRITE: &str = "INSERT INTO done_request (target_id, request, version, at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (target_id, request) DO UPDATE SET version = $3, at = $4";
const FORGET: &str = "DELETE FROM done_request WHERE at < $1";

pub const STATEMENTS: &[&str] = &[FIND, WRITE, FORGET];

/// How a request left the target, if it was carried out.
pub async fn find(
    session: &Session,
    target: TargetId,
    request: RequestKey,
) -> Result<Option<Left>, Error> {
    let oldest = oldest(request.at).as_microsecond();
    let row = session
        .row(FIND, &[&target.uuid(), &request.digest.as_slice(), &oldest])
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let cells = Cells::of("done_request", &row);
    Ok(Some(Left {
        version: TargetVersion::new(cells.get::<i64>(0)?.unsigned_abs()),
        at: cells.instant(1)?,
    }))
}

/// Keeps how a request left the target.
pub fn write(batch: &mut Batch<'_>, target: TargetId, request: RequestKey, left: Left) {
    let version = i64::try_from(left.version.number()).unwrap_or(i64::MAX);
    let row = values![
        target.uuid(),
        request.digest.to_vec(),
        version,
        left.at.as_microsecond()
    ];
    batch.add_one(WRITE, row);
}

/// Forgets all that is kept for too long on this day, whatever the hour. Not with each request, as requests of other
/// targets would wait for each other over it.
pub async fn forget(session: &Session, on: Date) -> Result<(), Error> {
    session
        .execute(FORGET, &[&oldest(as_instant(on)).as_microsecond()])
        .await?;
    Ok(())
}

/// From when on requests count that come again at this instant.
fn oldest(at: Timestamp) -> Timestamp {
    let kept = SignedDuration::from_hours(REPEATS_KEPT_HOURS);
    at.checked_sub(kept).unwrap_or(Timestamp::MIN)
}
