//! What happened, as the suite that every store must pass asks for it.

use async_trait::async_trait;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Evidence, Unavailable};

use crate::{SqliteStore, audit, outbox, targets};

#[async_trait]
impl Evidence for SqliteStore {
    async fn outbox(&self, target: TargetId) -> Result<Vec<String>, Unavailable> {
        let bodies = self
            .readers
            .run(move |connection| outbox::bodies(connection, target));
        Ok(bodies.await?)
    }

    async fn trail(&self, target: TargetId) -> Result<Vec<String>, Unavailable> {
        // Entries of reads may still wait; a ping is answered after they are written.
        self.writer.ping().await?;
        let lines = self
            .readers
            .run(move |connection| audit::lines(connection, target));
        Ok(lines.await?)
    }

    async fn target_version(&self, target: TargetId) -> Result<u64, Unavailable> {
        let version = self
            .readers
            .run(move |connection| targets::version(connection, target));
        Ok(version.await?)
    }
}
