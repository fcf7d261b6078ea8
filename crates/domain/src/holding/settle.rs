//! How the slots of a holding change with its records: this is where the limit of active records is held.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;

use super::seating::{Seating, Seats};
use super::{Holding, Slot, Step};
use crate::area::Profile;
use crate::contact_detail::ContactDetail;
use crate::ids::ContactDetailId;
use crate::refusal::Refusal;

/// How the slots of a holding change: first all of `freed`, then all of `taken`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SlotMoves {
    /// Slots whose occupant leaves.
    pub freed: Vec<Slot>,
    /// Slots that are free by now and get an occupant.
    pub taken: Vec<Taken>,
}

/// A slot that is taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The slot.
    pub slot: Slot,
    /// The record that takes it.
    pub by: ContactDetailId,
    /// When that record was made.
    pub made: Timestamp,
}

impl Holding {
    /// Seats the records as they are after the steps. Occupants that have become historic, or moved to
    /// another channel or use, leave their places.
    ///
    /// # Errors
    /// [`TooManyActive`](crate::refusal::Code::TooManyActive) or
    /// [`OnePerUse`](crate::refusal::Code::OnePerUse) when a record claims a place and none is free.
    pub(super) fn settle(&self, steps: &[Step], on: Date) -> Result<SlotMoves, Refusal> {
        self.seated(steps, on, |step| self.claims_place(step, steps, on))
    }

    /// The same for records of another system, which need no place of their own: where two have one use, the first
    /// has it.
    pub(super) fn settle_as_taken_over(
        &self,
        steps: &[Step],
        on: Date,
    ) -> Result<SlotMoves, Refusal> {
        self.seated(steps, on, |_| false)
    }

    fn seated(
        &self,
        steps: &[Step],
        on: Date,
        claims: impl Fn(&Step) -> bool,
    ) -> Result<SlotMoves, Refusal> {
        let after = |id: &ContactDetailId| -> Option<&ContactDetail> {
            let changed = steps.iter().map(|step| &step.after).find(|r| r.id == *id);
            changed.or_else(|| self.records.get(id))
        };
        let mut seating = Seating::of(self.slots.clone(), after, self.rules, on);
        seating.seat_what_was_there(&self.unchanged(steps));
        for step in steps {
            seating.seat(&step.after, claims(step))?;
        }
        Ok(moves(&self.slots, &seating.seats, after))
    }

    /// The records that the steps leave as they are, oldest first.
    fn unchanged(&self, steps: &[Step]) -> Vec<&ContactDetail> {
        let changed: BTreeSet<ContactDetailId> = steps.iter().map(|step| step.after.id).collect();
        let others = self.records.values();
        let mut others: Vec<&ContactDetail> = others
            .filter(|record| !changed.contains(&record.id))
            .collect();
        others.sort_by_key(|record| (record.created.at, record.id));
        others
    }

    /// Whether a step asks for a place that was not the record's own, nor that of the one it supersedes.
    fn claims_place(&self, step: &Step, steps: &[Step], on: Date) -> bool {
        let same_place = |before: &ContactDetail| match self.rules.profile {
            Profile::Council => before.channel() == step.after.channel(),
            Profile::Pds => Slot::of_use(before) == Slot::of_use(&step.after),
        };
        let before = step.predecessor(steps);
        before.is_none_or(|before| !before.is_active(on) || !same_place(before))
    }
}

fn moves<'a>(
    before: &Seats,
    after: &Seats,
    record: impl Fn(&ContactDetailId) -> Option<&'a ContactDetail>,
) -> SlotMoves {
    let left = before
        .iter()
        .filter(|(slot, id)| after.get(slot) != Some(id));
    let came = after
        .iter()
        .filter(|(slot, id)| before.get(slot) != Some(id));
    let taken = came.filter_map(|(slot, id)| {
        Some(Taken {
            slot: slot.clone(),
            by: *id,
            made: record(id)?.created.at,
        })
    });
    SlotMoves {
        taken: taken.collect(),
        freed: left.map(|(slot, _)| slot.clone()).collect(),
    }
}
