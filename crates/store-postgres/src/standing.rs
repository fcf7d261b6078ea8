//! What decides who may see and do what about a target, put together from its tables.

use contactable_domain::access::{Standing, Viewer};
use contactable_domain::ids::TargetId;
use futures_util::future::{try_join, try_join4};

use crate::connection::Session;
use crate::error::Error;
use crate::targets::{Hold, InShort};
use crate::{identifiers, passes, restrictions, sharing_grants, successions, targets};

/// All of it.
pub async fn whole(session: &Session, target: TargetId, hold: Hold) -> Result<Standing, Error> {
    // Sent at once, carried out one after the other: what follows the first is read when the target is held.
    let (short, restriction, succession, nhs_number) = try_join4(
        targets::in_short(session, target, hold),
        restrictions::latest(session, target),
        successions::latest(session, target),
        identifiers::nhs_number(session, target),
    )
    .await?;
    let mut standing = Standing {
        restriction,
        succession,
        nhs_number,
        ..of(short)
    };
    if short.is_restricted {
        standing.passes = passes::of(session, target).await?;
    }
    if short.is_shared {
        standing.grants = sharing_grants::of(session, target).await?;
    }
    Ok(standing)
}

/// As much as decides who may change what is held about a target, which is held until the transaction ends.
pub async fn of_held(session: &Session, target: TargetId) -> Result<Standing, Error> {
    let (short, nhs_number) = try_join(
        targets::in_short(session, target, Hold::UntilTheEnd),
        identifiers::nhs_number(session, target),
    )
    .await?;
    let decisive = decisive(session, target, short).await?;
    Ok(Standing {
        nhs_number,
        ..decisive
    })
}

/// As much as decides what this viewer sees: for most targets one look-up.
pub async fn before(
    session: &Session,
    target: TargetId,
    viewer: &Viewer,
) -> Result<Standing, Error> {
    let short = targets::in_short(session, target, Hold::Not).await?;
    let mut standing = decisive(session, target, short).await?;
    if viewer.is_patient() {
        standing.nhs_number = identifiers::nhs_number(session, target).await?;
    }
    Ok(standing)
}

/// What there is besides the rule of areas, for most targets nothing.
async fn decisive(session: &Session, target: TargetId, short: InShort) -> Result<Standing, Error> {
    let mut standing = of(short);
    if short.is_restricted {
        let known = try_join(
            restrictions::latest(session, target),
            passes::of(session, target),
        );
        (standing.restriction, standing.passes) = known.await?;
    }
    if short.is_ended {
        standing.succession = successions::latest(session, target).await?;
    }
    if short.is_shared {
        standing.grants = sharing_grants::not_withdrawn(session, target).await?;
    }
    Ok(standing)
}

/// The standing of a target about which there is nothing else.
pub fn of(short: InShort) -> Standing {
    Standing {
        changed_at: short.changed_at,
        version: short.version,
        ..Standing::default()
    }
}
