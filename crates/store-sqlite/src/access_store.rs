//! The port for what decides who may see and do what, fulfilled.

use async_trait::async_trait;
use contactable_domain::access::Standing;
use contactable_domain::audit::AuditEntry;
use contactable_domain::identifier::Identifier;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{
    AccessStore, DecideStanding, DecideSuccession, StandingChanges, StoreError, SuccessionKey,
    TargetIdentifier, Tied, Unavailable,
};
use contactable_domain::restriction::Pass;
use contactable_domain::revocation::Revocation;
use contactable_domain::succession::{Succession, Survivor};
use contactable_domain::trace::{TracePage, TraceQuery};
use jiff::Timestamp;

use crate::{
    SqliteStore, identifiers, passes, revocations, standing, standing_change, successions, traces,
    trail,
};

#[async_trait]
impl AccessStore for SqliteStore {
    async fn change_standing(
        &self,
        target: TargetId,
        decide: DecideStanding,
    ) -> Result<StandingChanges, StoreError> {
        self.writer
            .run(move |connection| standing_change::run(connection, target, &decide))
            .await
    }

    async fn change_succession(
        &self,
        key: SuccessionKey,
        decide: DecideSuccession,
    ) -> Result<Option<Succession>, StoreError> {
        self.writer
            .run(move |connection| standing_change::succeed(connection, key, &decide))
            .await
    }

    async fn survivor(&self, target: TargetId) -> Result<Survivor, Unavailable> {
        self.read(move |connection| successions::survivor(connection, target))
            .await
    }

    async fn standing(&self, target: TargetId) -> Result<Standing, Unavailable> {
        self.read(move |connection| standing::whole(connection, target))
            .await
    }

    async fn passes(
        &self,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<Pass>, Unavailable> {
        self.read(move |connection| passes::before(connection, before, limit))
            .await
    }

    async fn tie(&self, tied: TargetIdentifier, audit: AuditEntry) -> Result<Tied, Unavailable> {
        self.write(move |connection| {
            let outcome = identifiers::tie(connection, &tied)?;
            if outcome == Tied::Now {
                trail::append(connection, std::slice::from_ref(&audit))?;
            }
            Ok(outcome)
        })
        .await
    }

    async fn identifiers(&self, target: TargetId) -> Result<Vec<TargetIdentifier>, Unavailable> {
        self.read(move |connection| identifiers::of(connection, target))
            .await
    }

    async fn identified(&self, identifier: Identifier) -> Result<Option<TargetId>, Unavailable> {
        self.read(move |connection| identifiers::owner(connection, &identifier))
            .await
    }

    async fn trace(&self, query: TraceQuery) -> Result<TracePage, Unavailable> {
        let key = self.lookup_key.clone();
        self.read(move |connection| traces::page(connection, &key, &query))
            .await
    }

    async fn keep_revocation(
        &self,
        revocation: Revocation,
        audit: AuditEntry,
    ) -> Result<(), Unavailable> {
        self.write(move |connection| {
            revocations::write(connection, &revocation)?;
            trail::append(connection, std::slice::from_ref(&audit))
        })
        .await
    }

    async fn revocations(&self) -> Result<Vec<Revocation>, Unavailable> {
        self.read(revocations::all).await
    }
}
