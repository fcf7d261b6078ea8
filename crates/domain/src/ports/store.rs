//! The store: keeps records, their versions, the outbox and the audit trail, all or nothing.

use async_trait::async_trait;
use jiff::civil::Date;

use super::{
    AccessStore, Backlog, Changes, Decide, DecidePreferences, Held, HeldBy, Left, PreferencesKey,
    RelayStore, ReplicaState, RequestKey, Scope, TellTurn, TrailStore, WholeStore,
};
use crate::access::{Basis, Rule, Viewer};
use crate::area::AreaKey;
use crate::contact_detail::ContactDetail;
use crate::ids::{ContactDetailId, TargetId};
use crate::listing::{Listing, Page};
use crate::preferences::ContactPreferences;
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
    /// The store failed while the change was being made for good: it may have been made or not. The same again, with
    /// the same id, does no harm.
    #[error("it is not known whether this was done: {0}")]
    OutcomeUnknown(Unavailable),
}

/// What somebody sees of something with an id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sighted<T> {
    /// They see it, and why.
    Seen(T, Basis),
    /// It is there and hidden from them, by this rule. To them it is as if it were not there.
    Hidden(TargetId, Rule),
    /// There is no such thing.
    NothingThere,
}

/// Keeps contact details, and what decides who may see them.
#[async_trait]
pub trait Store: AccessStore + TrailStore + WholeStore + RelayStore {
    /// Lays the holding before the rule and writes what it says: state, versions, slots, events and
    /// audit together, or nothing. Raises the target's version by one if any record changed. Returns
    /// after the commit is durable. Changes to one target follow each other.
    ///
    /// # Errors
    /// The rule's refusal ([`Refusal::NotFound`] when an existing record is not there), or
    /// [`Unavailable`].
    async fn change(&self, scope: Scope, decide: Decide) -> Result<Changes, StoreError>;

    /// One record in its current version. Of several areas' records with this id, the first that the viewer sees.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn find(
        &self,
        id: ContactDetailId,
        viewer: Viewer,
    ) -> Result<Sighted<ContactDetail>, Unavailable>;

    /// A page of what the viewer sees of a target's records.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn list(&self, listing: Listing) -> Result<Page, Unavailable>;

    /// Every version of a record that the viewer sees, the first one first; of this area's record with the id, if
    /// one is named.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn versions(
        &self,
        id: ContactDetailId,
        area: Option<AreaKey>,
        viewer: Viewer,
    ) -> Result<Sighted<Vec<ContactDetail>>, Unavailable>;

    /// Everything that the viewer sees of what is held about these targets, in the order in which they are named.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn held(&self, targets: Vec<TargetId>, by: HeldBy) -> Result<Vec<Held>, Unavailable>;

    /// Lays what is known of a target's wishes before the rule and writes what it says, as
    /// [`Store::change`] does.
    ///
    /// # Errors
    /// The rule's refusal, or [`Unavailable`].
    async fn change_preferences(
        &self,
        key: PreferencesKey,
        decide: DecidePreferences,
    ) -> Result<Option<ContactPreferences>, StoreError>;

    /// Every version of what an area knows of a target's wishes, the first one first; none when the viewer does not
    /// see what the area holds.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn preference_versions(
        &self,
        key: PreferencesKey,
        viewer: Viewer,
    ) -> Result<Sighted<Vec<ContactPreferences>>, Unavailable>;

    /// Writes the event of each record that has turned by the clock on this day or before and was not told
    /// yet, at most so many at once, each exactly once. Says how many turns it looked at: fewer than asked
    /// for means that none is left.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn tell_turns(
        &self,
        on: Date,
        limit: usize,
        tell: TellTurn,
    ) -> Result<usize, Unavailable>;

    /// Whether the store can read and write now.
    ///
    /// # Errors
    /// [`Unavailable`], saying why.
    async fn ping(&self) -> Result<(), Unavailable>;

    /// What waits in this process to be read and written; nothing for a store that keeps no queues.
    fn backlog(&self) -> Backlog {
        Backlog::default()
    }

    /// How the copies are that answer reads, in the order in which they were named; none for a store that has none.
    fn replicas(&self) -> Vec<ReplicaState> {
        Vec::new()
    }
}

/// What a store can show for what happened: used by the suite that every store must pass.
#[async_trait]
pub trait Evidence: Store {
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

    /// How a request left the target that was carried out before.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn repeated(
        &self,
        target: TargetId,
        request: RequestKey,
    ) -> Result<Option<Left>, Unavailable>;

    /// The target's version: how many changes it has seen.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn target_version(&self, target: TargetId) -> Result<u64, Unavailable>;
}
