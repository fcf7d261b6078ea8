//! What somebody who is taken over comes without, and what becomes of it here.

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::patient::{ItemId, List, Patient, Wanted, WantedPatient, WantedWishes};
use contactable_domain::vocabulary::FhirCode;

/// What another system did not say, or not so that it could be read. It stays here as it is.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Unsaid {
    /// Lists of which not everything came: what is here and did not come stays.
    pub lists: Vec<List>,
    /// Kinds of which nothing came: those here stay.
    pub kinds: Vec<FhirCode>,
    /// Items that did not come whole. One that is here stays as it is; of one that is not, what came is taken.
    pub items: Vec<(List, ItemId)>,
    /// Whether the wishes did not come whole. If there are any here, they stay.
    pub wishes: bool,
}

impl Unsaid {
    /// What arrives, as changes to what is here, with all that stays.
    pub(crate) fn matched(&self, known: &Patient, arriving: &WantedPatient) -> WantedPatient {
        let mut rest = known.clone();
        rest.records.retain(|record| !self.has_item(record));
        let left = |list, items: &[Wanted]| self.without_known(known, list, items);
        let lists = WantedPatient {
            telecoms: left(List::Telecom, &arriving.telecoms),
            addresses: left(List::Address, &arriving.addresses),
            contacts: left(List::Contact, &arriving.contacts),
            wishes: arriving.wishes.clone(),
        };
        let mut matched = rest.matched(&lists);
        self.keep(known, List::Telecom, &mut matched.telecoms);
        self.keep(known, List::Address, &mut matched.addresses);
        self.keep(known, List::Contact, &mut matched.contacts);
        if self.wishes && known.wishes.is_some() {
            matched.wishes = WantedWishes::Kept;
        }
        matched
    }

    /// Whether a record is of an item that did not come whole.
    fn has_item(&self, record: &ContactDetail) -> bool {
        let item = List::of(record).map(|list| (list, record.item_id()));
        item.is_some_and(|item| self.items.contains(&item))
    }

    /// What arrives, without what is left of items that stay as they are here.
    fn without_known(&self, known: &Patient, list: List, items: &[Wanted]) -> Vec<Wanted> {
        let stays = |id: &ItemId| {
            let mut records = known.records_of(list);
            records.any(|record| record.item_id() == *id && self.has_item(record))
        };
        let arrives = |one: &&Wanted| !matches!(one, Wanted::Added(Some(id), _) if stays(id));
        items.iter().filter(arrives).cloned().collect()
    }

    fn keep(&self, known: &Patient, list: List, items: &mut Vec<Wanted>) {
        for record in known.records_of(list) {
            let code = record.fhir_code();
            let is_of_kind = code.is_some_and(|code| self.kinds.contains(&code));
            let stays = self.has_item(record) || self.lists.contains(&list) || is_of_kind;
            let id = record.item_id();
            if stays && !items.iter().any(|one| names(one, &id)) {
                items.push(Wanted::Kept(id));
            }
        }
    }
}

/// Whether it says what becomes of the item with this id.
fn names(one: &Wanted, id: &ItemId) -> bool {
    matches!(one, Wanted::Kept(named) | Wanted::Changed(named, _) if named == id)
}
