//! The table `revocation`: access that was taken back, and given back.

use contactable_domain::ids::RevocationId;
use contactable_domain::revocation::{Revocation, Revoked};

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

const TOKEN: &str = "token";
const SUBJECT: &str = "subject";

const ALL: &str = "SELECT revocation_id, issuer, kind, what, reason, recorded_at, recorded_by, \
     recorded_by_name, recorded_by_email, lifted_at, lifted_by, lifted_by_name, \
     lifted_by_email FROM revocation ORDER BY recorded_at, revocation_id";
const WRITE: &str = "INSERT INTO revocation (revocation_id, issuer, kind, what, reason, recorded_at, \
     recorded_by, recorded_by_name, recorded_by_email, lifted_at, lifted_by, lifted_by_name, \
     lifted_by_email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
     ON CONFLICT (revocation_id) DO UPDATE SET lifted_at = $10, lifted_by = $11, \
     lifted_by_name = $12, lifted_by_email = $13 WHERE revocation.lifted_at IS NULL";

pub const STATEMENTS: &[&str] = &[ALL, WRITE];

/// All of them, the first one first.
pub async fn all(session: &Session) -> Result<Vec<Revocation>, Error> {
    let rows = session.rows(ALL, &[]).await?;
    let revocation = |row| read(Cells::of("revocation", row));
    rows.iter().map(revocation).collect()
}

fn read(cells: Cells<'_>) -> Result<Revocation, Error> {
    let issuer: String = cells.get(1)?;
    let what: String = cells.get(3)?;
    let what = match cells.get::<&str>(2)? {
        TOKEN => Revoked::Token(what.into()),
        SUBJECT => Revoked::Subject(what.into()),
        _ => return Err(cells.corrupt(2)),
    };
    Ok(Revocation {
        id: RevocationId::from(cells.uuid(0)?),
        issuer: issuer.into(),
        what,
        reason: cells.text(4)?,
        recorded: cells.stamp(5)?,
        lifted: cells.optional_stamp(9)?,
    })
}

/// Adds one, or its lifting to one that is there. Lifted once it stays so.
pub fn write<'a>(batch: &mut Batch<'a>, revocation: &'a Revocation) {
    let (kind, what) = match &revocation.what {
        Revoked::Token(id) => (TOKEN, id),
        Revoked::Subject(subject) => (SUBJECT, subject),
    };
    let (recorded, lifted) = (&revocation.recorded, revocation.lifted.as_ref());
    let row = values![
        revocation.id.uuid(),
        &*revocation.issuer,
        kind,
        &**what,
        revocation.reason.as_str(),
        recorded.at.as_microsecond(),
        &recorded.by.subject,
        &recorded.by.name,
        &recorded.by.email,
        lifted.map(|stamp| stamp.at.as_microsecond()),
        lifted.map(|stamp| &stamp.by.subject),
        lifted.and_then(|stamp| stamp.by.name.as_ref()),
        lifted.and_then(|stamp| stamp.by.email.as_ref()),
    ];
    batch.add(WRITE, row);
}
