//! The port for what is read and changed as one, fulfilled.

use async_trait::async_trait;
use contactable_domain::ids::TargetId;
use contactable_domain::patient::PatientSight;
use contactable_domain::ports::{
    DecideWhole, PatientQuery, RequestKey, StoreError, Unavailable, WholeKey, WholeOutcome,
    WholeStore,
};
use contactable_domain::value::NhsNumber;

use crate::{SqliteStore, patients, whole};

#[async_trait]
impl WholeStore for SqliteStore {
    async fn patient(&self, query: PatientQuery) -> Result<PatientSight, Unavailable> {
        self.read(move |connection| patients::sight(connection, &query))
            .await
    }

    async fn patients(
        &self,
        after: Option<NhsNumber>,
        limit: usize,
    ) -> Result<Vec<(NhsNumber, TargetId)>, Unavailable> {
        self.read(move |connection| patients::page(connection, after, limit))
            .await
    }

    async fn change_whole(
        &self,
        key: WholeKey,
        request: Option<RequestKey>,
        decide: DecideWhole,
    ) -> Result<WholeOutcome, StoreError> {
        let lookup_key = self.lookup_key.clone();
        self.writer
            .run(move |connection| whole::run(connection, &lookup_key, &key, request, &decide))
            .await
    }
}
