//! The rules of change. A [`Holding`] is what one area holds about one target, as far as a change
//! needs to know it; its methods turn a request into a [`Plan`] or refuse it.

mod amend;
mod end;
mod make;
mod mark;
mod replace_information;
mod settle;
mod slot;
mod supersede;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use settle::SlotMoves;
pub use slot::Slot;

use crate::contact_detail::{ContactDetail, Stamp};
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};
use crate::vocabulary::{Channel, CouncilSubType};

/// What one area holds about one target: who occupies which slot, the records in those slots, and the
/// record that the request is about.
#[derive(Clone, Default, Debug)]
pub struct Holding {
    /// Which record occupies each [`Slot`].
    pub slots: BTreeMap<Slot, ContactDetailId>,
    /// The occupants of the slots and the record the request is about, in their current versions.
    pub records: BTreeMap<ContactDetailId, ContactDetail>,
    /// The first version of the record that has the id the request wants to use.
    pub original: Option<ContactDetail>,
    /// When the target was last changed, by any area.
    pub changed_at: Option<Timestamp>,
}

/// What a change comes to: nothing at all, or new versions of records and moves between slots.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Each record that changes, in the order in which it is told.
    pub steps: Vec<Step>,
    /// How the slots change.
    pub slots: SlotMoves,
    /// The record the request was about, as it is afterwards.
    pub answer: ContactDetail,
}

/// One record's change from one version to the next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// The version before; `None` when the record is made.
    pub before: Option<ContactDetail>,
    /// The version after.
    pub after: ContactDetail,
}

impl Holding {
    fn subject(&self, id: ContactDetailId) -> Result<&ContactDetail, Refusal> {
        self.records.get(&id).ok_or(Refusal::NotFound)
    }

    /// The record, when the council API has a word for its channel: what it does not show it does not
    /// change.
    fn council_subject(&self, id: ContactDetailId) -> Result<&ContactDetail, Refusal> {
        let record = self.subject(id)?;
        if CouncilSubType::knows(record.channel()) {
            Ok(record)
        } else {
            Err(Refusal::NotFound)
        }
    }

    /// The step that takes the default of this channel from whoever has it, unless it is `successor`.
    fn unseat(&self, channel: Channel, successor: ContactDetailId, stamp: &Stamp) -> Option<Step> {
        let occupant = self.slots.get(&Slot::Default(channel))?;
        let before = self.records.get(occupant).filter(|r| r.id != successor)?;
        let mut after = before.next_version(stamp.clone());
        after.is_default = false;
        Some(Step {
            before: Some(before.clone()),
            after,
        })
    }

    /// The plan that takes a record to its next version, unseating another default if it is one.
    fn plan_change(
        &self,
        before: &ContactDetail,
        after: ContactDetail,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        self.plan(Some(before.clone()), after, stamp)
    }

    fn plan(
        &self,
        before: Option<ContactDetail>,
        after: ContactDetail,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        self.plan_in_order(Vec::new(), before, after, stamp)
    }

    /// The plan of these steps first, then of the record that the request is about. Another default of its
    /// channel is unseated before it, unless it leaves by itself.
    fn plan_in_order(
        &self,
        mut steps: Vec<Step>,
        before: Option<ContactDetail>,
        after: ContactDetail,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        let unseated = after
            .is_default
            .then(|| self.unseat(after.channel(), after.id, stamp))
            .flatten();
        if let Some(step) = unseated
            && steps.iter().all(|other| other.after.id != step.after.id)
        {
            steps.push(step);
        }
        let answer = after.clone();
        steps.push(Step { before, after });
        let slots = self.settle(&steps, stamp.day())?;
        Ok(Plan {
            steps,
            slots,
            answer,
        })
    }
}

impl Step {
    /// Whether whoever relied on the record can do so no more after this: it is retired, or says another value,
    /// or is said to be for something else or somebody else's.
    pub fn takes_value_away(&self) -> bool {
        let Some(before) = &self.before else {
            return false;
        };
        let (was, is) = (&before.information, &self.after.information);
        let retires = before.ended.is_none() && self.after.ended.is_some();
        retires
            || was.label != is.label
            || was.value.address() != is.value.address()
            || !was.value.is_same_as(&is.value)
    }
}

impl Plan {
    fn nothing(answer: &ContactDetail) -> Self {
        Self {
            steps: Vec::new(),
            slots: SlotMoves::default(),
            answer: answer.clone(),
        }
    }
}

fn historic(field: Field) -> Refusal {
    Refusal::conflict(
        field,
        Reason::new(
            Code::Historic,
            "This contact detail is historic and stays as it is",
            "Make a new record instead",
        ),
    )
}
