//! Patients: who answers to an NHS number, and what of them somebody sees.

use contactable_domain::access::Standing;
use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::ids::TargetId;
use contactable_domain::patient::{Confidentiality, Patient, PatientSight};
use contactable_domain::ports::PatientQuery;
use contactable_domain::restriction::{Level, Restriction};
use contactable_domain::succession::Survivor;
use contactable_domain::value::NhsNumber;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::error::Error;
use crate::{
    carried, contact_details, done_requests, identifiers, lists, preferences, standing, successions,
};

/// Who answers to a number, as far as the viewer sees them.
pub fn sight(connection: &Connection, query: &PatientQuery) -> Result<PatientSight, Error> {
    let Some(target) = identifiers::owner(connection, &identifier(query.number))? else {
        return Ok(PatientSight::Nobody);
    };
    let standing = standing::before(connection, target, &query.viewer)?;
    // What was done before the number was superseded was done.
    if standing.fate().is_live() || is_done(connection, query, target)? {
        let whose = (target, query.number, standing);
        return seen(connection, query, whose);
    }
    let survivor = match successions::survivor(connection, target)? {
        Survivor::Itself => target,
        Survivor::Another(survivor) => survivor,
        Survivor::Invalidated => return Ok(PatientSight::Invalidated(target)),
    };
    // One that took another's place without having a number of its own cannot be shown by one.
    let Some(number) = identifiers::nhs_number(connection, survivor)? else {
        return Ok(PatientSight::Nobody);
    };
    let standing = standing::before(connection, survivor, &query.viewer)?;
    seen(connection, query, (survivor, number, standing))
}

fn is_done(connection: &Connection, query: &PatientQuery, target: TargetId) -> Result<bool, Error> {
    let Some(request) = query.request else {
        return Ok(false);
    };
    Ok(done_requests::find(connection, target, request)?.is_some())
}

fn seen(
    connection: &Connection,
    query: &PatientQuery,
    (target, number, standing): (TargetId, NhsNumber, Standing),
) -> Result<PatientSight, Error> {
    let area = &query.area;
    let repeated = match query.request {
        Some(request) => done_requests::find(connection, target, request)?,
        None => None,
    };
    let left = query.left_by.or(repeated);
    let at = left.map(|left| left.at);
    let basis = query.viewer.sight(&standing).of_area(area);
    let (mut records, mut wishes) = (Vec::new(), None);
    if basis.is_ok() {
        records = match at {
            None => contact_details::current_of(connection, target, area)?,
            Some(at) => lists::not_retired_at(connection, target, area, at)?,
        };
        wishes = preferences::at(connection, target, area, at)?;
    }
    let patient = Box::new(Patient {
        number,
        target,
        version: left.map_or(standing.version, |left| left.version),
        confidentiality: confidentiality(&standing),
        basis,
        records: Patient::in_order(records),
        wishes,
        carried: carried::of(connection, target, area)?,
    });
    Ok(match repeated {
        Some(_) => PatientSight::Left(patient),
        None => PatientSight::Seen(patient),
    })
}

fn confidentiality(standing: &Standing) -> Confidentiality {
    let word = standing.restriction.as_ref();
    match word.and_then(Restriction::in_force) {
        None => Confidentiality::Unrestricted,
        Some(Level::Restricted) => Confidentiality::Restricted,
        Some(Level::VeryRestricted) => Confidentiality::VeryRestricted,
    }
}

fn identifier(number: NhsNumber) -> Identifier {
    Identifier::from_stored(
        IdentifierSystem::NHS_NUMBER.to_owned(),
        number.as_str().to_owned(),
    )
}

/// The persons with an NHS number after this one, by number.
pub fn page(
    connection: &Connection,
    after: Option<NhsNumber>,
    limit: usize,
) -> Result<Vec<(NhsNumber, TargetId)>, Error> {
    let sql = "SELECT value, target_id FROM target_identifier WHERE system = ?1 AND value > ?2 \
               ORDER BY value LIMIT ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let after = after.as_ref().map_or("", NhsNumber::as_str);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![IdentifierSystem::NHS_NUMBER, after, limit])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let value: String = row.get(0)?;
        let number = NhsNumber::parse(&value).map_err(|_| Error::Corrupt {
            table: "target_identifier",
            column: "value",
        })?;
        found.push((number, TargetId::from(Uuid::from_bytes(row.get(1)?))));
    }
    Ok(found)
}
