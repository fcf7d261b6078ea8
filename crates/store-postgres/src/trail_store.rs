//! The port for the audit trail, fulfilled.

use std::sync::Arc;

use async_trait::async_trait;
use contactable_domain::audit::{AuditEntry, Head, TrailEntry, TrailQuery};
use contactable_domain::ports::{TrailStore, Unavailable};

use crate::areas::Areas;
use crate::unit::Footprint;
use crate::{PostgresStore, trail};

#[async_trait]
impl TrailStore for PostgresStore {
    async fn note(&self, entry: AuditEntry) -> Result<(), Unavailable> {
        if !self.notes_at_once {
            return Ok(self.writers.note(entry).await?);
        }
        let footprint = Footprint {
            stream: entry.stream(),
            about: Some(entry.id.uuid()),
            areas: Areas::none(),
        };
        let entry = Arc::new(entry);
        self.write(footprint, move |transaction| {
            let entry = entry.clone();
            async move {
                transaction.append(std::slice::from_ref(&entry));
                Ok(())
            }
        })
        .await
    }

    async fn trail_entries(&self, query: TrailQuery) -> Result<Vec<TrailEntry>, Unavailable> {
        self.settle_trail().await?;
        let query = &query;
        self.read(&Areas::none(), |session| async move {
            trail::entries(&session, query).await
        })
        .await
    }

    async fn trail_heads(&self) -> Result<Vec<Head>, Unavailable> {
        self.settle_trail().await?;
        self.read(&Areas::none(), |session| async move {
            trail::heads(&session).await
        })
        .await
    }
}

impl PostgresStore {
    /// Returns when every entry that waits is written: a ping is answered after that.
    pub(crate) async fn settle_trail(&self) -> Result<(), Unavailable> {
        Ok(self.writers.ping().await?)
    }
}
