//! What happened, as the suite that every store must pass asks for it.

use async_trait::async_trait;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Evidence, Left, RequestKey, Unavailable};

use crate::{SqliteStore, done_requests, outbox, targets, trail};

#[async_trait]
impl Evidence for SqliteStore {
    async fn outbox(&self, target: TargetId) -> Result<Vec<String>, Unavailable> {
        self.read(move |connection| outbox::bodies(connection, target))
            .await
    }

    async fn trail(&self, target: TargetId) -> Result<Vec<String>, Unavailable> {
        self.settle_trail().await?;
        self.read(move |connection| trail::lines(connection, target))
            .await
    }

    async fn repeated(
        &self,
        target: TargetId,
        request: RequestKey,
    ) -> Result<Option<Left>, Unavailable> {
        self.read(move |connection| done_requests::find(connection, target, request))
            .await
    }

    async fn target_version(&self, target: TargetId) -> Result<u64, Unavailable> {
        self.read(move |connection| targets::version(connection, target))
            .await
    }
}
