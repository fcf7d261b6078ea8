//! The port, fulfilled: writes go to the writer, questions to the readers.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::access::Viewer;
use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::listing::{Listing, Page};
use contactable_domain::ports::{
    Backlog, Changes, Decide, DecidePreferences, Held, HeldBy, PreferencesKey, Scope, Sighted,
    Store, StoreError, TellTurn, Unavailable,
};
use contactable_domain::preferences::ContactPreferences;
use jiff::civil::Date;
use rusqlite::Connection;
use tracing::Instrument as _;

use crate::error::Error;
use crate::{SqliteStore, change, lists, preferences, turns, view};

#[async_trait]
impl Store for SqliteStore {
    async fn change(&self, scope: Scope, decide: Decide) -> Result<Changes, StoreError> {
        let key = self.lookup_key.clone();
        self.writer
            .run(move |connection| change::run(connection, &key, &scope, &decide))
            .await
    }

    async fn find(
        &self,
        id: ContactDetailId,
        viewer: Viewer,
    ) -> Result<Sighted<ContactDetail>, Unavailable> {
        self.read(move |connection| view::find(connection, id, &viewer))
            .await
    }

    async fn list(&self, listing: Listing) -> Result<Page, Unavailable> {
        self.read(move |connection| lists::page(connection, &listing))
            .await
    }

    async fn versions(
        &self,
        id: ContactDetailId,
        area: Option<AreaKey>,
        viewer: Viewer,
    ) -> Result<Sighted<Vec<ContactDetail>>, Unavailable> {
        self.read(move |connection| view::versions(connection, id, area.as_ref(), &viewer))
            .await
    }

    async fn held(&self, targets: Vec<TargetId>, by: HeldBy) -> Result<Vec<Held>, Unavailable> {
        self.read(move |connection| {
            let of_target = |target| lists::held(connection, target, &by);
            targets.into_iter().map(of_target).collect()
        })
        .await
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
        viewer: Viewer,
    ) -> Result<Sighted<Vec<ContactPreferences>>, Unavailable> {
        self.read(move |connection| preferences::seen_versions(connection, &key, &viewer))
            .await
    }

    async fn tell_turns(
        &self,
        on: Date,
        limit: usize,
        tell: TellTurn,
    ) -> Result<usize, Unavailable> {
        let due = self.read(move |connection| turns::due(connection, on, limit));
        let due = due.await?;
        let count = due.len();
        if count > 0 {
            let (due, tell) = (Arc::new(due), Arc::new(tell));
            self.write(move |connection| turns::tell(connection, &due, on, &tell))
                .await?;
        }
        Ok(count)
    }

    async fn ping(&self) -> Result<(), Unavailable> {
        self.read(|connection| Ok(connection.query_row("SELECT 1", [], |_| Ok(()))?))
            .await?;
        Ok(self.writer.ping().await?)
    }

    fn backlog(&self) -> Backlog {
        let (audit_entries, audit_lag) = self.audit.lag();
        Backlog {
            writes: self.writer.asked(),
            queries: self.readers.waiting(),
            audit_entries,
            audit_lag,
        }
    }
}

impl SqliteStore {
    /// Asks the next free reader.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Unavailable> {
        let span = tracing::debug_span!("store read");
        Ok(self.readers.run(query).instrument(span).await?)
    }

    /// Writes what no rule can refuse.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Unavailable> {
        let done = self.writer.run(move |connection| Ok(work(connection)?));
        done.await.map_err(|error| match error {
            StoreError::Unavailable(unavailable) | StoreError::OutcomeUnknown(unavailable) => {
                unavailable
            }
            StoreError::Refused(_) => Unavailable("refused".to_owned()),
        })
    }
}
