//! What decides who may see and do what about a target, put together from its tables.

use contactable_domain::access::{Standing, Viewer};
use contactable_domain::ids::TargetId;
use rusqlite::Connection;

use crate::error::Error;
use crate::targets::InShort;
use crate::{identifiers, passes, restrictions, sharing_grants, successions, targets};

/// All of it.
pub fn whole(connection: &Connection, target: TargetId) -> Result<Standing, Error> {
    let short = targets::in_short(connection, target)?;
    let mut standing = open(connection, target, short)?;
    if short.is_shared {
        standing.grants = sharing_grants::of(connection, target)?;
    }
    if !short.is_restricted {
        standing.restriction = restrictions::latest(connection, target)?;
    }
    if !short.is_ended {
        standing.succession = successions::latest(connection, target)?;
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
    if short.is_shared {
        standing.grants = sharing_grants::not_withdrawn(connection, target)?;
    }
    if viewer.is_patient() {
        standing.nhs_number = identifiers::nhs_number(connection, target)?;
    }
    Ok(standing)
}

fn open(connection: &Connection, target: TargetId, short: InShort) -> Result<Standing, Error> {
    let mut standing = Standing {
        changed_at: short.changed_at,
        version: short.version,
        ..Standing::default()
    };
    if short.is_restricted {
        standing.restriction = restrictions::latest(connection, target)?;
        standing.passes = passes::of(connection, target)?;
    }
    if short.is_ended {
        standing.succession = successions::latest(connection, target)?;
    }
    Ok(standing)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use contactable_domain::access::Operation;
    use contactable_testkit::store_suite::{World, asked_sharing};
    use contactable_testkit::target;

    use super::*;
    use crate::{Options, SqliteStore, open_connection};

    /// Withdrawn grants count for who changes something, and cost nothing when somebody looks.
    #[tokio::test]
    async fn a_look_reads_no_grant_that_was_withdrawn() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contactable.db");
        let store = SqliteStore::open(&path, Options::default()).unwrap();
        let world = World::over(Arc::new(store));
        let (first, _) = world.share(asked_sharing(target(1))).await.unwrap();
        let first = world.withdraw(&first).await;
        let (second, _) = world.share(asked_sharing(target(1))).await.unwrap();
        let beside = open_connection(&path).unwrap();
        let viewer = world.viewer(&world.social_care, Operation::See);
        let seen = before(&beside, target(1), &viewer).unwrap().grants;
        assert_eq!(seen, std::slice::from_ref(&second));
        let mut all = whole(&beside, target(1)).unwrap().grants;
        all.sort_by_key(|grant| grant.withdrawn.is_none());
        assert_eq!(all, [first, second]);
    }
}
