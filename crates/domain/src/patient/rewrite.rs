//! From the lists as they are and as they are wanted to what has to change.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::breach::{Breach, Broken};
use super::limits::{MAX_CORRESPONDENCE_DAYS, MAX_PDS_TIMES, MAX_TEMPORARY_DAYS, TEMPORARY_TEXTS};
use super::{
    ItemId, List, Made, Patient, PatientChange, Reworded, Wanted, WantedItem, WantedPatient,
    WantedWishes, permitted,
};
use crate::actor::AccessMode;
use crate::contact_detail::{ContactDetail, Information};
use crate::ids::ContactDetailId;
use crate::preferences::Wishes;
use crate::time::Period;
use crate::value::{Address, DramaNumbers, PlainText};
use crate::vocabulary::{FhirCode, Use};

/// Which rules a change is held against.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Those of the PDS path, for whoever comes in this mode.
    Interface(AccessMode, DramaNumbers),
    /// None: another system kept it so, and it is taken over as it is.
    TakingOver,
}

impl Patient {
    /// What has to change so that the lists become what is wanted. What stays as it is, is held against no rule: what
    /// was recorded under others must not stand in the way of a change to something else (PDS, "Periods").
    ///
    /// # Errors
    /// The first rule that is broken; nothing changes then.
    pub fn rewritten(
        &self,
        wanted: &WantedPatient,
        rules: Rules,
        on: Date,
    ) -> Result<PatientChange, Broken> {
        let mut change = PatientChange {
            may_share_places: rules == Rules::TakingOver,
            ..PatientChange::default()
        };
        for (list, items) in [
            (List::Telecom, &wanted.telecoms),
            (List::Address, &wanted.addresses),
            (List::Contact, &wanted.contacts),
        ] {
            let mut lists = Rewriting {
                patient: self,
                list,
                rules,
                on,
                change: &mut change,
            };
            lists.rewrite(items)?;
        }
        change.wishes = self.rewished(&wanted.wishes, rules)?;
        self.follow_on(&mut change);
        Ok(change)
    }

    /// The wishes as they are to be, if they change.
    fn rewished(&self, wanted: &WantedWishes, rules: Rules) -> Result<Option<Wishes>, Broken> {
        let known = self.wishes.as_ref().map(|known| known.wishes.clone());
        let known = known.unwrap_or_default();
        let next = match wanted {
            WantedWishes::Kept => return Ok(None),
            WantedWishes::Removed => Wishes {
                do_not_use: known.do_not_use.clone(),
                ..Wishes::default()
            },
            WantedWishes::Set {
                method,
                format,
                times,
            } => Wishes {
                method: *method,
                format: *format,
                times: times.clone(),
                do_not_use: known.do_not_use.clone(),
            },
        };
        if next == known {
            return Ok(None);
        }
        if let Rules::Interface(mode, _) = rules {
            check_wishes(&next, mode).map_err(Broken::whole)?;
        }
        Ok(Some(next))
    }

    /// What is made in the place of something that is retired takes it over.
    fn follow_on(&self, change: &mut PatientChange) {
        let mut followed: BTreeSet<ContactDetailId> = BTreeSet::new();
        for made in &mut change.made {
            let code = code_of(&made.information);
            let same = |record: &&ContactDetail| {
                code.is_some()
                    && record.fhir_code() == code
                    && change.retired.contains(&record.id)
                    && !followed.contains(&record.id)
            };
            made.supersedes = self.records.iter().find(same).map(|record| record.id);
            followed.extend(made.supersedes);
        }
    }
}

/// One list on its way to what is wanted.
struct Rewriting<'a> {
    patient: &'a Patient,
    list: List,
    rules: Rules,
    on: Date,
    change: &'a mut PatientChange,
}

impl<'a> Rewriting<'a> {
    fn rewrite(&mut self, wanted: &[Wanted]) -> Result<(), Broken> {
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

    fn broken(&self, breach: Breach, index: usize) -> Broken {
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
        if information != record.information || period != record.period {
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
        if self.rules != Rules::TakingOver && self.has_another_like(wanted, item, index) {
            return Err(self.broken(Breach::SecondOfKind, index));
        }
        let too_many = self.list == List::Contact && wanted.len() > MAX_CONTACTS;
        if self.rules != Rules::TakingOver && too_many {
            return Err(self.broken(Breach::TooManyContacts, index));
        }
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

    fn is_for_patient(&self) -> bool {
        matches!(self.rules, Rules::Interface(AccessMode::Patient(_), _))
    }

    /// Without a word about it, something is true from today; another system's word is taken as it is.
    fn unless_said(&self) -> Period {
        match self.rules {
            Rules::Interface(..) => Period::from_stored(Some(self.on), None),
            Rules::TakingOver => Period::default(),
        }
    }

    /// Holds what an item says against the rules, but for the parts that stay as they are.
    fn check(
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
                check_address(what, period, before)
            })
        };
        checked().map_err(|breach| self.broken(breach, index))
    }
}

/// How many emergency contacts one person may have here; PDS says nothing of it.
pub const MAX_CONTACTS: usize = 50;

/// Which of the records says what from now on: the one that says it already, wherever it stood, so that what was found
/// out about a number stays with it; then those that are left, in their order.
fn paired<'a, 'w>(
    left: &mut Vec<&'a ContactDetail>,
    wanted: &'w [Information],
) -> Vec<(Option<&'a ContactDetail>, &'w Information)> {
    let mut take = |which: &dyn Fn(&ContactDetail) -> bool| {
        let at = left.iter().position(|record| which(record))?;
        Some(left.remove(at))
    };
    let mut pairs: Vec<_> = wanted
        .iter()
        .map(|what| (take(&|record| record.information.value == what.value), what))
        .collect();
    for (record, _) in &mut pairs {
        *record = record.or_else(|| take(&|_| true));
    }
    pairs
}

fn code_of(what: &Information) -> Option<FhirCode> {
    FhirCode::of(what.value.channel(), what.label)
}

/// The rules of addresses (PDS, "address", "Periods").
fn check_address(
    what: &Information,
    period: Period,
    before: Option<&ContactDetail>,
) -> Result<(), Breach> {
    let Some(address) = what.value.address() else {
        return Ok(());
    };
    let same_period = before.is_some_and(|known| known.period == period);
    let same_text = before.is_some_and(|known| known.information.description == what.description);
    let same_place = before.is_some_and(|known| known.information.value == what.value);
    match what.label.usage {
        Some(Use::Work) => return Err(Breach::WorkAddress),
        Some(Use::Temporary | Use::Correspondence) if same_period && same_text => {}
        Some(Use::Temporary) => {
            let whole = lasts(period).ok_or(Breach::TemporaryWithoutPeriod)?;
            let text = what.description.as_ref().map(PlainText::as_str);
            let text = text.ok_or(Breach::TemporaryWithoutText)?;
            if !TEMPORARY_TEXTS.contains(&text) {
                return Err(Breach::TemporaryTextUnknown);
            }
            if whole > MAX_TEMPORARY_DAYS {
                return Err(Breach::TemporaryTooLong);
            }
        }
        Some(Use::Correspondence) => {
            let whole = lasts(period).ok_or(Breach::CorrespondenceWithoutPeriod)?;
            if whole > MAX_CORRESPONDENCE_DAYS {
                return Err(Breach::CorrespondenceTooLong);
            }
        }
        _ => {}
    }
    (same_place || has_enough_lines(address))
        .then_some(())
        .ok_or(Breach::TooFewLines)
}

/// For how many days after its start a period goes on, when it has both.
fn lasts(period: Period) -> Option<i32> {
    let (start, end) = (period.start()?, period.end()?);
    let days = start.until(end).ok()?.get_days();
    Some(days)
}

/// A premises or street and a town at least. A pseudo-postcode stands for a place without lines, and Royal Mail's key
/// with a postcode for lines that can be looked up.
fn has_enough_lines(address: &Address) -> bool {
    let lines = address.texts().filter(|text| !text.trim().is_empty());
    let postcode = address.postcode();
    let keyed = address.paf_key().is_some() && postcode.is_some();
    lines.count() >= 2 || keyed || postcode.is_some_and(|code| code.is_pseudo())
}

fn check_wishes(next: &Wishes, mode: AccessMode) -> Result<(), Breach> {
    if matches!(mode, AccessMode::Patient(_)) {
        return Err(Breach::NotForPatients);
    }
    if let Some(times) = &next.times {
        if next.method.is_none() {
            return Err(Breach::TimesWithoutMethod);
        }
        if times.as_str().chars().count() > MAX_PDS_TIMES {
            return Err(Breach::TimesTooLong);
        }
    }
    next.check().map_err(|_| Breach::MethodRuledOut)
}
