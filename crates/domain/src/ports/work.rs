//! Units of work: what a change is about, the rule that decides it, and everything that it writes.

use jiff::civil::Date;

use crate::access::Standing;
use crate::area::AreaKey;
use crate::audit::AuditEntry;
use crate::contact_detail::{ContactDetail, Turn};
use crate::event::{ContactDetailEvent, PreferencesEvent};
use crate::holding::{Holding, Plan};
use crate::ids::{ContactDetailId, TargetId};
use crate::preferences::ContactPreferences;
use crate::refusal::Refusal;

/// A record by its id, among those of these areas.
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
    /// A record that is there already, and another to be made in its place.
    Successor {
        /// The one that is there.
        old: RecordKey,
        /// The id of the other, which may have been used before.
        id: ContactDetailId,
    },
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

/// Whose wishes, and by which area they are kept.
#[derive(Clone, Debug)]
pub struct PreferencesKey {
    /// The target.
    pub target: TargetId,
    /// The area.
    pub area: AreaKey,
}

/// Everything that a change of preferences writes, in one unit of work.
#[derive(Clone, Debug)]
pub struct PreferencesChanges {
    /// The new version; `None` when nothing changes.
    pub new: Option<ContactPreferences>,
    /// The event for the outbox, when something changes.
    pub event: Option<PreferencesEvent>,
    /// The entry for the audit trail.
    pub audit: AuditEntry,
}

/// What is there when wishes are to be changed.
#[derive(Clone, Default, Debug)]
pub struct Known {
    /// What the area knows.
    pub preferences: Option<ContactPreferences>,
    /// The target's standing.
    pub standing: Standing,
}

/// A rule that looks at what is known and says what changes. Pure and repeatable.
pub type DecidePreferences =
    Box<dyn Fn(&Known) -> Result<PreferencesChanges, Refusal> + Send + Sync>;

/// Makes the event that tells how a record turned by the clock, and on which day; and whether the person is restricted.
/// The store may call it again when it has to start over.
pub type TellTurn =
    Box<dyn Fn(&ContactDetail, Turn, Date, bool) -> ContactDetailEvent + Send + Sync>;
