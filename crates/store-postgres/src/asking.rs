//! What every port does: it asks the readers or has the writers write, and traces show each.

use std::sync::Arc;

use contactable_domain::access::Viewer;
use contactable_domain::ports::{StoreError, Unavailable};
use tracing::Instrument as _;

use crate::PostgresStore;
use crate::areas::Areas;
use crate::connection::Session;
use crate::error::{Error, Halt};
use crate::replicas::seen::About;
use crate::unit::{Footprint, Transaction};

impl PostgresStore {
    /// Asks about targets that are known beforehand, wherever it can be had.
    pub(crate) async fn read_by<T, F>(
        &self,
        viewer: &Viewer,
        about: &About,
        query: impl Fn(Arc<Session>) -> F + Sync,
    ) -> Result<T, Unavailable>
    where
        T: Send,
        F: Future<Output = Result<T, Error>> + Send,
    {
        // What a patient sees depends on whose number is whose, which no version tells.
        if viewer.is_patient() {
            return self.read(&Areas::none(), query).await;
        }
        let areas = Areas::none();
        let asked = self.readers.about(&areas, about, query);
        Ok(asked.instrument(reading()).await?)
    }

    /// Asks in a transaction that begins by asking for these areas.
    pub(crate) async fn read<T, F>(
        &self,
        areas: &Areas,
        query: impl Fn(Arc<Session>) -> F + Sync,
    ) -> Result<T, Unavailable>
    where
        F: Future<Output = Result<T, Error>> + Send,
    {
        Ok(self.readers.run(areas, query).instrument(reading()).await?)
    }

    /// Has a unit of work written; the answer comes after the commit.
    pub(crate) async fn commit<T, F>(
        &self,
        footprint: Footprint,
        work: impl Fn(Arc<Transaction>) -> F + Send + Sync + 'static,
    ) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Halt>> + Send + 'static,
    {
        let span = tracing::debug_span!("store write");
        self.writers.run(footprint, work).instrument(span).await
    }

    /// Writes what no rule can refuse.
    pub(crate) async fn write<T, F>(
        &self,
        footprint: Footprint,
        work: impl Fn(Arc<Transaction>) -> F + Send + Sync + 'static,
    ) -> Result<T, Unavailable>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Halt>> + Send + 'static,
    {
        let done = self.commit(footprint, work).await;
        done.map_err(|error| match error {
            StoreError::Unavailable(unavailable) | StoreError::OutcomeUnknown(unavailable) => {
                unavailable
            }
            StoreError::Refused(_) => Unavailable("refused".to_owned()),
        })
    }
}

/// The span of a read.
pub fn reading() -> tracing::Span {
    tracing::debug_span!("store read")
}
