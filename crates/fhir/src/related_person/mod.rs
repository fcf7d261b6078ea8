//! The people who are something to a patient, as they are shown (PDS, "`RelatedPerson`"). Nobody changes them here.

mod roles;

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::patient::{Carried, Patient, RelatedPerson};
use contactable_domain::value::NhsNumber;
use contactable_domain::vocabulary::{FhirCode, FhirUse, Label};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use self::roles::role;
use crate::patient::carry::Carry;
use crate::patient::elements::{Concept, Id};
use crate::patient::{AddressElement, Look, Shown, Telecom};
use crate::urls;

/// The most telecoms that one of them has; of addresses there is one at most.
const MAX_TELECOMS: usize = 5;

/// A Bundle of a patient's related people: those that were carried along, and those whose numbers and addresses were
/// recorded here. `base` is the interface's own address. Nobody for a person whose details are hidden.
pub fn related_people(patient: &Patient, base: &str, look: Look, at: Timestamp) -> String {
    let whole = Shown::of(patient) == Shown::Whole;
    let carried = patient.carried.as_ref().filter(|_| whole);
    let carry = carried.map(Carried::as_str).and_then(Carry::read);
    let recorded = if whole { patient.related() } else { Vec::new() };
    let carried = carry.unwrap_or_default().related;
    let mut resources: Vec<Resource<'_>> = carried.into_iter().map(Resource::Carried).collect();
    for person in &recorded {
        resources.extend(resources_of(person, patient.number.as_str(), look));
    }
    let entry = resources.into_iter().map(|resource| Entry {
        full_url: full_url(base, patient.number, &resource),
        resource,
    });
    let entry: Vec<_> = entry.collect();
    let bundle = Bundle {
        resource_type: "Bundle",
        kind: "searchset",
        timestamp: at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string(),
        total: entry.len(),
        entry,
    };
    serde_json::to_string(&bundle).unwrap_or_default()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bundle<'a> {
    resource_type: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    timestamp: String,
    total: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entry: Vec<Entry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    full_url: String,
    resource: Resource<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Resource<'a> {
    Carried(&'a RawValue),
    Recorded(Box<Person<'a>>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    resource_type: &'static str,
    id: String,
    patient: Subject<'a>,
    active: bool,
    relationship: [Concept<'static>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    telecom: Vec<Telecom<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    address: Vec<AddressElement<'a>>,
}

#[derive(Serialize)]
struct Subject<'a> {
    identifier: Reference<'a>,
}

#[derive(Serialize)]
struct Reference<'a> {
    system: &'static str,
    value: &'a str,
}

/// One person, or as many as it takes to show all that was recorded of somebody in this relation.
fn resources_of<'a>(person: &RelatedPerson<'a>, number: &'a str, look: Look) -> Vec<Resource<'a>> {
    let of_kind = |address: bool| {
        let records = person.records.iter().copied();
        let records =
            records.filter(move |one| one.information.value.address().is_some() == address);
        records.collect::<Vec<&'a ContactDetail>>()
    };
    let (addresses, telecoms) = (of_kind(true), of_kind(false));
    let count = addresses.len().max(telecoms.len().div_ceil(MAX_TELECOMS));
    let each = (0..count).map(|index| {
        let address = addresses.get(index).copied();
        let telecoms: Vec<&'a ContactDetail> = telecoms
            .iter()
            .copied()
            .skip(index * MAX_TELECOMS)
            .take(MAX_TELECOMS)
            .collect();
        let first = telecoms.first().copied().or(address);
        Resource::Recorded(Box::new(Person {
            resource_type: "RelatedPerson",
            id: first.map(id_of).unwrap_or_default(),
            patient: Subject {
                identifier: Reference {
                    system: urls::NHS_NUMBER,
                    value: number,
                },
            },
            active: true,
            relationship: [role(person.relationship)],
            telecom: telecoms
                .into_iter()
                .filter_map(|one| Telecom::of_another(one, use_of(one)))
                .collect(),
            address: address
                .and_then(|one| AddressElement::of_another(one, use_of(one), look))
                .into_iter()
                .collect(),
        }))
    });
    each.collect()
}

fn id_of(record: &ContactDetail) -> String {
    match Id::of(record) {
        Id::Given(id) => id.to_owned(),
        Id::Own(id) => id,
    }
}

/// What it is used for, whoever's it is.
fn use_of(record: &ContactDetail) -> Option<FhirUse> {
    let label = Label {
        relationship: None,
        ..record.information.label
    };
    match FhirCode::of(record.channel(), label)? {
        FhirCode::Telecom { usage, .. } | FhirCode::Address { usage } => Some(usage),
    }
}

fn full_url(base: &str, number: NhsNumber, resource: &Resource<'_>) -> String {
    #[derive(serde::Deserialize)]
    struct Identified {
        id: String,
    }
    let id = match resource {
        Resource::Recorded(person) => person.id.clone(),
        Resource::Carried(raw) => {
            let read = serde_json::from_str::<Identified>(raw.get());
            read.map(|read| read.id).unwrap_or_default()
        }
    };
    format!("{base}/Patient/{}/RelatedPerson/{id}", number.as_str())
}
