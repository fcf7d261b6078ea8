//! What a record says, and how it is read from what a caller gives.

use super::InformationInput;
use crate::refusal::{Code, Field, FieldProblem, Reason};
use crate::value::{
    Address, AddressInput, ContactValue, EmailAddress, EmailLimit, PhoneNumber, PhonePurpose,
    PlainText,
};
use crate::vocabulary::{Channel, CouncilSubType, Label};

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

impl Information {
    /// Parses what a caller gives.
    ///
    /// # Errors
    /// Every part that is missing or not acceptable.
    pub fn parse(input: &InformationInput<'_>) -> Result<Self, Vec<FieldProblem>> {
        Self::read(input, None)
    }

    /// Parses what is to replace this. A part that stays as it is, is not held against today's rules:
    /// what was recorded under looser ones must not stand in the way of a change to something else.
    ///
    /// # Errors
    /// Every changed part that is missing or not acceptable.
    pub fn parse_beside(
        input: &InformationInput<'_>,
        before: &Self,
    ) -> Result<Self, Vec<FieldProblem>> {
        Self::read(input, Some(before))
    }

    /// The label, unless the request only says what the council API shows of it.
    fn label_beside(&self, said: Label) -> Label {
        let shown = CouncilSubType::of(self.label).map(CouncilSubType::label);
        if shown.unwrap_or_default() == said {
            self.label
        } else {
            said
        }
    }

    /// Fills in the UPRN of another's address, when that is all that this one lacks.
    pub(crate) fn take_uprn_of(&mut self, other: &Self) {
        let uprn = other.value.address().and_then(Address::uprn);
        if let (ContactValue::Address(address), Some(uprn)) = (&self.value, uprn)
            && address.uprn().is_none()
        {
            let address = Address::clone(address).with_uprn(uprn.clone());
            self.value = ContactValue::Address(Box::new(address));
        }
    }

    fn read(
        input: &InformationInput<'_>,
        before: Option<&Self>,
    ) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let value = read_value(input, before)
            .map_err(|found| problems.extend(found))
            .ok();
        let description = parse_description(input.description)
            .map_err(|reasons| problems.extend(at(Field::Description, reasons)))
            .ok()
            .flatten();
        match value {
            Some(value) if problems.is_empty() => Ok(Self {
                label: before.map_or(input.label, |before| before.label_beside(input.label)),
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

fn read_value(
    input: &InformationInput<'_>,
    before: Option<&Information>,
) -> Result<ContactValue, Vec<FieldProblem>> {
    if input.channel == Channel::Address {
        let address = AddressInput {
            one_line: input.value,
            ..input.address
        };
        let read = match before.and_then(|before| before.value.address()) {
            Some(before) => Address::parse_beside(&address, before),
            None => Address::parse(&address),
        };
        return read.map(|address| ContactValue::Address(Box::new(address)));
    }
    let mut problems = Vec::new();
    if !input.address.has_no_parts() {
        problems.push(FieldProblem::new(Field::Address, not_an_address()));
    }
    match read_telecom(input) {
        Ok(value) if problems.is_empty() => Ok(value),
        Ok(_) => Err(problems),
        Err(reasons) => match before.and_then(|before| kept(input, before, &reasons)) {
            Some(value) if problems.is_empty() => Ok(value),
            _ => {
                problems.extend(at(Field::Value, reasons));
                Err(problems)
            }
        },
    }
}

fn read_telecom(input: &InformationInput<'_>) -> Result<ContactValue, Vec<Reason>> {
    let value = input.value.ok_or_else(|| vec![missing_value()])?;
    if input.channel == Channel::Email {
        return EmailAddress::parse(value, EmailLimit::Council).map(ContactValue::Email);
    }
    let purpose = PhonePurpose::of(input.channel, input.label);
    let number = PhoneNumber::parse(value, purpose, input.rules.drama_numbers)?;
    Ok(match input.channel {
        Channel::Fax => ContactValue::Fax(number),
        Channel::Textphone => ContactValue::Textphone(number),
        _ => ContactValue::Phone(number),
    })
}

/// The value as it stands, when the request leaves it as it is. A new label is still held against a
/// number that is one: a landline does not become a mobile by being called so.
fn kept(
    input: &InformationInput<'_>,
    before: &Information,
    reasons: &[Reason],
) -> Option<ContactValue> {
    let same =
        before.value.channel() == input.channel && input.value == Some(before.value.one_line());
    let speaks_of_label = |reason: &Reason| {
        matches!(
            reason.code,
            Code::NotAMobile | Code::NotALandline | Code::PhoneKind
        )
    };
    let mislabelled = before.label != input.label && reasons.iter().any(speaks_of_label);
    (same && !mislabelled).then(|| before.value.clone())
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
