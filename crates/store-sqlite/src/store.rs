//! The port, fulfilled: writes go to the writer, questions to the readers.

use async_trait::async_trait;
use contactable_domain::audit::AuditEntry;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::listing::{Listing, Page};
use contactable_domain::ports::{
    Changes, Decide, RecordKey, Scope, Store, StoreError, Unavailable,
};

use crate::{SqliteStore, contact_details};

#[async_trait]
impl Store for SqliteStore {
    async fn change(&self, scope: Scope, decide: Decide) -> Result<Changes, StoreError> {
        self.writer.change(scope, decide).await
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
            .run(move |connection| contact_details::page(connection, &listing));
        Ok(page.await?)
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
