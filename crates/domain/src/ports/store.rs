//! The store: keeps records, their versions, the outbox and the audit trail, all or nothing.

use async_trait::async_trait;

use crate::area::AreaKey;
use crate::audit::AuditEntry;
use crate::contact_detail::ContactDetail;
use crate::event::ContactDetailEvent;
use crate::holding::{Holding, Plan};
use crate::ids::{ContactDetailId, TargetId};
use crate::listing::{Listing, Page};
use crate::refusal::Refusal;

/// The store cannot answer now. What it says is for the log and never holds a value.
#[derive(Debug, thiserror::Error)]
#[error("the store is unavailable: {0}")]
pub struct Unavailable(pub String);

/// Why a change was not made.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A rule refused it.
    #[error("refused")]
    Refused(Refusal),
    /// The store failed; the change was not made.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// A record by its id, as seen by somebody who may use these areas.
#[derive(Clone, Debug)]
pub struct RecordKey {
    /// The record.
    pub id: ContactDetailId,
    /// The areas it may belong to.
    pub areas: Vec<AreaKey>,
    /// The target it must belong to, when the caller names one.
    pub target: Option<TargetId>,
}

/// What a change is about, so that the store can lay the right [`Holding`] before the rule.
#[derive(Clone, Debug)]
pub enum Scope {
    /// A record to be made.
    New {
        /// For this target.
        target: TargetId,
        /// By this area.
        area: AreaKey,
        /// Under this id, which may have been used before.
        id: ContactDetailId,
    },
    /// A record that is there already.
    Existing(RecordKey),
}

/// Everything one change writes, in one unit of work.
#[derive(Clone, Debug)]
pub struct Changes {
    /// New versions and slot moves.
    pub plan: Plan,
    /// Events for the outbox, one for each step of the plan.
    pub events: Vec<ContactDetailEvent>,
    /// Entries for the audit trail.
    pub audit: Vec<AuditEntry>,
}

/// A rule that looks at what is there and says what changes. Pure and repeatable: the store may call it
/// again when it has to start over.
pub type Decide = Box<dyn Fn(&Holding) -> Result<Changes, Refusal> + Send + Sync>;

/// Keeps contact details.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Lays the holding before the rule and writes what it says: state, versions, slots, events and
    /// audit together, or nothing. Raises the target's version by one if any record changed. Returns
    /// after the commit is durable. Changes to one target follow each other.
    ///
    /// # Errors
    /// The rule's refusal ([`Refusal::NotFound`] when an existing record is not there), or
    /// [`Unavailable`].
    async fn change(&self, scope: Scope, decide: Decide) -> Result<Changes, StoreError>;

    /// One record in its current version.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn find(&self, key: RecordKey) -> Result<Option<ContactDetail>, Unavailable>;

    /// A page of a target's records.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn list(&self, listing: Listing) -> Result<Page, Unavailable>;

    /// Adds to the audit trail what changed nothing: reads and refusals. May return before the entry is
    /// durable, but waits rather than lose one.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn note(&self, entry: AuditEntry) -> Result<(), Unavailable>;

    /// Whether the store can read and write now.
    ///
    /// # Errors
    /// [`Unavailable`], saying why.
    async fn ping(&self) -> Result<(), Unavailable>;
}

/// Whose versions to look up.
#[derive(Clone, Debug)]
pub struct VersionsOf {
    /// The target.
    pub target: TargetId,
    /// The owning area.
    pub area: AreaKey,
    /// The record.
    pub id: ContactDetailId,
}

/// What a store can show for what happened: used by the suite that every store must pass.
#[async_trait]
pub trait Evidence: Store {
    /// Every version of a record, the first one first.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn versions(&self, of: VersionsOf) -> Result<Vec<ContactDetail>, Unavailable>;

    /// The bodies of all events about a target that wait in the outbox, oldest first.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn outbox(&self, target: TargetId) -> Result<Vec<String>, Unavailable>;

    /// The audit trail of a target, oldest first, one line an entry: action, outcome, because, record.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn trail(&self, target: TargetId) -> Result<Vec<String>, Unavailable>;

    /// The target's version: how many changes it has seen.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn target_version(&self, target: TargetId) -> Result<u64, Unavailable>;
}
