//! One change of a target's standing: what is there, what the rule says, everything it writes.

use contactable_domain::access::Standing;
use contactable_domain::event::AccessEvent;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{DecideStanding, DecideSuccession, StandingChanges, SuccessionKey};
use contactable_domain::restriction::Restriction;
use contactable_domain::sharing::SharingGrant;
use contactable_domain::succession::{Parties, Succession};
use contactable_domain::target_version::TargetVersion;
use jiff::Timestamp;

use crate::areas::Areas;
use crate::batch::Batch;
use crate::connection::Session;
use crate::error::{Error, Halt};
use crate::targets::Hold;
use crate::unit::Transaction;
use crate::{
    event_log, outbox, passes, restrictions, settings, sharing_grants, standing, successions,
    targets,
};

/// Lays the standing before the rule and writes what it says, within the transaction that is open.
pub async fn run(
    transaction: &Transaction,
    target: TargetId,
    decide: &DecideStanding,
) -> Result<StandingChanges, Halt> {
    let before = standing::whole(transaction, target, Hold::UntilTheEnd).await?;
    let changes = decide(&before).map_err(Halt::Refused)?;
    let known = |about| {
        if about == target {
            before.version
        } else {
            TargetVersion::default()
        }
    };
    write(transaction, target, &before, known, &changes).await?;
    Ok(changes)
}

/// Lays both targets before the rule and writes what it says of the first, within the transaction that is open. No
/// other change of a succession comes in between: whoever makes one holds a row that all of them hold.
pub async fn succeed(
    transaction: &Transaction,
    key: SuccessionKey,
    decide: &DecideSuccession,
) -> Result<Option<Succession>, Halt> {
    settings::lock(transaction, settings::SUCCESSION).await?;
    let old = successions::party(transaction, key.target).await?;
    let survivor = match key.survivor {
        Some(survivor) => Some(successions::party(transaction, survivor).await?),
        None => None,
    };
    let parties = Parties { old, survivor };
    let changes = decide(&parties).map_err(Halt::Refused)?;
    let survivor = parties.survivor.as_ref();
    let known = |about| match survivor {
        Some(party) if party.target == about => party.standing.version,
        _ => parties.old.standing.version,
    };
    write(
        transaction,
        key.target,
        &parties.old.standing,
        known,
        &changes,
    )
    .await?;
    Ok(changes.succession.or(parties.old.standing.succession))
}

/// Writes what changes of targets of which so many changes are known.
async fn write(
    transaction: &Transaction,
    target: TargetId,
    before: &Standing,
    known: impl Fn(TargetId) -> TargetVersion,
    changes: &StandingChanges,
) -> Result<(), Error> {
    let mut batch = Batch::default();
    let changed_at = changed_at(changes);
    if let Some(at) = changed_at {
        // Never back in time, whatever the clock did.
        let at = before.changed_at.map_or(at, |last| last.max(at));
        targets::raise_version(&mut batch, target, known(target), at);
    }
    if let Some(grant) = &changes.grant {
        sharing_grants::write(&mut batch, grant);
        targets::mark_shared(&mut batch, target);
    }
    if let Some(restriction) = &changes.restriction {
        restrict(transaction, &mut batch, target, restriction).await?;
    }
    if let Some(pass) = &changes.pass {
        passes::write(&mut batch, pass);
    }
    if let Some(succession) = &changes.succession {
        successions::write(&mut batch, succession);
        targets::mark_fate(&mut batch, target, succession.fate);
    }
    let protection = changes.protection.as_ref();
    if let Some(word) = protection {
        targets::raise_version(
            &mut batch,
            word.target,
            known(word.target),
            word.recorded.at,
        );
        restrict(transaction, &mut batch, word.target, word).await?;
    }
    for event in &changes.events {
        let is_raised = (changed_at.is_some() && event.target == target)
            || protection.is_some_and(|word| word.target == event.target);
        tell(&mut batch, event, known(event.target), is_raised)?;
    }
    transaction.write(batch)?;
    transaction.append(&changes.audit);
    Ok(())
}

fn tell(
    batch: &mut Batch<'_>,
    event: &AccessEvent,
    known: TargetVersion,
    is_raised: bool,
) -> Result<(), Error> {
    let version = if is_raised { known.next() } else { known };
    outbox::write_access(batch, event, version)
}

/// What waits to be told, or told again, about a person who becomes restricted keeps no value, whichever area it is of.
pub async fn restrict<'a>(
    session: &Session,
    batch: &mut Batch<'a>,
    target: TargetId,
    restriction: &'a Restriction,
) -> Result<(), Error> {
    restrictions::write(batch, restriction);
    targets::mark_restricted(batch, target, restriction.is_on);
    if restriction.is_on {
        session.ask_for(&Areas::all()).await?;
        outbox::withhold(session, target).await?;
        event_log::withhold(session, target).await?;
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
