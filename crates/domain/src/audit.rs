//! The trail of who looked at or changed what, and why it was allowed. It never holds a value.

use std::sync::Arc;

use jiff::Timestamp;

use crate::actor::PurposeOfUse;
use crate::area::AreaKey;
use crate::ids::{AuditEntryId, ContactDetailId, CorrelationId, TargetId};

/// What somebody asked to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// See one record.
    Read,
    /// See the records of a target.
    List,
    /// Make a record.
    Create,
    /// Change a record.
    Amend,
    /// Replace what a record says.
    ReplaceInformation,
    /// Retire a record.
    End,
    /// Put a record in the place of another.
    Supersede,
    /// Mark a record as found to be right.
    Verify,
    /// Mark a record as one at which nothing arrives.
    MarkUndeliverable,
    /// Take such a mark back.
    LiftUndeliverable,
    /// See every version of a record.
    ReadHistory,
    /// See when what was true of a target.
    ReadTimeline,
    /// Ask how a target can be reached.
    AskContactability,
    /// See how a target wants to be reached.
    ReadPreferences,
    /// Record how a target wants to be reached.
    SetPreferences,
    /// Ask what would become of a value.
    Check,
    /// Lose the default to another record, as part of somebody's change to that one.
    LoseDefault,
}

impl Action {
    /// The word in the trail.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::List => "list",
            Self::Create => "create",
            Self::Amend => "amend",
            Self::ReplaceInformation => "replace-information",
            Self::End => "end",
            Self::Supersede => "supersede",
            Self::Verify => "verify",
            Self::MarkUndeliverable => "mark-undeliverable",
            Self::LiftUndeliverable => "lift-undeliverable",
            Self::ReadHistory => "read-history",
            Self::ReadTimeline => "read-timeline",
            Self::AskContactability => "ask-contactability",
            Self::ReadPreferences => "read-preferences",
            Self::SetPreferences => "set-preferences",
            Self::Check => "check",
            Self::LoseDefault => "lose-default",
        }
    }
}

/// What the answer was, with the code of the rule behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It was done.
    Allowed(&'static str),
    /// It was refused, and nothing changed.
    Refused(&'static str),
}

impl Outcome {
    /// `allowed` or `refused`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allowed(_) => "allowed",
            Self::Refused(_) => "refused",
        }
    }

    /// The code of the rule.
    pub fn because(self) -> &'static str {
        match self {
            Self::Allowed(because) | Self::Refused(because) => because,
        }
    }
}

/// What an audit entry is about; whatever of it was known.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Subject {
    /// The target.
    pub target: Option<TargetId>,
    /// The record.
    pub record: Option<ContactDetailId>,
    /// The areas whose records were used.
    pub areas: Vec<AreaKey>,
}

/// One entry of the audit trail.
#[derive(Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its id.
    pub id: AuditEntryId,
    /// When.
    pub at: Timestamp,
    /// Who vouched for the actor: the token's `iss`.
    pub issuer: Arc<str>,
    /// The token's `sub`.
    pub actor: String,
    /// In which access mode ([`crate::actor::AccessMode::as_str`]).
    pub mode: &'static str,
    /// For what they said they asked.
    pub purpose: PurposeOfUse,
    /// What was asked.
    pub action: Action,
    /// About what.
    pub subject: Subject,
    /// What came of it.
    pub outcome: Outcome,
    /// The request.
    pub correlation: CorrelationId,
}

impl std::fmt::Debug for AuditEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut entry = f.debug_struct("AuditEntry");
        entry
            .field("action", &self.action)
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}
