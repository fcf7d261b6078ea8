//! The port for the audit trail, fulfilled.

use async_trait::async_trait;
use contactable_domain::audit::{AuditEntry, Head, TrailEntry, TrailQuery};
use contactable_domain::ports::{TrailStore, Unavailable};
use contactable_store_common::Waiting;

use crate::{SqliteStore, trail};

#[async_trait]
impl TrailStore for SqliteStore {
    async fn note(&self, entry: AuditEntry) -> Result<(), Unavailable> {
        if cfg!(feature = "without-access-rules") {
            return Ok(());
        }
        if self.notes_at_once {
            return self
                .write(move |connection| trail::append(connection, std::slice::from_ref(&entry)))
                .await;
        }
        match self.audit.push(entry).await {
            Waiting::Some => {}
            Waiting::First => self.writer.wake()?,
            Waiting::Crowd => self.writer.hurry()?,
        }
        Ok(())
    }

    async fn trail_entries(&self, query: TrailQuery) -> Result<Vec<TrailEntry>, Unavailable> {
        self.settle_trail().await?;
        self.read(move |connection| trail::entries(connection, &query))
            .await
    }

    async fn trail_heads(&self) -> Result<Vec<Head>, Unavailable> {
        self.settle_trail().await?;
        self.read(trail::heads).await
    }
}

impl SqliteStore {
    /// Returns when every entry that waits is written: a ping is answered after that.
    pub(crate) async fn settle_trail(&self) -> Result<(), Unavailable> {
        Ok(self.writer.ping().await?)
    }
}
