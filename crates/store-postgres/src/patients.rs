//! Patients: who answers to an NHS number, and what of them somebody sees.

use contactable_domain::access::Standing;
use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::ids::TargetId;
use contactable_domain::patient::{Confidentiality, Patient, PatientSight};
use contactable_domain::ports::{Left, PatientQuery};
use contactable_domain::restriction::{Level, Restriction};
use contactable_domain::succession::Survivor;
use contactable_domain::value::NhsNumber;

use crate::areas::Areas;
use crate::connection::Session;
use crate::error::Error;
use crate::{
    carried, contact_details, done_requests, identifiers, lists, preferences, standing, successions,
};

/// Who answers to a number, as far as the viewer sees them.
pub async fn sight(session: &Session, query: &PatientQuery) -> Result<PatientSight, Error> {
    session.ask_for(&Areas::of([&query.area])).await?;
    let Some(target) = identifiers::owner(session, &identifier(query.number)).await? else {
        return Ok(PatientSight::Nobody);
    };
    let standing = standing::before(session, target, &query.viewer).await?;
    // What was done before the number was superseded was done.
    if standing.fate().is_live() || repeated(session, query, target).await?.is_some() {
        let whose = (target, query.number, standing);
        return seen(session, query, whose).await;
    }
    let survivor = match successions::survivor(session, target).await? {
        Survivor::Itself => target,
        Survivor::Another(survivor) => survivor,
        Survivor::Invalidated => return Ok(PatientSight::Invalidated(target)),
    };
    // One that took another's place without having a number of its own cannot be shown by one.
    let Some(number) = identifiers::nhs_number(session, survivor).await? else {
        return Ok(PatientSight::Nobody);
    };
    let standing = standing::before(session, survivor, &query.viewer).await?;
    seen(session, query, (survivor, number, standing)).await
}

/// How the request left the target, if it was carried out.
async fn repeated(
    session: &Session,
    query: &PatientQuery,
    target: TargetId,
) -> Result<Option<Left>, Error> {
    match query.request {
        Some(request) => done_requests::find(session, target, request).await,
        None => Ok(None),
    }
}

async fn seen(
    session: &Session,
    query: &PatientQuery,
    (target, number, standing): (TargetId, NhsNumber, Standing),
) -> Result<PatientSight, Error> {
    let area = &query.area;
    let repeated = repeated(session, query, target).await?;
    let left = query.left_by.or(repeated);
    let at = left.map(|left| left.at);
    let basis = query.viewer.sight(&standing).of_area(area);
    let (mut records, mut wishes) = (Vec::new(), None);
    if basis.is_ok() {
        records = match at {
            None => contact_details::current_of(session, target, area).await?,
            Some(at) => lists::not_retired_at(session, target, area, at).await?,
        };
        wishes = preferences::at(session, target, area, at).await?;
    }
    let patient = Box::new(Patient {
        number,
        target,
        version: left.map_or(standing.version, |left| left.version),
        confidentiality: confidentiality(&standing),
        basis,
        records: Patient::in_order(records),
        wishes,
        carried: carried::of(session, target, area).await?,
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
