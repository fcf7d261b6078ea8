//! A record to be put in the place of another.

use jiff::civil::Date;

use super::{ContactDetail, EndReason, Information, NewContactDetail};
use crate::ids::ContactDetailId;
use crate::refusal::{Field, Refusal};
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
    /// The new record, as the request says it beside what it takes over from the old one on this day: a start
    /// that is still to come unless it names another, and the default and preference unless it is of another
    /// channel.
    ///
    /// # Errors
    /// [`EndBeforeStart`](crate::refusal::Code::EndBeforeStart) when it would end before the start it takes over.
    pub fn beside(&self, old: &ContactDetail, on: Date) -> Result<NewContactDetail, Refusal> {
        let to_come = Some(old.starts_on()).filter(|start| *start > on);
        let start = self.period.start().or(to_come);
        let period = Period::new(start, self.period.end())
            .map_err(|why| Refusal::invalid(Field::ValidUntil, why))?;
        let same_channel = old.channel() == self.information.value.channel();
        Ok(NewContactDetail {
            id: self.id,
            target: old.target,
            information: self.information.clone(),
            area: PlainText::from_stored(old.area.as_str().to_owned()),
            team: old.team.clone(),
            is_default: old.is_default && same_channel,
            is_preferred: old.is_preferred && same_channel,
            period,
        })
    }
}
