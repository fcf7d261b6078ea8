//! The tables `target_identifier` (what targets are called elsewhere) and `identifier_key` (whose identifier it is).

use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{TargetIdentifier, Tied};
use contactable_domain::value::NhsNumber;
use futures_util::future::try_join;

use crate::batch::{Batch, values};
use crate::cells::Cells;
use crate::connection::Session;
use crate::error::Error;

const OF: &str = "SELECT system, value, recorded_at, recorded_by, recorded_by_name, recorded_by_email \
     FROM target_identifier WHERE target_id = $1 ORDER BY system";
pub const VALUE: &str = "SELECT value FROM target_identifier WHERE target_id = $1 AND system = $2";
const OWNER: &str = "SELECT target_id FROM identifier_key WHERE system = $1 AND value = $2";
const PAGE: &str = "SELECT value, target_id FROM identifier_key WHERE system = $1 AND value > $2 \
     ORDER BY value LIMIT $3";
const CLAIM: &str = "INSERT INTO identifier_key (system, value, target_id) VALUES ($1, $2, $3)";
const RELEASE: &str =
    "DELETE FROM identifier_key WHERE system = $1 AND value = $2 AND target_id = $3";
const INSERT: &str = "INSERT INTO target_identifier (target_id, system, value, recorded_at, recorded_by, \
     recorded_by_name, recorded_by_email) VALUES ($1, $2, $3, $4, $5, $6, $7)";
const REPLACE: &str = "UPDATE target_identifier SET value = $3, recorded_at = $4, recorded_by = $5, \
     recorded_by_name = $6, recorded_by_email = $7 \
     WHERE target_id = $1 AND system = $2 AND value = $8";

pub const STATEMENTS: &[&str] = &[OF, VALUE, OWNER, PAGE, CLAIM, RELEASE, INSERT, REPLACE];

/// The identifiers of a target, by system.
pub async fn of(session: &Session, target: TargetId) -> Result<Vec<TargetIdentifier>, Error> {
    let rows = session.rows(OF, &[&target.uuid()]).await?;
    let identifier = |row| {
        let cells = Cells::of("target_identifier", row);
        Ok(TargetIdentifier {
            target,
            identifier: Identifier::from_stored(cells.get(0)?, cells.get(1)?),
            recorded: cells.stamp(2)?,
        })
    };
    rows.iter().map(identifier).collect()
}

/// The NHS number that is tied to a target.
pub async fn nhs_number(session: &Session, target: TargetId) -> Result<Option<NhsNumber>, Error> {
    let value = value(session, target, IdentifierSystem::NHS_NUMBER).await?;
    value.as_deref().map(parsed).transpose()
}

fn parsed(value: &str) -> Result<NhsNumber, Error> {
    NhsNumber::parse(value).map_err(|_| Error::Corrupt {
        table: "target_identifier",
        column: "value",
    })
}

async fn value(session: &Session, target: TargetId, system: &str) -> Result<Option<String>, Error> {
    let row = session.row(VALUE, &[&target.uuid(), &system]).await?;
    let value = |row| Cells::of("target_identifier", &row).get(0);
    row.map(value).transpose()
}

/// Whose identifier this is.
pub async fn owner(session: &Session, identifier: &Identifier) -> Result<Option<TargetId>, Error> {
    let row = session
        .row(OWNER, &[&identifier.system(), &identifier.value()])
        .await?;
    let owner = |row| {
        Cells::of("identifier_key", &row)
            .uuid(0)
            .map(TargetId::from)
    };
    row.map(owner).transpose()
}

/// The persons with an NHS number after this one, by number.
pub async fn page(
    session: &Session,
    after: Option<NhsNumber>,
    limit: usize,
) -> Result<Vec<(NhsNumber, TargetId)>, Error> {
    let after = after.as_ref().map_or("", NhsNumber::as_str);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = session
        .rows(PAGE, &[&IdentifierSystem::NHS_NUMBER, &after, &limit])
        .await?;
    let person = |row| {
        let cells = Cells::of("identifier_key", row);
        Ok((parsed(cells.get(0)?)?, TargetId::from(cells.uuid(1)?)))
    };
    rows.iter().map(person).collect()
}

/// Ties an identifier to a target in place of what it had of that system, unless another target has it.
pub async fn tie<'a>(
    session: &Session,
    batch: &mut Batch<'a>,
    tied: &'a TargetIdentifier,
) -> Result<Tied, Error> {
    let system = tied.identifier.system();
    let known = try_join(
        owner(session, &tied.identifier),
        value(session, tied.target, system),
    );
    let (owner, before) = known.await?;
    match owner {
        Some(owner) if owner == tied.target => return Ok(Tied::Already),
        Some(_) => return Ok(Tied::ElsewhereAlready),
        None => write(batch, tied, before),
    }
    Ok(Tied::Now)
}

/// Whoever tied something to the same target, or the same to another, meanwhile, was first.
fn write<'a>(batch: &mut Batch<'a>, tied: &'a TargetIdentifier, before: Option<String>) {
    let (target, system) = (tied.target.uuid(), tied.identifier.system());
    batch.add_one(CLAIM, values![system, tied.identifier.value(), target]);
    let stamp = &tied.recorded;
    let mut row = values![
        target,
        system,
        tied.identifier.value(),
        stamp.at.as_microsecond(),
        &stamp.by.subject,
        &stamp.by.name,
        &stamp.by.email,
    ];
    match before {
        None => batch.add_one(INSERT, row),
        Some(before) => {
            batch.add_one(RELEASE, values![system, before.clone(), target]);
            row.push(Box::new(before));
            batch.add_one(REPLACE, row);
        }
    }
}
