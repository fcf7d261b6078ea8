//! Everything that one area holds about a target, read and changed as one: a Patient, and what changes several records
//! together.

use async_trait::async_trait;
use jiff::Timestamp;

use super::{StoreError, TargetIdentifier, Unavailable};
use crate::access::Viewer;
use crate::area::AreaKey;
use crate::audit::AuditEntry;
use crate::event::{AccessEvent, ContactDetailEvent, PreferencesEvent};
use crate::holding::{Holding, Rewrite};
use crate::ids::TargetId;
use crate::patient::{Carried, PatientSight};
use crate::preferences::ContactPreferences;
use crate::refusal::Refusal;
use crate::restriction::Restriction;
use crate::target_version::TargetVersion;
use crate::value::NhsNumber;

/// How many hours the outcome of a request is kept for whoever sends it again.
pub const REPEATS_KEPT_HOURS: i64 = 24;

/// Whose record is asked for, and what of it.
#[derive(Clone, Debug)]
pub struct PatientQuery {
    /// By this NHS number, which may have been superseded.
    pub number: NhsNumber,
    /// As this area holds it.
    pub area: AreaKey,
    /// What this viewer sees of it; nothing else is read.
    pub viewer: Viewer,
    /// As a request left it that was made before; as it is now unless given.
    pub left_by: Option<Left>,
    /// The request that would change it. If that was carried out before, what is asked for is how it left the person.
    pub request: Option<RequestKey>,
}

/// How a change left a target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Left {
    /// In this version.
    pub version: TargetVersion,
    /// At this instant.
    pub at: Timestamp,
}

/// A target and the area whose records of it change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WholeKey {
    /// The target.
    pub target: TargetId,
    /// The area.
    pub area: AreaKey,
}

/// What tells a request that comes again from another: a digest of who sends what, under which id of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestKey {
    /// The digest.
    pub digest: [u8; 32],
    /// When it came this time. After [`REPEATS_KEPT_HOURS`] it is another request.
    pub at: Timestamp,
}

/// What is there when several things are to change together.
#[derive(Clone, Default, Debug)]
pub struct Whole {
    /// The area's records that are not retired, and who may do what about the target.
    pub holding: Holding,
    /// What the area knows of the target's wishes.
    pub wishes: Option<ContactPreferences>,
    /// What was carried along.
    pub carried: Option<Carried>,
}

/// Everything that a change of several things writes, in one unit of work. The target's version rises by one if
/// anything does.
#[derive(Clone, Debug)]
pub struct WholeChanges {
    /// When it was made.
    pub at: Timestamp,
    /// New versions of records and slot moves.
    pub rewrite: Rewrite,
    /// The new version of the wishes, when they change.
    pub wishes: Option<ContactPreferences>,
    /// What comes with somebody who is taken over from another system.
    pub arrival: Option<Arrival>,
    /// Events for the outbox, one for each step.
    pub events: Vec<ContactDetailEvent>,
    /// The event for the outbox, when the wishes change.
    pub wishes_event: Option<PreferencesEvent>,
    /// Entries for the audit trail.
    pub audit: Vec<AuditEntry>,
}

/// What comes with somebody who is taken over from another system.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The identifier by which the other system knows them, to be tied to the target.
    pub identifier: TargetIdentifier,
    /// The version of a target that was not known before.
    pub version: TargetVersion,
    /// The word that they are restricted, when it is new.
    pub restriction: Option<Restriction>,
    /// The event that tells of it.
    pub restriction_event: Option<AccessEvent>,
    /// What is to be carried along, in place of what was; `None` leaves that alone.
    pub carried: Option<Carried>,
}

/// What became of a change.
#[derive(Clone, Debug)]
pub enum WholeOutcome {
    /// It was made, or there was nothing to make.
    Done(Box<WholeDone>),
    /// The same request was carried out before, and left the target like this.
    Repeated(Left),
}

/// A change that was made.
#[derive(Clone, Debug)]
pub struct WholeDone {
    /// What was there before.
    pub before: Whole,
    /// What changed.
    pub changes: WholeChanges,
    /// The target's version afterwards.
    pub version: TargetVersion,
}

/// A rule that looks at everything that is there and says what changes. Pure and repeatable.
pub type DecideWhole = Box<dyn Fn(&Whole) -> Result<WholeChanges, Refusal> + Send + Sync>;

impl WholeChanges {
    /// Whether anything about the target changes.
    pub fn is_change(&self) -> bool {
        let arrives =
            |arrival: &Arrival| arrival.restriction.is_some() || arrival.carried.is_some();
        !self.rewrite.steps.is_empty()
            || self.wishes.is_some()
            || self.arrival.as_ref().is_some_and(arrives)
    }
}

/// Reads and changes everything that an area holds about a target.
#[async_trait]
pub trait WholeStore: Send + Sync + 'static {
    /// Who answers to an NHS number, as far as the viewer sees them. A number that was superseded is followed.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn patient(&self, query: PatientQuery) -> Result<PatientSight, Unavailable>;

    /// The persons with an NHS number after this one, by number.
    ///
    /// # Errors
    /// [`Unavailable`].
    async fn patients(
        &self,
        after: Option<NhsNumber>,
        limit: usize,
    ) -> Result<Vec<(NhsNumber, TargetId)>, Unavailable>;

    /// Lays everything before the rule and writes what it says, all or nothing, as
    /// [`Store::change`](super::Store::change) does. A request that was carried out before is not carried out again;
    /// for that its outcome is kept with it, for [`REPEATS_KEPT_HOURS`] at least.
    ///
    /// # Errors
    /// The rule's refusal, or [`Unavailable`].
    async fn change_whole(
        &self,
        key: WholeKey,
        request: Option<RequestKey>,
        decide: DecideWhole,
    ) -> Result<WholeOutcome, StoreError>;
}
