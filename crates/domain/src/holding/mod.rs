//! The rules of change. A [`Holding`] is what one area holds about one target, as far as a change
//! needs to know it; its methods turn a request into a [`Plan`] or refuse it.

mod amend;
mod end;
mod make;
mod mark;
mod replace_information;
mod replace_kind;
mod rewrite;
mod seating;
mod settle;
mod slot;
mod supersede;

use std::borrow::Cow;
use std::collections::BTreeMap;

pub use rewrite::Rewrite;
pub use settle::{SlotMoves, Taken};
pub use slot::Slot;

use crate::access::Standing;
use crate::area::PlaceRules;
use crate::contact_detail::{ContactDetail, Stamp};
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};
use crate::vocabulary::CouncilSubType;

/// What one area holds about one target: who occupies which slot, the records that are not retired, and the
/// record that the request is about.
#[derive(Clone, Default, Debug)]
pub struct Holding {
    /// Which record occupies each [`Slot`].
    pub slots: BTreeMap<Slot, ContactDetailId>,
    /// The records that are not retired and the record the request is about, in their current versions.
    pub records: BTreeMap<ContactDetailId, ContactDetail>,
    /// The first version of the record that has the id the request wants to use.
    pub original: Option<ContactDetail>,
    /// Who may do what about the target, and when it was last changed.
    pub standing: Standing,
    /// What places the area has; the usual ones unless [`Holding::under`] says otherwise.
    pub rules: PlaceRules,
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
    /// The same holding in an area that has these places. Nothing is copied where they are the same.
    #[must_use]
    pub fn under(&self, rules: PlaceRules) -> Cow<'_, Self> {
        if self.rules == rules {
            return Cow::Borrowed(self);
        }
        Cow::Owned(Self {
            rules,
            ..self.clone()
        })
    }

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

    /// The steps that take the default from whoever else has it where this record is to be one. That is one
    /// record, unless the area had a default for each team before.
    fn unseat(&self, successor: &ContactDetail, stamp: &Stamp) -> Vec<Step> {
        let place = Slot::of_default(successor, self.rules);
        let of_place = |record: &&ContactDetail| {
            record.is_default && Slot::of_default(record, self.rules) == place
        };
        let others = self.records.values().filter(of_place);
        let others = others.filter(|record| record.id != successor.id);
        let unseated = others.map(|before| {
            let mut after = before.next_version(stamp.clone());
            after.is_default = false;
            Step {
                before: Some(before.clone()),
                after,
            }
        });
        unseated.collect()
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
    /// place is unseated before it, unless it leaves by itself.
    fn plan_in_order(
        &self,
        mut steps: Vec<Step>,
        before: Option<ContactDetail>,
        after: ContactDetail,
        stamp: &Stamp,
    ) -> Result<Plan, Refusal> {
        let answer = after.clone();
        let last = Step { before, after };
        if self.claims_default(&last, &steps) {
            let mut unseated = self.unseat(&last.after, stamp);
            unseated.retain(|one| steps.iter().all(|other| other.after.id != one.after.id));
            steps.append(&mut unseated);
        }
        steps.push(last);
        let slots = self.settle(&steps, stamp.day())?;
        Ok(Plan {
            steps,
            slots,
            answer,
        })
    }

    /// Whether a step makes a record the default where neither it was, nor the one that it supersedes.
    fn claims_default(&self, step: &Step, steps: &[Step]) -> bool {
        let place = |record: &ContactDetail| Slot::of_default(record, self.rules);
        let had_it =
            |before: &ContactDetail| before.is_default && place(before) == place(&step.after);
        step.after.is_default && !step.predecessor(steps).is_some_and(had_it)
    }
}

impl Step {
    /// The record whose place this one had or takes over: it before the change, or the one that it supersedes.
    fn predecessor<'a>(&'a self, steps: &'a [Self]) -> Option<&'a ContactDetail> {
        let old = self.after.supersedes;
        let superseded = || steps.iter().find(|other| Some(other.after.id) == old);
        let before = self.before.as_ref();
        before.or_else(|| superseded()?.before.as_ref())
    }

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
