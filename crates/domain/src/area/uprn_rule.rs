//! Whether an area asks for the UPRN of an address.

use super::ServiceArea;
use crate::contact_detail::Information;
use crate::holding::{Plan, Step};
use crate::refusal::{Code, Field, Reason, Refusal};
use crate::value::{Address, AddressKind};
use crate::vocabulary::words;

words! {
    /// What an area does about the UPRN of an address in the United Kingdom (council specification,
    /// "Data meetup outcome": "if they are UK addresses, we should record the UPRN").
    UprnRule {
        /// It is kept when it is given.
        Optional = "optional",
        /// When it is not given, it is looked up; an address without one is taken all the same.
        LookedUp = "looked-up",
        /// An address without one is refused.
        Required = "required",
    }
}

impl ServiceArea {
    /// The address whose UPRN this area wants and does not have.
    pub fn wants_uprn_of<'a>(&self, information: &'a Information) -> Option<&'a Address> {
        let address = information.value.address()?;
        let lacks = address.uprn().is_none() && address.kind() == AddressKind::Uk;
        (self.uprn != UprnRule::Optional && lacks).then_some(address)
    }
}

impl Plan {
    /// The plan, when every address it records keeps to the rule of its area. One that a change leaves
    /// as it is, is not held against the rule.
    ///
    /// # Errors
    /// [`Code::UprnNeeded`].
    pub fn keeping_to(self, areas: &[ServiceArea]) -> Result<Self, Refusal> {
        let breaks = |step: &Step| {
            let before = step.before.as_ref().map(|before| &before.information.value);
            let changed = before != Some(&step.after.information.value);
            let mut owners = areas.iter().filter(|area| *area.key() == step.after.area);
            changed
                && owners.any(|area| {
                    area.uprn == UprnRule::Required
                        && area.wants_uprn_of(&step.after.information).is_some()
                })
        };
        if self.steps.iter().any(breaks) {
            Err(Refusal::invalid(Field::Uprn, uprn_needed()))
        } else {
            Ok(self)
        }
    }
}

fn uprn_needed() -> Reason {
    Reason::new(
        Code::UprnNeeded,
        "Your service area records the UPRN of every address in the UK",
        "Look the address up and give its UPRN",
    )
}
