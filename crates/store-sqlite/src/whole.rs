//! One unit of work that changes several things of one target and area together.

use contactable_domain::identifier::in_use;
use contactable_domain::patient::Carried;
use contactable_domain::ports::{
    Arrival, DecideWhole, Left, RequestKey, StoreError, Tied, Whole, WholeChanges, WholeDone,
    WholeKey, WholeOutcome,
};
use contactable_domain::target_version::TargetVersion;
use contactable_domain::trace::LookupKey;
use rusqlite::Connection;

use crate::error::Error;
use crate::{
    carried, contact_details, done_requests, holdings, identifiers, lookup, outbox, preferences,
    slots, standing_change, targets, trail, turns,
};

/// Lays everything before the rule and writes what it says, within the transaction that is open, unless the request
/// was carried out before.
pub fn run(
    connection: &Connection,
    lookup_key: &LookupKey,
    key: &WholeKey,
    request: Option<RequestKey>,
    decide: &DecideWhole,
) -> Result<WholeOutcome, StoreError> {
    if let Some(request) = request
        && let Some(left) = done_requests::find(connection, key.target, request)?
    {
        return Ok(WholeOutcome::Repeated(left));
    }
    let before = load(connection, key)?;
    let changes = decide(&before).map_err(StoreError::Refused)?;
    if let Some(arrival) = &changes.arrival
        && identifiers::tie(connection, &arrival.identifier)? == Tied::ElsewhereAlready
    {
        return Err(StoreError::Refused(in_use()));
    }
    let version = write(connection, lookup_key, key, &before, &changes)?;
    if let Some(request) = request {
        let left = Left {
            version,
            at: changes.at,
        };
        done_requests::write(connection, key.target, request, left)?;
    }
    Ok(WholeOutcome::Done(Box::new(WholeDone {
        before,
        changes,
        version,
    })))
}

fn load(connection: &Connection, key: &WholeKey) -> Result<Whole, Error> {
    Ok(Whole {
        holding: holdings::occupants(connection, key.target, &key.area)?,
        wishes: preferences::at(connection, key.target, &key.area, None)?,
        carried: carried::of(connection, key.target, &key.area)?,
    })
}

fn write(
    connection: &Connection,
    lookup_key: &LookupKey,
    key: &WholeKey,
    before: &Whole,
    changes: &WholeChanges,
) -> Result<TargetVersion, Error> {
    let known = before.holding.standing.version;
    let is_new = known == TargetVersion::default();
    let version = match &changes.arrival {
        Some(arrival) if is_new => {
            targets::begin_at(connection, key.target, arrival.version, changes.at)?;
            arrival.version
        }
        _ if changes.is_change() => {
            targets::raise_version(connection, key.target, changes.at)?;
            known.next()
        }
        _ => known,
    };
    for step in &changes.rewrite.steps {
        contact_details::write(connection, step)?;
        lookup::follow(connection, lookup_key, step)?;
        turns::expect(connection, &step.after)?;
    }
    slots::write(connection, (key.target, &key.area), &changes.rewrite.slots)?;
    if let Some(wishes) = &changes.wishes {
        preferences::write(connection, wishes)?;
        if let Some(event) = &changes.wishes_event {
            outbox::write_preferences(connection, event, wishes, version.number())?;
        }
    }
    if let Some(arrival) = &changes.arrival {
        arrive(connection, key, arrival, version)?;
    }
    for event in &changes.events {
        outbox::write(connection, event, version.number())?;
    }
    trail::append(connection, &changes.audit)?;
    Ok(version)
}

fn arrive(
    connection: &Connection,
    key: &WholeKey,
    arrival: &Arrival,
    version: TargetVersion,
) -> Result<(), Error> {
    if let Some(restriction) = &arrival.restriction {
        standing_change::restrict(connection, key.target, restriction)?;
    }
    if let Some(event) = &arrival.restriction_event {
        outbox::write_access(connection, event, version.number())?;
    }
    let carry = |body: &Carried| carried::write(connection, key.target, &key.area, body);
    arrival.carried.as_ref().map_or(Ok(()), carry)
}
