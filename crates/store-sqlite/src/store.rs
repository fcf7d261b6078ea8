//! The port, fulfilled: writes go to the writer, questions to the readers.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::audit::AuditEntry;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::TargetId;
use contactable_domain::listing::{Listing, Page};
use contactable_domain::ports::{
    Changes, Decide, DecidePreferences, Held, HeldBy, PreferencesKey, RecordKey, Scope, Store,
    StoreError, TellTurn, Unavailable,
};
use contactable_domain::preferences::ContactPreferences;
use jiff::civil::Date;

use crate::{SqliteStore, change, contact_details, lists, preferences, turns};

#[async_trait]
impl Store for SqliteStore {
    async fn change(&self, scope: Scope, decide: Decide) -> Result<Changes, StoreError> {
        self.writer
            .run(move |connection| change::run(connection, &scope, &decide))
            .await
    }

    async fn find(&self, key: RecordKey) -> Result<Option<ContactDetail>, Unavailable> {
        let found = self.readers.run(move |connection| {
            let place = contact_details::place(connection, &key)?;
            place.map_or(Ok(None), |place| {
                contact_details::current(connection, &place)
            })
        });
        Ok(found.await?)
    }

    async fn list(&self, listing: Listing) -> Result<Page, Unavailable> {
        let page = self
            .readers
            .run(move |connection| lists::page(connection, &listing));
        Ok(page.await?)
    }

    async fn versions(&self, key: RecordKey) -> Result<Vec<ContactDetail>, Unavailable> {
        let versions = self.readers.run(move |connection| {
            let place = contact_details::place(connection, &key)?;
            place.map_or(Ok(Vec::new()), |place| {
                contact_details::versions(connection, &place, u32::MAX)
            })
        });
        Ok(versions.await?)
    }

    async fn held(&self, targets: Vec<TargetId>, by: HeldBy) -> Result<Vec<Held>, Unavailable> {
        let held = self.readers.run(move |connection| {
            let of_target = |target| {
                Ok(Held {
                    target,
                    records: lists::all(connection, target, &by.areas, by.as_of)?,
                    preferences: preferences::of(connection, target, &by.areas, by.as_of)?,
                })
            };
            targets.into_iter().map(of_target).collect()
        });
        Ok(held.await?)
    }

    async fn change_preferences(
        &self,
        key: PreferencesKey,
        decide: DecidePreferences,
    ) -> Result<Option<ContactPreferences>, StoreError> {
        self.writer
            .run(move |connection| preferences::change(connection, &key, &decide))
            .await
    }

    async fn preference_versions(
        &self,
        key: PreferencesKey,
    ) -> Result<Vec<ContactPreferences>, Unavailable> {
        let versions = self
            .readers
            .run(move |connection| preferences::versions(connection, &key));
        Ok(versions.await?)
    }

    async fn tell_turns(
        &self,
        on: Date,
        limit: usize,
        tell: TellTurn,
    ) -> Result<usize, Unavailable> {
        let due = self
            .readers
            .run(move |connection| turns::due(connection, on, limit))
            .await?;
        let count = due.len();
        if count > 0 {
            let (due, tell) = (Arc::new(due), Arc::new(tell));
            let told = self.writer.run(move |connection| {
                turns::tell(connection, &due, on, &tell)?;
                Ok(())
            });
            told.await.map_err(unavailable)?;
        }
        Ok(count)
    }

    async fn note(&self, entry: AuditEntry) -> Result<(), Unavailable> {
        if self.audit.push(entry).await {
            self.writer.wake()?;
        }
        Ok(())
    }

    async fn ping(&self) -> Result<(), Unavailable> {
        self.readers
            .run(|connection| Ok(connection.query_row("SELECT 1", [], |_| Ok(()))?))
            .await?;
        Ok(self.writer.ping().await?)
    }
}

/// Work without a rule is never refused.
fn unavailable(error: StoreError) -> Unavailable {
    match error {
        StoreError::Unavailable(unavailable) => unavailable,
        StoreError::Refused(_) => Unavailable("refused".to_owned()),
    }
}
