//! What a store keeps for deciding who may see and do what: sharing grants, restrictions, broken glass,
//! identifiers, revocations.

use async_trait::async_trait;
use jiff::Timestamp;

use super::{StoreError, Unavailable};
use crate::access::Standing;
use crate::audit::AuditEntry;
use crate::contact_detail::Stamp;
use crate::event::AccessEvent;
use crate::identifier::Identifier;
use crate::ids::TargetId;
use crate::refusal::Refusal;
use crate::restriction::{Pass, Restriction};
use crate::revocation::Revocation;
use crate::sharing::SharingGrant;
use crate::succession::{Parties, Succession, Survivor};
use crate::trace::{TracePage, TraceQuery};

/// An identifier that is tied to a target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TargetIdentifier {
    /// The target.
    pub target: TargetId,
    /// Its identifier. A target has one of each system at most, and an identifier one target.
    pub identifier: Identifier,
    /// Who tied it, and when.
    pub recorded: Stamp,
}

/// Everything that a change of a target's standing writes, in one unit of work.
#[derive(Clone, Default, Debug)]
pub struct StandingChanges {
    /// A grant that is new, or that was withdrawn.
    pub grant: Option<SharingGrant>,
    /// The next word on whether the person is restricted.
    pub restriction: Option<Restriction>,
    /// A breaking of the glass.
    pub pass: Option<Pass>,
    /// The next word on what became of the target.
    pub succession: Option<Succession>,
    /// A word by which the one that takes another's place is restricted as far as that one was.
    pub protection: Option<Restriction>,
    /// Events for the outbox.
    pub events: Vec<AccessEvent>,
    /// Entries for the audit trail.
    pub audit: Vec<AuditEntry>,
}

/// A rule that looks at a target's standing and says what changes. Pure and repeatable.
pub type DecideStanding = Box<dyn Fn(&Standing) -> Result<StandingChanges, Refusal> + Send + Sync>;

/// Whose succession is to change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SuccessionKey {
    /// The target whose fate is told.
    pub target: TargetId,
    /// The target that is to take its place, if any is.
    pub survivor: Option<TargetId>,
}

/// A rule that looks at both targets and says what changes of the first. Pure and repeatable.
pub type DecideSuccession = Box<dyn Fn(&Parties) -> Result<StandingChanges, Refusal> + Send + Sync>;

/// What is tied to a target after it was tied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tied {
    /// It is now.
    Now,
    /// It was before.
    Already,
    /// The identifier is another target's, and was left there.
    ElsewhereAlready,
}

/// Keeps what decides who may see and do what.
#[async_trait]
pub trait AccessStore: Send + Sync + 'static {
    /// Lays a target's whole standing before the rule and writes what it says, all or nothing, as
    /// [`Store::change`](super::Store::change) does: it raises the target's version by one if anything changes, and
    /// a grant that is withdrawn or a restriction that is on holds for every read that begins after this returned.
    /// What waits in the outbox about a person who becomes restricted keeps no value.
    ///
    /// # Errors
    /// The rule's refusal, or [`Unavailable`].
    async fn change_standing(
        &self,
        target: TargetId,
        decide: DecideStanding,
    ) -> Result<StandingChanges, StoreError>;

    /// Lays both targets before the rule and writes what it says of the first, all or nothing, as
    /// [`AccessStore::change_standing`] does. No other change of a succession comes in between, so that no two targets
    /// come to stand in each other's place. Gives the latest word on what became of the first; `None` when nobody ever
    /// said.
    ///
    /// # Errors
    /// The rule's refusal, or [`Unavailable`].
    async fn change_succession(
        &self,
        key: SuccessionKey,
        decide: DecideSuccession,
    ) -> Result<Option<Succession>, StoreError>;

    /// Under which target a target's details are kept now: under itself unless somebody said otherwise, whether it is
    /// known or not.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn survivor(&self, target: TargetId) -> Result<Survivor, Unavailable>;

    /// A target's whole standing.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn standing(&self, target: TargetId) -> Result<Standing, Unavailable>;

    /// The breakings of the glass that began before an instant, the latest first.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn passes(
        &self,
        before: Option<Timestamp>,
        limit: usize,
    ) -> Result<Vec<Pass>, Unavailable>;

    /// Ties an identifier to a target in place of what it had of that system, unless another target has it.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn tie(&self, tied: TargetIdentifier, audit: AuditEntry) -> Result<Tied, Unavailable>;

    /// The identifiers of a target, by system.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn identifiers(&self, target: TargetId) -> Result<Vec<TargetIdentifier>, Unavailable>;

    /// Whose identifier this is.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn identified(&self, identifier: Identifier) -> Result<Option<TargetId>, Unavailable>;

    /// The records that hold a value now, or held it in an earlier version, as far as the viewer sees them.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn trace(&self, query: TraceQuery) -> Result<TracePage, Unavailable>;

    /// Keeps a revocation, or one that was lifted in place of itself.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn keep_revocation(
        &self,
        revocation: Revocation,
        audit: AuditEntry,
    ) -> Result<(), Unavailable>;

    /// All revocations, those that were lifted too, the first one first.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn revocations(&self) -> Result<Vec<Revocation>, Unavailable>;
}
