//! One change of a target's standing: what is there, what the rule says, everything it writes.

use contactable_domain::access::Standing;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{
    DecideStanding, DecideSuccession, StandingChanges, StoreError, SuccessionKey,
};
use contactable_domain::restriction::Restriction;
use contactable_domain::sharing::SharingGrant;
use contactable_domain::succession::{Parties, Succession};
use jiff::Timestamp;
use rusqlite::Connection;

use crate::error::Error;
use crate::{
    event_log, outbox, passes, restrictions, sharing_grants, standing, successions, targets, trail,
};

/// Lays the standing before the rule and writes what it says, within the transaction that is open.
pub fn run(
    connection: &Connection,
    target: TargetId,
    decide: &DecideStanding,
) -> Result<StandingChanges, StoreError> {
    let before = standing::whole(connection, target)?;
    let changes = decide(&before).map_err(StoreError::Refused)?;
    write(connection, target, &before, &changes)?;
    Ok(changes)
}

/// Lays both targets before the rule and writes what it says of the first, within the transaction that is open. No
/// other change of a succession comes in between: the transaction has the file's write lock from its beginning.
pub fn succeed(
    connection: &Connection,
    key: SuccessionKey,
    decide: &DecideSuccession,
) -> Result<Option<Succession>, StoreError> {
    let survivor = key.survivor;
    let survivor = survivor.map(|survivor| successions::party(connection, survivor));
    let parties = Parties {
        old: successions::party(connection, key.target)?,
        survivor: survivor.transpose()?,
    };
    let changes = decide(&parties).map_err(StoreError::Refused)?;
    let before = parties.old.standing;
    write(connection, key.target, &before, &changes)?;
    Ok(changes.succession.or(before.succession))
}

fn write(
    connection: &Connection,
    target: TargetId,
    before: &Standing,
    changes: &StandingChanges,
) -> Result<(), Error> {
    if let Some(at) = changed_at(changes) {
        // Never back in time, whatever the clock did.
        let at = before.changed_at.map_or(at, |last| last.max(at));
        targets::raise_version(connection, target, at)?;
    }
    if let Some(grant) = &changes.grant {
        sharing_grants::write(connection, grant)?;
        targets::mark_shared(connection, target)?;
    }
    if let Some(restriction) = &changes.restriction {
        restrict(connection, target, restriction)?;
    }
    if let Some(pass) = &changes.pass {
        passes::write(connection, pass)?;
    }
    if let Some(succession) = &changes.succession {
        successions::write(connection, succession)?;
        targets::mark_fate(connection, target, succession.fate)?;
    }
    if let Some(word) = &changes.protection {
        targets::raise_version(connection, word.target, word.recorded.at)?;
        restrict(connection, word.target, word)?;
    }
    for event in &changes.events {
        let version = targets::version(connection, event.target)?;
        outbox::write_access(connection, event, version)?;
    }
    trail::append(connection, &changes.audit)
}

/// What waits to be told, or told again, about a person who becomes restricted keeps no value.
pub fn restrict(
    connection: &Connection,
    target: TargetId,
    restriction: &Restriction,
) -> Result<(), Error> {
    restrictions::write(connection, restriction)?;
    targets::mark_restricted(connection, target, restriction.is_on)?;
    if restriction.is_on {
        outbox::withhold(connection, target)?;
        event_log::withhold(connection, target)?;
    }
    Ok(())
}

/// When what changes was recorded; `None` when nothing changes.
fn changed_at(changes: &StandingChanges) -> Option<Timestamp> {
    let of_grant = |grant: &SharingGrant| match &grant.withdrawn {
        Some(withdrawal) => withdrawal.stamp.at,
        None => grant.recorded.at,
    };
    let instants = [
        changes.grant.as_ref().map(of_grant),
        changes.restriction.as_ref().map(|word| word.recorded.at),
        changes.pass.as_ref().map(|pass| pass.from),
        changes.succession.as_ref().map(|word| word.recorded.at),
    ];
    instants.into_iter().flatten().max()
}
