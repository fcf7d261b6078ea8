//! A record to be put in the place of another.

use super::{ContactDetail, EndReason, Information, NewContactDetail};
use crate::ids::ContactDetailId;
use crate::time::Period;
use crate::value::PlainText;

/// A record to be put in the place of another. Target, area, team, default and preference are those of
/// the record that it supersedes.
#[derive(Clone, Debug)]
pub struct Replacement {
    /// The client's own id for the new record, which makes the request safe to repeat.
    pub id: Option<ContactDetailId>,
    /// What the new record says.
    pub information: Information,
    /// From when to when it is valid.
    pub period: Period,
    /// Why the old one is retired; it was superseded if nothing else is said.
    pub reason: EndReason,
}

impl Replacement {
    /// The new record, as the request alone says it: beside what it takes over from the old one.
    pub fn beside(&self, old: &ContactDetail) -> Option<NewContactDetail> {
        Some(NewContactDetail {
            id: self.id,
            target: old.target,
            information: self.information.clone(),
            area: PlainText::parse(old.area.as_str(), 100).ok()?,
            team: old.team.clone(),
            is_default: old.is_default,
            is_preferred: old.is_preferred,
            period: self.period,
        })
    }
}
