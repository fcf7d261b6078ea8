//! The table `pass`: who broke the glass.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::ids::{PassId, TargetId};
use contactable_domain::restriction::Pass;
use jiff::Timestamp;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::{Session, Values};
use crate::error::Error;

macro_rules! columns {
    () => {
        "target_id, pass_id, issuer, by_subject, by_name, by_email, purpose, reason, began_at, until"
    };
}

const OF: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM pass WHERE target_id = $1 ORDER BY began_at, pass_id"
);
const BEFORE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM pass WHERE began_at < $1 ORDER BY began_at DESC, target_id, pass_id LIMIT $2"
);
const WRITE: &str = concat!(
    "INSERT INTO pass (",
    columns!(),
    ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
);

pub const STATEMENTS: &[&str] = &[OF, BEFORE, WRITE];

/// Those about a target, the first one first.
pub async fn of(session: &Session, target: TargetId) -> Result<Vec<Pass>, Error> {
    select(session, OF, &[&target.uuid()]).await
}

/// Those that began before an instant, the latest first.
pub async fn before(
    session: &Session,
    before: Option<Timestamp>,
    limit: usize,
) -> Result<Vec<Pass>, Error> {
    let before = before.map_or(i64::MAX, Timestamp::as_microsecond);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    select(session, BEFORE, &[&before, &limit]).await
}

async fn select(session: &Session, sql: &str, values: Values<'_>) -> Result<Vec<Pass>, Error> {
    let rows = session.rows(sql, values).await?;
    rows.iter()
        .map(|row| read(Cells::of("pass", row)))
        .collect()
}

fn read(cells: Cells<'_>) -> Result<Pass, Error> {
    let issuer: String = cells.get(2)?;
    Ok(Pass {
        id: PassId::from(cells.uuid(1)?),
        target: TargetId::from(cells.uuid(0)?),
        issuer: issuer.into(),
        by: cells.author(3)?,
        purpose: cells.word(6, PurposeOfUse::parse)?,
        reason: cells.text(7)?,
        from: cells.instant(8)?,
        until: cells.instant(9)?,
    })
}

/// Adds one.
pub fn write<'a>(batch: &mut Batch<'a>, pass: &'a Pass) {
    let row = values![
        pass.target.uuid(),
        pass.id.uuid(),
        &*pass.issuer,
        &pass.by.subject,
        &pass.by.name,
        &pass.by.email,
        pass.purpose.as_str(),
        pass.reason.as_str(),
        pass.from.as_microsecond(),
        pass.until.as_microsecond(),
    ];
    batch.add_one(WRITE, row);
}
