//! What a caller gives to have a record made, or its information replaced.

use jiff::Timestamp;

use super::{ContactDetail, Stamp, Target, Version};
use crate::area::AreaKey;
use crate::ids::ContactDetailId;
use crate::refusal::{Code, Field, FieldProblem, Reason};
use crate::value::{Address, AddressInput, ContactValue, EmailAddress, PhoneNumber, PlainText};
use crate::vocabulary::{Channel, Label};

/// What a record says: the part that the deployed PATCH replaces whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Information {
    /// What the detail is for and whose it is.
    pub label: Label,
    /// The phone number, e-mail address or postal address.
    pub value: ContactValue,
    /// A note beside the value.
    pub description: Option<PlainText>,
}

/// The most characters a description may have.
const MAX_DESCRIPTION: usize = 2000;

/// Information as a caller gives it.
#[derive(Clone, Copy)]
pub struct InformationInput<'a> {
    /// Phone, e-mail or address.
    pub channel: Channel,
    /// What it is for and whose it is.
    pub label: Label,
    /// The value; for an address with lines it is worked out from them.
    pub value: Option<&'a str>,
    /// The note beside the value; blank counts as none.
    pub description: Option<&'a str>,
    /// The parts of an address. Its one line is taken from `value`.
    pub address: AddressInput<'a>,
}

impl Information {
    /// Parses what a caller gives.
    ///
    /// # Errors
    /// Every part that is missing or not acceptable.
    pub fn parse(input: &InformationInput<'_>) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let value = parse_value(input)
            .map_err(|found| problems.extend(found))
            .ok();
        let description = parse_description(input.description)
            .map_err(|reasons| problems.extend(at(Field::Description, reasons)))
            .ok()
            .flatten();
        match value {
            Some(value) if problems.is_empty() => Ok(Self {
                label: input.label,
                value,
                description,
            }),
            _ => Err(problems),
        }
    }
}

/// Parses a description: blank counts as none.
///
/// # Errors
/// Every reason the text is refused.
pub fn parse_description(text: Option<&str>) -> Result<Option<PlainText>, Vec<Reason>> {
    let given = text.filter(|text| !text.trim().is_empty());
    given
        .map(|text| PlainText::parse(text, MAX_DESCRIPTION))
        .transpose()
}

fn parse_value(input: &InformationInput<'_>) -> Result<ContactValue, Vec<FieldProblem>> {
    if input.channel == Channel::Address {
        let address = AddressInput {
            one_line: input.value,
            ..input.address
        };
        return Address::parse(&address).map(ContactValue::Address);
    }
    let mut problems = Vec::new();
    if !input.address.has_no_parts() {
        problems.push(FieldProblem::new(Field::Address, not_an_address()));
    }
    let parsed = match input.value {
        None => Err(vec![missing_value()]),
        Some(value) if input.channel == Channel::Email => {
            EmailAddress::parse(value).map(ContactValue::Email)
        }
        Some(value) => PhoneNumber::parse(value).map(ContactValue::Phone),
    };
    match parsed {
        Ok(value) if problems.is_empty() => Ok(value),
        Ok(_) => Err(problems),
        Err(reasons) => {
            problems.extend(at(Field::Value, reasons));
            Err(problems)
        }
    }
}

fn at(field: Field, reasons: Vec<Reason>) -> impl Iterator<Item = FieldProblem> {
    reasons
        .into_iter()
        .map(move |reason| FieldProblem::new(field, reason))
}

fn missing_value() -> Reason {
    Reason::new(
        Code::Required,
        "This is missing",
        "Enter the phone number or email address",
    )
}

fn not_an_address() -> Reason {
    Reason::new(
        Code::NotAnAddress,
        "A phone number or email address has no address fields",
        "Leave the address fields out, or set the contact type to address",
    )
}

/// A record to be made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewContactDetail {
    /// The client's own id, which makes the request safe to repeat.
    pub id: Option<ContactDetailId>,
    /// Whose detail it is.
    pub target: Target,
    /// What it says.
    pub information: Information,
    /// The name of the owning area, as given.
    pub area: PlainText,
    /// Whether it is to be the area's default of its channel.
    pub is_default: bool,
    /// Until when it is valid.
    pub valid_until: Option<Timestamp>,
}

impl NewContactDetail {
    /// The record in its first version. One that is historic from the start is kept for the history
    /// and is never a default.
    pub fn into_record(self, id: ContactDetailId, area: AreaKey, stamp: Stamp) -> ContactDetail {
        let mut record = ContactDetail {
            id,
            target: self.target,
            area,
            information: self.information,
            is_default: self.is_default,
            valid_until: self.valid_until,
            created: stamp.clone(),
            ended: None,
            version: Version::FIRST,
            recorded: stamp,
        };
        record.is_default &= record.is_active(record.created.at);
        record
    }

    /// Whether this asks for just the record that was made under this id: the same request again.
    pub fn made(&self, original: &ContactDetail) -> bool {
        let again =
            self.clone()
                .into_record(original.id, original.area.clone(), original.created.clone());
        again == *original && AreaKey::of(self.area.as_str()) == original.area
    }
}
