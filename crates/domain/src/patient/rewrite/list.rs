//! One list on its way to what is wanted.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::super::breach::{Breach, Broken};
use super::super::{
    ItemId, List, Made, Patient, PatientChange, Reworded, Wanted, WantedItem, permitted,
};
use super::pairing::paired;
use super::{Rules, code_of};
use crate::actor::AccessMode;
use crate::contact_detail::{ContactDetail, Information};
use crate::time::Period;

/// One list on its way to what is wanted.
pub(super) struct Rewriting<'a> {
    pub(super) patient: &'a Patient,
    pub(super) list: List,
    pub(super) rules: Rules,
    pub(super) on: Date,
    pub(super) change: &'a mut PatientChange,
}

impl<'a> Rewriting<'a> {
    pub(super) fn rewrite(&mut self, wanted: &[Wanted]) -> Result<(), Broken> {
        let mut named: BTreeSet<&ItemId> = BTreeSet::new();
        for (index, one) in wanted.iter().enumerate() {
            match one {
                Wanted::Kept(id) => {
                    self.find(id, index, &mut named)?;
                }
                Wanted::Changed(id, item) => {
                    let records = self.find(id, index, &mut named)?;
                    self.change_item(&records, item, index)?;
                }
                Wanted::Added(id, item) => self.add_item(wanted, id.as_ref(), item, index)?,
            }
        }
        self.remove_others(&named)
    }

    pub(super) fn broken(&self, breach: Breach, index: usize) -> Broken {
        Broken::item(breach, self.list, index)
    }

    fn records(&self) -> Vec<&'a ContactDetail> {
        self.patient.records_of(self.list).collect()
    }

    /// The records of the item with this id, which no other may have named before.
    fn find<'w>(
        &self,
        id: &'w ItemId,
        index: usize,
        named: &mut BTreeSet<&'w ItemId>,
    ) -> Result<Vec<&'a ContactDetail>, Broken> {
        let mut records = self.records();
        records.retain(|record| record.item_id() == *id);
        if records.is_empty() {
            return Err(Broken {
                item: Some(id.clone()),
                ..self.broken(Breach::NoSuchItem, index)
            });
        }
        if !named.insert(id) {
            return Err(self.broken(Breach::NamedTwice, index));
        }
        Ok(records)
    }

    fn remove_others(&mut self, named: &BTreeSet<&ItemId>) -> Result<(), Broken> {
        for (index, record) in self.records().into_iter().enumerate() {
            if named.contains(&record.item_id()) {
                continue;
            }
            if self.is_for_patient() {
                let label = record.information.label;
                permitted::for_patients(self.list, record.channel(), label)
                    .map_err(|breach| self.broken(breach, index))?;
            }
            self.change.retired.push(record.id);
        }
        Ok(())
    }

    fn change_item(
        &mut self,
        records: &[&ContactDetail],
        item: &WantedItem,
        index: usize,
    ) -> Result<(), Broken> {
        let first = records.first();
        let kind_stays = self.list == List::Contact
            || first.map(|record| record.fhir_code()) == item.what.first().map(code_of);
        if self.rules != Rules::TakingOver && !kind_stays {
            return Err(self.broken(Breach::KindChanged, index));
        }
        self.check(item, first.copied(), index)?;
        let period = match item.period {
            Some(period) => period,
            None if item.in_part => first.map_or_else(Period::default, |record| record.period),
            None => self.unless_said(),
        };
        let id = first.map(|record| record.item_id());
        let mut left: Vec<&ContactDetail> = records.to_vec();
        for (record, what) in paired(&mut left, &item.what) {
            match record {
                Some(record) => self.reword(record, what, period),
                None => self.make(id.clone(), None, what, period),
            }
        }
        self.change
            .retired
            .extend(left.iter().map(|record| record.id));
        Ok(())
    }

    fn reword(&mut self, record: &ContactDetail, what: &Information, period: Period) {
        let mut information = what.clone();
        if code_of(what).is_some() && code_of(what) == record.fhir_code() {
            // FHIR has fewer words: what it does not say stays.
            information.label = record.information.label;
        }
        if what.value.address().is_none() && what.value == record.information.value {
            // Nor has it a place for a note beside a number.
            information
                .description
                .clone_from(&record.information.description);
        }
        let respelt = code_typed(&information) != code_typed(&record.information);
        if information != record.information || respelt || period != record.period {
            self.change.reworded.push(Reworded {
                id: record.id,
                information,
                period,
            });
        }
    }

    fn add_item(
        &mut self,
        wanted: &[Wanted],
        id: Option<&ItemId>,
        item: &WantedItem,
        index: usize,
    ) -> Result<(), Broken> {
        self.check_place(wanted, item, index)?;
        self.check(item, None, index)?;
        let period = item.period.unwrap_or_else(|| self.unless_said());
        let begins = self.change.made.len();
        for (place, what) in item.what.iter().enumerate() {
            let beside = (place > 0).then_some(begins);
            self.make(id.cloned(), beside, what, period);
        }
        Ok(())
    }

    fn make(
        &mut self,
        item: Option<ItemId>,
        beside: Option<usize>,
        what: &Information,
        period: Period,
    ) {
        self.change.made.push(Made {
            item,
            beside,
            supersedes: None,
            information: what.clone(),
            period,
        });
    }

    pub(super) fn is_for_patient(&self) -> bool {
        matches!(self.rules, Rules::Interface(AccessMode::Patient(_), _))
    }

    /// Without a word about it, something is true from today; another system's word is taken as it is.
    fn unless_said(&self) -> Period {
        match self.rules {
            Rules::Interface(..) => Period::from_stored(Some(self.on), None),
            Rules::TakingOver => Period::default(),
        }
    }
}

/// A postcode as it was typed, which is how it is shown. To a record, another spelling is the same postcode.
fn code_typed(what: &Information) -> Option<&str> {
    Some(what.value.address()?.postal_code()?.typed())
}
