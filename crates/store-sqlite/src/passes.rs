//! The table `pass`: who broke the glass.

use contactable_domain::actor::PurposeOfUse;
use contactable_domain::ids::{PassId, TargetId};
use contactable_domain::restriction::Pass;
use jiff::Timestamp;
use rusqlite::{Connection, Params, params};

use crate::cells::Cells;
use crate::error::Error;

macro_rules! columns {
    () => {
        "target_id, pass_id, issuer, by_subject, by_name, by_email, purpose, reason, began_at, until"
    };
}

/// Those about a target, the first one first.
pub fn of(connection: &Connection, target: TargetId) -> Result<Vec<Pass>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM pass WHERE target_id = ?1 ORDER BY began_at, pass_id"
    );
    select(connection, sql, [target.uuid().into_bytes()])
}

/// Those that began before an instant, the latest first.
pub fn before(
    connection: &Connection,
    before: Option<Timestamp>,
    limit: usize,
) -> Result<Vec<Pass>, Error> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM pass WHERE began_at < ?1 ORDER BY began_at DESC, target_id, pass_id LIMIT ?2"
    );
    let before = before.map_or(i64::MAX, Timestamp::as_microsecond);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    select(connection, sql, params![before, limit])
}

fn select(connection: &Connection, sql: &str, values: impl Params) -> Result<Vec<Pass>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut passes = Vec::new();
    while let Some(row) = rows.next()? {
        passes.push(read(Cells::of("pass", row))?);
    }
    Ok(passes)
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
pub fn write(connection: &Connection, pass: &Pass) -> Result<(), Error> {
    let sql = concat!(
        "INSERT INTO pass (",
        columns!(),
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    );
    connection.prepare_cached(sql)?.execute(params![
        pass.target.uuid().into_bytes(),
        pass.id.uuid().into_bytes(),
        pass.issuer,
        pass.by.subject,
        pass.by.name,
        pass.by.email,
        pass.purpose.as_str(),
        pass.reason.as_str(),
        pass.from.as_microsecond(),
        pass.until.as_microsecond(),
    ])?;
    Ok(())
}
