//! The port for what is read and changed as one, fulfilled.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::ids::TargetId;
use contactable_domain::patient::PatientSight;
use contactable_domain::ports::{
    DecideWhole, PatientQuery, RequestKey, StoreError, Unavailable, WholeKey, WholeOutcome,
    WholeStore,
};
use contactable_domain::value::NhsNumber;

use crate::areas::Areas;
use crate::unit::Footprint;
use crate::{PostgresStore, identifiers, patients, whole};

#[async_trait]
impl WholeStore for PostgresStore {
    async fn patient(&self, query: PatientQuery) -> Result<PatientSight, Unavailable> {
        let query = &query;
        self.read(&Areas::none(), |session| async move {
            patients::sight(&session, query).await
        })
        .await
    }

    async fn patients(
        &self,
        after: Option<NhsNumber>,
        limit: usize,
    ) -> Result<Vec<(NhsNumber, TargetId)>, Unavailable> {
        self.read(&Areas::none(), |session| async move {
            identifiers::page(&session, after, limit).await
        })
        .await
    }

    async fn change_whole(
        &self,
        key: WholeKey,
        request: Option<RequestKey>,
        decide: DecideWhole,
    ) -> Result<WholeOutcome, StoreError> {
        let footprint = Footprint::of(key.target, Areas::of([&key.area]));
        let (lookup_key, asked) = (self.lookup_key.clone(), Arc::new((key, decide)));
        self.commit(footprint, move |transaction| {
            let (lookup_key, asked) = (lookup_key.clone(), asked.clone());
            async move {
                Box::pin(whole::run(
                    &transaction,
                    &lookup_key,
                    &asked.0,
                    request,
                    &asked.1,
                ))
                .await
            }
        })
        .await
    }
}
