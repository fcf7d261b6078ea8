//! What happened, as the suite that every store must pass asks for it.

use async_trait::async_trait;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Evidence, Left, RequestKey, Unavailable};

use crate::areas::Areas;
use crate::targets::Hold;
use crate::{PostgresStore, done_requests, outbox, targets, trail};

#[async_trait]
impl Evidence for PostgresStore {
    async fn outbox(&self, target: TargetId) -> Result<Vec<String>, Unavailable> {
        self.read(&Areas::all(), |session| async move {
            outbox::bodies(&session, target).await
        })
        .await
    }

    async fn trail(&self, target: TargetId) -> Result<Vec<String>, Unavailable> {
        self.settle_trail().await?;
        self.read(&Areas::none(), |session| async move {
            trail::lines(&session, target).await
        })
        .await
    }

    async fn repeated(
        &self,
        target: TargetId,
        request: RequestKey,
    ) -> Result<Option<Left>, Unavailable> {
        self.read(&Areas::none(), |session| async move {
            done_requests::find(&session, target, request).await
        })
        .await
    }

    async fn target_version(&self, target: TargetId) -> Result<u64, Unavailable> {
        self.read(&Areas::none(), |session| async move {
            let short = targets::in_short(&session, target, Hold::Not).await?;
            Ok(short.version.number())
        })
        .await
    }
}
