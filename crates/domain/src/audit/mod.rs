//! The trail of who looked at or changed what, and why it was allowed. It never holds a value. Each entry is chained
//! to the one before it in its stream, so that nothing can be altered or left out unseen.

mod action;
mod chain;
mod line;
mod trail;

use std::sync::Arc;

use jiff::Timestamp;

pub use action::Action;
pub use chain::{Broken, Digest, Fault, Head, Verifier};
pub use line::Line;
pub use trail::{SERVICE_STREAM, STREAMS, Stream, TrailEntry, TrailQuery};

use crate::actor::PurposeOfUse;
use crate::area::AreaKey;
use crate::ids::{AuditEntryId, ContactDetailId, CorrelationId, GrantId, PassId, TargetId};

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
    /// The sharing grant by which they were, or that it is about.
    pub grant: Option<GrantId>,
    /// The breaking of the glass that it is about.
    pub pass: Option<PassId>,
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

impl AuditEntry {
    /// The stream it belongs to: its target's, or the service's own where no target is known.
    pub fn stream(&self) -> Stream {
        Stream::of(self.subject.target)
    }

    /// The areas as they are written.
    pub fn areas(&self) -> String {
        let names = self.subject.areas.iter().map(AreaKey::as_str);
        names.collect::<Vec<_>>().join(",")
    }

    /// The entry as it is written, with its areas from [`AuditEntry::areas`].
    pub fn line<'a>(&'a self, areas: &'a str) -> Line<'a> {
        Line {
            id: self.id.uuid(),
            at: self.at.as_microsecond(),
            issuer: &self.issuer,
            actor: &self.actor,
            mode: self.mode,
            purpose: self.purpose.as_str(),
            action: self.action.as_str(),
            target: self.subject.target.map(TargetId::uuid),
            record: self.subject.record.map(ContactDetailId::uuid),
            grant: self.subject.grant.map(GrantId::uuid),
            pass: self.subject.pass.map(PassId::uuid),
            areas,
            outcome: self.outcome.as_str(),
            because: self.outcome.because(),
            correlation: self.correlation.uuid(),
        }
    }
}

#[cfg(test)]
mod tests;
