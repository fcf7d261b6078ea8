//! Seating records in slots: this is where the limit of active records is held.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Holding, Slot, Step};
use crate::contact_detail::ContactDetail;
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, Reason, Refusal};

/// How the slots of a holding change: first all of `freed`, then all of `taken`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SlotMoves {
    /// Slots whose occupant leaves.
    pub freed: Vec<Slot>,
    /// Slots that are free by now and get this occupant.
    pub taken: Vec<(Slot, ContactDetailId)>,
}

type Seating = BTreeMap<Slot, ContactDetailId>;

impl Holding {
    /// Seats the records as they are after the steps. Occupants that have become historic, or moved to
    /// another channel, leave their places.
    ///
    /// # Errors
    /// [`Code::TooManyActive`] when a record needs a numbered place and all are taken.
    pub(super) fn settle(&self, steps: &[Step], on: Date) -> Result<SlotMoves, Refusal> {
        let after = |id: &ContactDetailId| -> Option<&ContactDetail> {
            let changed = steps.iter().map(|step| &step.after).find(|r| r.id == *id);
            changed.or_else(|| self.records.get(id))
        };
        let mut seats = self.slots.clone();
        seats.retain(|slot, occupant| after(occupant).is_some_and(|r| slot.suits(r, on)));
        for step in steps {
            seat(&mut seats, &step.after, on)?;
        }
        Ok(moves(&self.slots, &seats))
    }
}

fn seat(seats: &mut Seating, record: &ContactDetail, on: Date) -> Result<(), Refusal> {
    if record.is_default {
        seats.insert(Slot::Default(record.channel()), record.id);
    }
    let numbered: Vec<Slot> = Slot::numbered(record.channel()).collect();
    let seated = numbered
        .iter()
        .any(|slot| seats.get(slot) == Some(&record.id));
    if numbered.is_empty() || seated || !record.is_active(on) {
        return Ok(());
    }
    let free = numbered.into_iter().find(|slot| !seats.contains_key(slot));
    seats.insert(free.ok_or_else(|| full(record))?, record.id);
    Ok(())
}

fn full(record: &ContactDetail) -> Refusal {
    let channel = record.channel();
    let limit = channel.active_limit().unwrap_or_default();
    Refusal::invalid(
        Field::Existing,
        Reason::new(
            Code::TooManyActive,
            format!(
                "The maximum of {limit} active {} contact details has already been reached",
                channel.as_str()
            ),
            "Retire one that is no longer used, then add the new one",
        ),
    )
}

fn moves(before: &Seating, after: &Seating) -> SlotMoves {
    let left = before
        .iter()
        .filter(|(slot, id)| after.get(slot) != Some(id));
    let came = after
        .iter()
        .filter(|(slot, id)| before.get(slot) != Some(id));
    SlotMoves {
        freed: left.map(|(slot, _)| *slot).collect(),
        taken: came.map(|(slot, id)| (*slot, *id)).collect(),
    }
}
