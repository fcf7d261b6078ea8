//! The audit trail as a store keeps it.

use async_trait::async_trait;

use super::Unavailable;
use crate::audit::{AuditEntry, Head, TrailEntry, TrailQuery};

/// Keeps the audit trail: whatever writes an entry chains it to the one before it in its stream.
#[async_trait]
pub trait TrailStore: Send + Sync + 'static {
    /// Adds to the audit trail what changed nothing: reads and refusals. May return before the entry is
    /// durable, by the delay the store was given; with none it returns after the commit. Waits rather than lose one.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn note(&self, entry: AuditEntry) -> Result<(), Unavailable>;

    /// Some entries of the trail, in the order in which they were written. Sees every entry that was given to
    /// [`TrailStore::note`] before.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn trail_entries(&self, query: TrailQuery) -> Result<Vec<TrailEntry>, Unavailable>;

    /// How far each stream has come, those without entries left out.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn trail_heads(&self) -> Result<Vec<Head>, Unavailable>;
}
