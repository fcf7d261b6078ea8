//! The port for what decides who may see and do what, fulfilled.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::access::Standing;
use contactable_domain::audit::{AuditEntry, SERVICE_STREAM};
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

use crate::areas::Areas;
use crate::batch::Batch;
use crate::targets::Hold;
use crate::unit::Footprint;
use crate::{
    PostgresStore, identifiers, passes, revocations, standing, standing_change, successions, traces,
};

#[async_trait]
impl AccessStore for PostgresStore {
    async fn change_standing(
        &self,
        target: TargetId,
        decide: DecideStanding,
    ) -> Result<StandingChanges, StoreError> {
        // It is about the person, and so about what every area tells of them.
        let footprint = Footprint::of(target, Areas::all());
        let decide = Arc::new(decide);
        self.commit(footprint, move |transaction| {
            let decide = decide.clone();
            async move { standing_change::run(&transaction, target, &decide).await }
        })
        .await
    }

    async fn change_succession(
        &self,
        key: SuccessionKey,
        decide: DecideSuccession,
    ) -> Result<Option<Succession>, StoreError> {
        // All by one writer, so that they wait for each other in a queue and not in the database.
        let footprint = Footprint {
            stream: SERVICE_STREAM,
            about: None,
            areas: Areas::all(),
        };
        let decide = Arc::new(decide);
        self.commit(footprint, move |transaction| {
            let decide = decide.clone();
            async move { standing_change::succeed(&transaction, key, &decide).await }
        })
        .await
    }

    async fn survivor(&self, target: TargetId) -> Result<Survivor, Unavailable> {
        self.read(&Areas::none(), |session| async move {
            successions::survivor(&session, target).await
        })
        .await
    }

    async fn standing(&self, target: TargetId) -> Result<Standing, Unavailable> {
        self.read(&Areas::none(), |session| async move {
            standing::whole(&session, target, Hold::Not).await
        })
        .await
    }

    async fn passes(
        &self,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<Pass>, Unavailable> {
        self.read(&Areas::none(), |session| async move {
            passes::before(&session, before, limit).await
        })
        .await
    }

    async fn tie(&self, tied: TargetIdentifier, audit: AuditEntry) -> Result<Tied, Unavailable> {
        let footprint = Footprint::of(tied.target, Areas::none());
        let asked = Arc::new((tied, audit));
        self.write(footprint, move |transaction| {
            let asked = asked.clone();
            async move {
                let mut batch = Batch::default();
                let outcome = identifiers::tie(&transaction, &mut batch, &asked.0).await?;
                transaction.write(batch)?;
                if outcome == Tied::Now {
                    transaction.append(std::slice::from_ref(&asked.1));
                }
                Ok(outcome)
            }
        })
        .await
    }

    async fn identifiers(&self, target: TargetId) -> Result<Vec<TargetIdentifier>, Unavailable> {
        self.read(&Areas::none(), |session| async move {
            identifiers::of(&session, target).await
        })
        .await
    }

    async fn identified(&self, identifier: Identifier) -> Result<Option<TargetId>, Unavailable> {
        let identifier = &identifier;
        self.read(&Areas::none(), |session| async move {
            identifiers::owner(&session, identifier).await
        })
        .await
    }

    async fn trace(&self, query: TraceQuery) -> Result<TracePage, Unavailable> {
        let (key, query) = (&*self.lookup_key, &query);
        self.read(&Areas::none(), |session| async move {
            traces::page(&session, key, query).await
        })
        .await
    }

    async fn keep_revocation(
        &self,
        revocation: Revocation,
        audit: AuditEntry,
    ) -> Result<(), Unavailable> {
        let footprint = Footprint {
            stream: SERVICE_STREAM,
            about: Some(revocation.id.uuid()),
            areas: Areas::none(),
        };
        let asked = Arc::new((revocation, audit));
        self.write(footprint, move |transaction| {
            let asked = asked.clone();
            async move {
                let mut batch = Batch::default();
                revocations::write(&mut batch, &asked.0);
                transaction.write(batch)?;
                transaction.append(std::slice::from_ref(&asked.1));
                Ok(())
            }
        })
        .await
    }

    async fn revocations(&self) -> Result<Vec<Revocation>, Unavailable> {
        self.read(&Areas::none(), |session| async move {
            revocations::all(&session).await
        })
        .await
    }
}
