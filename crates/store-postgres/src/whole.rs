//! One unit of work that changes several things of one target and area together.

use contactable_domain::identifier::in_use;
use contactable_domain::ports::{
    Arrival, DecideWhole, Left, RequestKey, Tied, Whole, WholeChanges, WholeDone, WholeKey,
    WholeOutcome,
};
use contactable_domain::target_version::TargetVersion;
use contactable_domain::trace::LookupKey;
use futures_util::future::try_join4;

use crate::areas::Areas;
use crate::batch::Batch;
use crate::error::{Error, Halt};
use crate::targets::Hold;
use crate::unit::Transaction;
use crate::{
    carried, contact_details, done_requests, holdings, identifiers, lookup, outbox, preferences,
    slots, standing, standing_change, targets, turns,
};

/// Lays everything before the rule and writes what it says, within the transaction that is open, unless the request
/// was carried out before.
pub async fn run(
    transaction: &Transaction,
    lookup_key: &LookupKey,
    key: &WholeKey,
    request: Option<RequestKey>,
    decide: &DecideWhole,
) -> Result<WholeOutcome, Halt> {
    let (before, done) = load(transaction, key, request).await?;
    if let Some(left) = done {
        return Ok(WholeOutcome::Repeated(left));
    }
    let changes = decide(&before).map_err(Halt::Refused)?;
    let mut batch = Batch::default();
    if let Some(arrival) = &changes.arrival {
        let tied = identifiers::tie(transaction, &mut batch, &arrival.identifier).await?;
        if tied == Tied::ElsewhereAlready {
            return Err(Halt::Refused(in_use()));
        }
    }
    let version = write(transaction, &mut batch, lookup_key, key, &before, &changes).await?;
    if let Some(request) = request {
        let left = Left {
            version,
            at: changes.at,
        };
        done_requests::write(&mut batch, key.target, request, left);
    }
    transaction.write(batch)?;
    transaction.append(&changes.audit);
    Ok(WholeOutcome::Done(Box::new(WholeDone {
        before,
        changes,
        version,
    })))
}

/// What is there; and how the request left it, if it was carried out before.
async fn load(
    transaction: &Transaction,
    key: &WholeKey,
    request: Option<RequestKey>,
) -> Result<(Whole, Option<Left>), Error> {
    let done = async {
        match request {
            Some(request) => done_requests::find(transaction, key.target, request).await,
            None => Ok(None),
        }
    };
    // The first holds the target before the others are read. A next word on a restriction follows the last one, also where
    // that lifted it.
    let standing = Box::pin(standing::whole(transaction, key.target, Hold::UntilTheEnd));
    let (holding, done, wishes, carried) = try_join4(
        holdings::occupants(transaction, key.target, &key.area, standing),
        done,
        preferences::at(transaction, key.target, &key.area, None),
        carried::of(transaction, key.target, &key.area),
    )
    .await?;
    let whole = Whole {
        holding,
        wishes,
        carried,
    };
    Ok((whole, done))
}

async fn write<'a>(
    transaction: &Transaction,
    batch: &mut Batch<'a>,
    lookup_key: &LookupKey,
    key: &'a WholeKey,
    before: &Whole,
    changes: &'a WholeChanges,
) -> Result<TargetVersion, Error> {
    let known = before.holding.standing.version;
    let is_new = known == TargetVersion::default();
    let version = match &changes.arrival {
        Some(arrival) if is_new => {
            targets::begin_at(batch, key.target, arrival.version, changes.at);
            arrival.version
        }
        _ if changes.is_change() => {
            targets::raise_version(batch, key.target, known, changes.at);
            known.next()
        }
        _ => known,
    };
    for step in &changes.rewrite.steps {
        contact_details::write(batch, step);
        lookup::follow(batch, lookup_key, step);
        turns::expect(batch, &step.after);
    }
    slots::write(batch, (key.target, &key.area), &changes.rewrite.slots);
    if let Some(wishes) = &changes.wishes {
        preferences::write(batch, wishes);
        if let Some(event) = &changes.wishes_event {
            outbox::write_preferences(batch, event, wishes, version)?;
        }
    }
    if let Some(arrival) = &changes.arrival {
        arrive(transaction, batch, key, arrival, version).await?;
    }
    for event in &changes.events {
        outbox::write(batch, event, version)?;
    }
    Ok(version)
}

async fn arrive<'a>(
    transaction: &Transaction,
    batch: &mut Batch<'a>,
    key: &'a WholeKey,
    arrival: &'a Arrival,
    version: TargetVersion,
) -> Result<(), Error> {
    if let Some(restriction) = &arrival.restriction {
        standing_change::restrict(transaction, batch, key.target, restriction).await?;
    }
    if let Some(event) = &arrival.restriction_event {
        transaction.ask_for(&Areas::all()).await?;
        outbox::write_access(batch, event, version)?;
    }
    if let Some(body) = &arrival.carried {
        carried::write(batch, key.target, &key.area, body);
    }
    Ok(())
}
