//! A Patient as it is shown (PDS, "Patient resource"). Written straight from the records.

mod address;
pub(crate) mod carry;
mod contact;
pub(crate) mod elements;
mod preference;
mod telecom;

use contactable_domain::patient::{Carried, Confidentiality, List, Patient};
use serde::Serialize;
use serde_json::value::RawValue;

pub(crate) use self::address::AddressElement;
use self::carry::Carry;
use self::contact::ContactElement;
use self::elements::{Coding, Concept, Extension};
pub(crate) use self::telecom::Telecom;
use crate::urls;

/// What of the form of an answer is up to the caller.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Look {
    /// Whether an address shows which of its lines are blank.
    pub empty_address_lines: bool,
}

/// How much of a patient is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// Everything.
    Whole,
    /// Nothing that tells where they can be found (PDS, "Restricted").
    WithoutWhere,
    /// That there is a record (PDS, "Very restricted").
    Barely,
}

impl Shown {
    /// What whoever reads this patient sees. Whoever is trusted with a restricted person sees all.
    pub(crate) fn of(patient: &Patient) -> Self {
        match (&patient.basis, patient.confidentiality) {
            (Ok(_), _) => Self::Whole,
            (Err(_), Confidentiality::VeryRestricted) => Self::Barely,
            (Err(_), _) => Self::WithoutWhere,
        }
    }
}

/// The resource as JSON text.
pub fn patient(patient: &Patient, look: Look) -> String {
    let shown = Shown::of(patient);
    let carried = patient.carried.as_ref().map(Carried::as_str);
    let carry = carried.and_then(Carry::read).unwrap_or_default();
    let resource = Resource::of(patient, &carry, (shown, look));
    serde_json::to_string(&resource).unwrap_or_default()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "FHIR's own names")]
struct Resource<'a> {
    resource_type: &'static str,
    id: &'a str,
    identifier: [Identifier<'a>; 1],
    meta: Meta,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    person: Option<&'a carry::Person<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    general_practitioner: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extension: Vec<AnyExtension<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    telecom: Vec<Telecom<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contact: Vec<ContactElement<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    address: Vec<AddressElement<'a>>,
}

/// An extension of a Patient: one that was carried along, or the contact preference.
#[derive(Serialize)]
#[serde(untagged)]
enum AnyExtension<'a> {
    Carried(&'a RawValue),
    Own(Extension<'a>),
}

impl<'a> Resource<'a> {
    fn of(patient: &'a Patient, carry: &'a Carry<'a>, (shown, look): (Shown, Look)) -> Self {
        let whole = shown == Shown::Whole;
        let records = |list| patient.records_of(list).filter(move |_| whole);
        let contacts = if whole {
            patient.contacts()
        } else {
            Vec::new()
        };
        Self {
            resource_type: "Patient",
            id: patient.number.as_str(),
            identifier: [Identifier::of(patient.number.as_str())],
            meta: Meta::of(patient),
            person: (shown != Shown::Barely).then_some(&carry.person),
            general_practitioner: carry.general_practitioner.filter(|_| whole),
            extension: extensions(patient, carry, shown),
            telecom: records(List::Telecom).filter_map(Telecom::of).collect(),
            contact: contacts.iter().filter_map(ContactElement::of).collect(),
            address: records(List::Address)
                .filter_map(|record| AddressElement::of(record, look))
                .collect(),
        }
    }
}

/// The extensions in the order in which they came, the contact preference in its place among them.
fn extensions<'a>(
    patient: &'a Patient,
    carry: &'a Carry<'a>,
    shown: Shown,
) -> Vec<AnyExtension<'a>> {
    if shown == Shown::Barely {
        return Vec::new();
    }
    let tells_where = |raw: &&&RawValue| {
        let url = carry::url_of(raw);
        url.is_none_or(|url| url == urls::CONTACT_PREFERENCE || urls::TELL_WHERE.contains(&&*url))
    };
    let carried = carry.extensions.iter();
    let carried = carried.filter(|raw| shown == Shown::Whole || !tells_where(raw));
    let mut all: Vec<_> = carried.map(|raw| AnyExtension::Carried(raw)).collect();
    let wishes = patient.wishes.as_ref().filter(|_| shown == Shown::Whole);
    if let Some(own) = wishes.and_then(|known| preference::of(&known.wishes)) {
        let place = carry.preference_at.unwrap_or(all.len()).min(all.len());
        all.insert(place, AnyExtension::Own(own));
    }
    all
}

#[derive(Serialize)]
struct Identifier<'a> {
    system: &'static str,
    value: &'a str,
    extension: [Extension<'static>; 1],
}

impl<'a> Identifier<'a> {
    fn of(value: &'a str) -> Self {
        let verified = Coding {
            version: Some("1.0.0"),
            ..Coding::new(
                urls::VERIFICATION_STATUS_CODES,
                "01",
                "Number present and verified",
            )
        };
        Self {
            system: urls::NHS_NUMBER,
            value,
            extension: [Extension {
                value_codeable_concept: Some(Concept::of(verified)),
                ..Extension::named(urls::VERIFICATION_STATUS)
            }],
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Meta {
    version_id: String,
    security: [Coding<'static>; 1],
}

impl Meta {
    fn of(patient: &Patient) -> Self {
        let level = patient.confidentiality;
        Self {
            version_id: patient.version.number().to_string(),
            security: [Coding::new(
                urls::CONFIDENTIALITY,
                level.code(),
                level.as_str(),
            )],
        }
    }
}
