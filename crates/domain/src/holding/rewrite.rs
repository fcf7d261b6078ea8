//! Several changes to what an area holds about a target, as one.

use super::{Holding, SlotMoves, Step};
use crate::area::AreaKey;
use crate::contact_detail::{ContactDetail, EndReason, Ending, Marks, Stamp, Target, Version};
use crate::ids::ContactDetailId;
use crate::patient::{ItemId, Made, PatientChange};
use crate::refusal::Refusal;

/// Several records' changes with what they do to the slots. Nothing changes when there is no step.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Rewrite {
    /// Each record that changes, in the order in which it is told.
    pub steps: Vec<Step>,
    /// How the slots change.
    pub slots: SlotMoves,
}

impl Holding {
    /// Brings an area's records to what the lists of a Patient are to say. What is retired goes first, so that its
    /// place is free for what is made. `ids` are for the records that are made, one for each.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when a record is not there; [`OnePerUse`](crate::refusal::Code::OnePerUse) or
    /// [`TooManyActive`](crate::refusal::Code::TooManyActive) when no place is free for one that is made.
    pub fn rewrite(
        &self,
        change: &PatientChange,
        ids: &[ContactDetailId],
        (target, area): (Target, &AreaKey),
        stamp: &Stamp,
    ) -> Result<Rewrite, Refusal> {
        let mut steps = Vec::new();
        for id in change.retired() {
            let mut made = change.made().iter().zip(ids);
            let successor = made.find(|(made, _)| made.supersedes == Some(*id));
            let successor = successor.map(|(_, new)| *new);
            steps.push(self.retire(*id, successor, stamp)?);
        }
        for one in change.reworded() {
            let before = self.subject(one.id)?;
            let mut after = before.next_version(stamp.clone());
            after.marks = before.marks.carried(&before.information, &one.information);
            after.information = one.information.clone();
            after.period = one.period;
            // On another channel it is neither the default nor what was asked for (as when one takes another's place).
            let same_channel = after.channel() == before.channel();
            after.is_default &= same_channel;
            after.is_preferred &= same_channel;
            steps.push(Step {
                before: Some(before.clone()),
                after,
            });
        }
        for (made, id) in change.made().iter().zip(ids) {
            let item = made.item.clone().or_else(|| {
                let first = ids.get(made.beside?)?;
                Some(ItemId::of_record(*first))
            });
            let after = self.made(made, *id, (target, area), (item, stamp));
            steps.push(Step {
                before: None,
                after,
            });
        }
        let on = stamp.day();
        let slots = if change.may_share_places() {
            self.settle_as_taken_over(&steps, on)?
        } else {
            self.settle(&steps, on)?
        };
        Ok(Rewrite { steps, slots })
    }

    fn retire(
        &self,
        id: ContactDetailId,
        successor: Option<ContactDetailId>,
        stamp: &Stamp,
    ) -> Result<Step, Refusal> {
        let before = self.subject(id)?;
        let reason = successor.map(|_| EndReason::Superseded);
        let mut ending = Ending::new(stamp.clone(), reason);
        ending.superseded_by = successor;
        Ok(Step {
            before: Some(before.clone()),
            after: before.retired(ending),
        })
    }

    fn made(
        &self,
        made: &Made,
        id: ContactDetailId,
        (target, area): (Target, &AreaKey),
        (item, stamp): (Option<ItemId>, &Stamp),
    ) -> ContactDetail {
        let old = made.supersedes.and_then(|old| self.records.get(&old));
        let marks = old.map_or_else(Marks::default, |old| {
            old.marks.carried(&old.information, &made.information)
        });
        let mut record = ContactDetail {
            id,
            target,
            area: area.clone(),
            team: old.and_then(|old| old.team.clone()),
            information: made.information.clone(),
            is_default: old.is_some_and(|old| old.is_default),
            is_preferred: old.is_some_and(|old| old.is_preferred),
            period: made.period,
            marks,
            item,
            supersedes: made.supersedes,
            created: stamp.clone(),
            ended: None,
            version: Version::FIRST,
            recorded: stamp.clone(),
        };
        record.is_default &= record.is_active(stamp.day());
        record
    }
}
