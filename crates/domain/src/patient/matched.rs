use super::{ItemId, List, Patient, Wanted, WantedItem, WantedPatient};
use crate::contact_detail::{ContactDetail, Information};
use crate::vocabulary::FhirCode;

impl Patient {
    /// Lists of another system, all of whose items are new to it, as changes to the items that are here: by their ids,
    /// and where they have none by what they say, then by what they are. So what comes a second time changes nothing.
    #[must_use]
    pub fn matched(&self, arriving: &WantedPatient) -> WantedPatient {
        WantedPatient {
            telecoms: self.matched_list(List::Telecom, &arriving.telecoms),
            addresses: self.matched_list(List::Address, &arriving.addresses),
            contacts: self.matched_list(List::Contact, &arriving.contacts),
            wishes: arriving.wishes.clone(),
        }
    }

    fn matched_list(&self, list: List, arriving: &[Wanted]) -> Vec<Wanted> {
        let mut known = Known::of(self, list);
        let mut items: Vec<Arriving<'_>> = Vec::new();
        for one in arriving {
            let first = one.given_id().filter(|id| is_first(&items, id));
            items.push((first, None));
        }
        for find in [Known::by_id, Known::by_content, Known::by_kind] {
            for (one, (id, found)) in arriving.iter().zip(&mut items) {
                if let (Wanted::Added(_, item), None) = (one, &found) {
                    *found = find(&known, *id, item);
                    known.take(found.as_ref());
                }
            }
        }
        let matched = arriving.iter().zip(items);
        let matched = matched.map(|(one, (id, found))| match (one, found) {
            (Wanted::Added(_, item), Some(known)) => Wanted::Changed(known, item.clone()),
            (Wanted::Added(_, item), None) => Wanted::Added(id.cloned(), item.clone()),
            (other, _) => other.clone(),
        });
        matched.collect()
    }
}

/// The id that an item came with, and that of the item here with which it was matched.
type Arriving<'a> = (Option<&'a ItemId>, Option<ItemId>);

/// Whether no item before came with this id: of two with one id, the second goes without.
fn is_first(items: &[Arriving<'_>], id: &ItemId) -> bool {
    items.iter().all(|(before, _)| *before != Some(id))
}

impl Wanted {
    fn given_id(&self) -> Option<&ItemId> {
        match self {
            Self::Kept(id) | Self::Changed(id, _) => Some(id),
            Self::Added(id, _) => id.as_ref(),
        }
    }
}

/// The items of one list that nothing was matched with yet.
struct Known<'a> {
    list: List,
    items: Vec<(ItemId, Vec<&'a ContactDetail>)>,
}

impl<'a> Known<'a> {
    fn of(patient: &'a Patient, list: List) -> Self {
        let mut items: Vec<(ItemId, Vec<&'a ContactDetail>)> = Vec::new();
        for record in patient.records_of(list) {
            let id = record.item_id();
            match items.iter_mut().find(|(known, _)| *known == id) {
                Some((_, records)) => records.push(record),
                None => items.push((id, vec![record])),
            }
        }
        Self { list, items }
    }

    fn take(&mut self, id: Option<&ItemId>) {
        self.items.retain(|(known, _)| Some(known) != id);
    }

    fn find(&self, like: impl Fn(&ItemId, &[&ContactDetail]) -> bool) -> Option<ItemId> {
        let mut items = self.items.iter();
        let found = items.find(|(id, records)| like(id, records));
        found.map(|(id, _)| id.clone())
    }

    fn by_id(&self, id: Option<&ItemId>, _: &WantedItem) -> Option<ItemId> {
        self.find(|known, _| Some(known) == id)
    }

    /// For an item without an id: one that says the same, at the same time.
    fn by_content(&self, id: Option<&ItemId>, item: &WantedItem) -> Option<ItemId> {
        let period = item.period.unwrap_or_default();
        let says = |(record, what): (&&ContactDetail, &Information)| {
            let said = &record.information;
            // A telecom has no place for a note.
            let noted = what.value.address().is_none() || said.description == what.description;
            said.value == what.value
                && noted
                && record.fhir_code() == code_of(what)
                && record.period == period
        };
        self.find(|_, records| {
            let as_many = records.len() == item.what.len();
            id.is_none() && as_many && records.iter().zip(&item.what).all(says)
        })
    }

    /// For an item without an id: one of the same kind. Emergency contacts are all of one.
    fn by_kind(&self, id: Option<&ItemId>, item: &WantedItem) -> Option<ItemId> {
        let code = item.what.first().and_then(code_of);
        self.find(|_, records| {
            let same = records.first().map(|record| record.fhir_code()) == Some(code);
            id.is_none() && self.list != List::Contact && code.is_some() && same
        })
    }
}

fn code_of(what: &Information) -> Option<FhirCode> {
    FhirCode::of(what.value.channel(), what.label)
}
