//! What decides who may see and do what about a target, put together from its tables.

use contactable_domain::access::{Standing, Viewer};
use contactable_domain::ids::TargetId;
use rusqlite::Connection;

use crate::error::Error;
use crate::targets::InShort;
use crate::{identifiers, passes, restrictions, sharing_grants, targets};

/// All of it.
pub fn whole(connection: &Connection, target: TargetId) -> Result<Standing, Error> {
    let short = targets::in_short(connection, target)?;
    let mut standing = open(connection, target, short)?;
    if !short.is_restricted {
        standing.restriction = restrictions::latest(connection, target)?;
    }
    standing.nhs_number = identifiers::nhs_number(connection, target)?;
    Ok(standing)
}

/// As much as decides what this viewer sees: for most targets one look-up.
pub fn before(
    connection: &Connection,
    target: TargetId,
    viewer: &Viewer,
) -> Result<Standing, Error> {
    if cfg!(feature = "without-access-rules") {
        return Ok(Standing::default());
    }
    let short = targets::in_short(connection, target)?;
    let mut standing = open(connection, target, short)?;
    if viewer.is_patient() {
        standing.nhs_number = identifiers::nhs_number(connection, target)?;
    }
    Ok(standing)
}

fn open(connection: &Connection, target: TargetId, short: InShort) -> Result<Standing, Error> {
    let mut standing = Standing {
        changed_at: short.changed_at,
        ..Standing::default()
    };
    if short.is_restricted {
        standing.restriction = restrictions::latest(connection, target)?;
        standing.passes = passes::of(connection, target)?;
    }
    if short.is_shared {
        standing.grants = sharing_grants::of(connection, target)?;
    }
    Ok(standing)
}
