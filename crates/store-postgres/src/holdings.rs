//! Reading a holding: what a rule needs to see before it decides.

use contactable_domain::access::Standing;
use contactable_domain::area::AreaKey;
use contactable_domain::holding::Holding;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{RecordKey, Scope};
use contactable_domain::refusal::Refusal;
use futures_util::future::{try_join, try_join3};

use crate::connection::Session;
use crate::error::{Error, Halt};
use crate::{contact_details, slots, standing};

/// The holding that a change of this scope is about. Its target is held until the transaction ends.
pub async fn load(session: &Session, scope: &Scope) -> Result<Holding, Halt> {
    match scope {
        Scope::New { target, area, id } => {
            let known = try_join(
                held(session, *target, area),
                contact_details::original(session, *id, area),
            );
            let (mut holding, original) = known.await?;
            holding.original = original;
            Ok(holding)
        }
        Scope::Existing(key) => Ok(around(session, key).await?.0),
        Scope::Successor { old, id } => {
            let (mut holding, area) = around(session, old).await?;
            holding.original = contact_details::original(session, *id, &area).await?;
            Ok(holding)
        }
    }
}

/// The holding of which a record is part, and its area.
async fn around(session: &Session, key: &RecordKey) -> Result<(Holding, AreaKey), Halt> {
    let place = contact_details::place(session, key).await?;
    let place = place.ok_or(Halt::Refused(Refusal::NotFound))?;
    let known = try_join(
        held(session, place.target, &place.area),
        contact_details::current(session, &place),
    );
    let (mut holding, record) = known.await?;
    if let Some(record) = record {
        holding.records.insert(record.id, record);
    }
    Ok((holding, place.area))
}

/// What one area holds about a target, with as much of its standing as decides who may change that.
async fn held(session: &Session, target: TargetId, area: &AreaKey) -> Result<Holding, Error> {
    let standing = Box::pin(standing::of_held(session, target));
    occupants(session, target, area, standing).await
}

/// What one area holds about a target. Whoever reads its standing holds it until the transaction ends, before anything
/// else is read.
pub async fn occupants(
    session: &Session,
    target: TargetId,
    area: &AreaKey,
    standing: impl Future<Output = Result<Standing, Error>>,
) -> Result<Holding, Error> {
    let (standing, slots, current) = try_join3(
        standing,
        slots::occupied(session, target, area),
        contact_details::current_of(session, target, area),
    )
    .await?;
    Ok(Holding {
        standing,
        slots,
        records: current.into_iter().map(|r| (r.id, r)).collect(),
        ..Holding::default()
    })
}
