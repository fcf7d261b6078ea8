//! What an item may say, whatever its list has to say of it besides.

use super::super::breach::{Breach, Broken};
use super::super::limits::{MAX_CONTACTS, MAX_WAYS};
use super::super::{List, Wanted, WantedItem, permitted};
use super::address;
use super::list::Rewriting;
use super::{Rules, code_of};
use crate::contact_detail::{ContactDetail, Information};

impl Rewriting<'_> {
    /// Whether there is room for one more item.
    pub(super) fn check_place(
        &self,
        wanted: &[Wanted],
        item: &WantedItem,
        index: usize,
    ) -> Result<(), Broken> {
        if self.rules == Rules::TakingOver {
            return Ok(());
        }
        if self.has_another_like(wanted, item, index) {
            return Err(self.broken(Breach::SecondOfKind, index));
        }
        if self.list == List::Contact && wanted.len() > MAX_CONTACTS {
            return Err(self.broken(Breach::TooManyContacts, index));
        }
        Ok(())
    }

    /// Whether another item of the list, valid or not, is of the same kind (PDS, "telecom", "address").
    fn has_another_like(&self, wanted: &[Wanted], item: &WantedItem, index: usize) -> bool {
        if self.list == List::Contact {
            return false;
        }
        let code = item.what.first().and_then(code_of);
        let mut others = wanted.iter().enumerate().filter(|(at, _)| *at != index);
        others.any(|(_, other)| match other {
            Wanted::Added(_, other) => other.what.first().and_then(code_of) == code,
            Wanted::Kept(id) | Wanted::Changed(id, _) => {
                let mut records = self.patient.records_of(self.list);
                records.any(|record| record.item_id() == *id && record.fhir_code() == code)
            }
        })
    }

    /// A number by which nobody is to be reached is not recorded anew.
    fn check_number(&self, what: &Information) -> Result<(), Breach> {
        let Rules::Interface(_, drama) = self.rules else {
            return Ok(());
        };
        let held = |record: &ContactDetail| record.information.value == what.value;
        match what.value.number() {
            Some(number) if number.reaches_nobody(drama) => {
                let known = self.patient.records.iter().any(held);
                known.then_some(()).ok_or(Breach::NumberForm)
            }
            _ => Ok(()),
        }
    }

    /// Holds what an item says against the rules, but for the parts that stay as they are.
    pub(super) fn check(
        &self,
        item: &WantedItem,
        before: Option<&ContactDetail>,
        index: usize,
    ) -> Result<(), Broken> {
        let checked = || {
            let period = item.period.unwrap_or_default();
            let days = period.start().zip(period.end());
            let ends_first = days.is_some_and(|(start, end)| end < start);
            if self.rules == Rules::TakingOver {
                // That no store keeps.
                return (!ends_first).then_some(()).ok_or(Breach::EndBeforeStart);
            }
            if item.what.len() > MAX_WAYS {
                return Err(Breach::TooManyWays);
            }
            if self.is_for_patient() {
                permitted::form_for_patients(self.list, item)?;
            }
            let same_period = before.is_some_and(|known| item.in_part && known.period == period);
            if !same_period && period.start().is_some_and(|start| start > self.on) {
                return Err(Breach::StartInFuture);
            }
            if ends_first {
                return Err(Breach::EndBeforeStart);
            }
            let before = before.filter(|_| item.in_part);
            item.what.iter().try_for_each(|what| {
                self.check_number(what)?;
                address::check(what, period, before)
            })
        };
        checked().map_err(|breach| self.broken(breach, index))
    }
}
