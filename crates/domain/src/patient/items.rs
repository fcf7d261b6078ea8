//! Which list a record is shown in, and in which place.

use super::{ItemId, Patient};
use crate::contact_detail::ContactDetail;
use crate::vocabulary::{Channel, FhirCode, FhirSystem, FhirUse, Relationship, Use, words};

words! {
    /// A list of a Patient.
    List {
        /// The person's own phones, e-mail addresses, faxes and textphones.
        Telecom = "telecom",
        /// Addresses.
        Address = "address",
        /// Whom to reach in an emergency.
        Contact = "contact",
    }
}

/// Whom to reach in an emergency: one item, in as many ways as were said.
#[derive(Clone, Debug)]
pub struct ContactItem<'a> {
    /// Its id.
    pub id: ItemId,
    /// The ways, each a record.
    pub records: Vec<&'a ContactDetail>,
}

/// Somebody whose number or address was given beside the person's own.
#[derive(Clone, Debug)]
pub struct RelatedPerson<'a> {
    /// What they are to the person.
    pub relationship: Relationship,
    /// How they are reached.
    pub records: Vec<&'a ContactDetail>,
}

impl List {
    /// The list that a record is shown in; `None` for what a Patient has no place for: what is somebody else's, and
    /// uses that PDS does not know.
    pub fn of(record: &ContactDetail) -> Option<Self> {
        let (channel, label) = (record.channel(), record.information.label);
        if label.relationship.is_none() && label.usage == Some(Use::Emergency) {
            let reached = matches!(
                channel,
                Channel::Phone | Channel::Email | Channel::Textphone
            );
            return reached.then_some(Self::Contact);
        }
        match FhirCode::of(channel, label)? {
            FhirCode::Telecom { .. } => Some(Self::Telecom),
            FhirCode::Address { .. } => Some(Self::Address),
        }
    }
}

impl ContactDetail {
    /// The id of the item as which it is shown in a Patient.
    pub fn item_id(&self) -> ItemId {
        let own = || ItemId::of_record(self.id);
        self.item.clone().unwrap_or_else(own)
    }

    /// What a Patient calls it.
    pub fn fhir_code(&self) -> Option<FhirCode> {
        FhirCode::of(self.channel(), self.information.label)
    }
}

impl Patient {
    /// Puts records in the order of their lists: by what they are, then by when they were made. So an item that is
    /// removed and added again comes back where it was (PDS, "Patient resource").
    pub fn in_order(mut records: Vec<ContactDetail>) -> Vec<ContactDetail> {
        records.sort_by_cached_key(|record| (rank(record), record.created.at, record.id));
        records
    }

    /// The records of one list.
    pub fn records_of(&self, list: List) -> impl Iterator<Item = &ContactDetail> {
        let shown = move |record: &&ContactDetail| List::of(record) == Some(list);
        self.records.iter().filter(shown)
    }

    /// Whom to reach in an emergency.
    pub fn contacts(&self) -> Vec<ContactItem<'_>> {
        let mut items: Vec<ContactItem<'_>> = Vec::new();
        for record in self.records_of(List::Contact) {
            let id = record.item_id();
            match items.iter_mut().find(|item| item.id == id) {
                Some(item) => item.records.push(record),
                None => items.push(ContactItem {
                    id,
                    records: vec![record],
                }),
            }
        }
        items
    }

    /// Who else's numbers and addresses were given, by what they are to the person.
    pub fn related(&self) -> Vec<RelatedPerson<'_>> {
        let mut people: Vec<RelatedPerson<'_>> = Vec::new();
        for record in &self.records {
            let Some(relationship) = record.information.label.relationship else {
                continue;
            };
            match people
                .iter_mut()
                .find(|known| known.relationship == relationship)
            {
                Some(known) => known.records.push(record),
                None => people.push(RelatedPerson {
                    relationship,
                    records: vec![record],
                }),
            }
        }
        people
    }
}

/// The place of a kind of item in its list.
fn rank(record: &ContactDetail) -> u8 {
    const BY_USE: [FhirUse; 5] = [
        FhirUse::Home,
        FhirUse::Temp,
        FhirUse::Work,
        FhirUse::Mobile,
        FhirUse::Billing,
    ];
    const BY_SYSTEM: [FhirSystem; 4] = [
        FhirSystem::Phone,
        FhirSystem::Email,
        FhirSystem::Fax,
        FhirSystem::Other,
    ];
    let (system, usage) = match record.fhir_code() {
        Some(FhirCode::Telecom { system, usage }) => (Some(system), usage),
        Some(FhirCode::Address { usage }) => (None, usage),
        None => return u8::MAX,
    };
    let of_system = system.map_or(0, |system| 1 + place(&BY_SYSTEM, system));
    of_system * 8 + place(&BY_USE, usage)
}

fn place<T: PartialEq + Copy>(all: &[T], one: T) -> u8 {
    let at = all.iter().position(|other| *other == one);
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(7)
}
