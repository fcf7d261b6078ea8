use std::sync::Arc;

use jiff::Timestamp;

use crate::actor::{Actor, Author, PurposeOfUse};
use crate::ids::{PassId, TargetId};
use crate::value::PlainText;

/// For how many minutes the glass stays broken unless said.
pub const USUAL_PASS_MINUTES: u16 = 30;

/// For how many minutes at most.
pub const MAX_PASS_MINUTES: u16 = 240;

/// Somebody broke the glass: for a while they see a restricted person's details.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pass {
    /// Its id.
    pub id: PassId,
    /// Whose details.
    pub target: TargetId,
    /// Who vouched for whoever broke it.
    pub issuer: Arc<str>,
    /// Who broke it.
    pub by: Author,
    /// For what.
    pub purpose: PurposeOfUse,
    /// Why.
    pub reason: PlainText,
    /// From when.
    pub from: Timestamp,
    /// Until when, that instant left out.
    pub until: Timestamp,
}

impl Pass {
    /// Whether the glass is still broken at this instant.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }

    /// Whether it lets this actor through at this instant: whoever broke the glass, nobody else.
    pub fn lets(&self, actor: &Actor, at: Timestamp) -> bool {
        let theirs = self.issuer == actor.issuer && self.by.subject == actor.author.subject;
        theirs && self.is_open(at)
    }
}
