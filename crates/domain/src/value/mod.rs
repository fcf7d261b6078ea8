//! Values: a phone number, an e-mail address or a postal address, each made only by parsing.
//! What was typed is kept; nothing here prints a value in its `Debug` form.

mod address;
mod disclosure;
mod email_address;
mod nhs_number;
mod paf_key;
mod phone_number;
mod plain_text;
mod postcode;
mod rules;
mod uprn;

pub use address::{
    Address, AddressInput, AddressKind, AddressNeeds, AddressText, Country, PostalCode,
    PostalLines, StoredAddress, Unmailable,
};
pub use disclosure::disclosures;
pub use email_address::{EmailAddress, EmailLimit};
pub use nhs_number::NhsNumber;
pub use paf_key::PafKey;
pub use phone_number::{PhoneKind, PhoneNumber, PhonePurpose, StoredPhone};
pub use plain_text::{PlainText, stays_on_its_line};
pub use postcode::{
    LineProblem, Postcode, PostcodeKind, PseudoKind, PseudoPostcode, PseudoPostcodes, PseudoRow,
};
pub use rules::{DramaNumbers, ValueRules};
pub use uprn::Uprn;

use std::borrow::Cow;

use crate::vocabulary::Channel;

/// How a target can be reached: one value of one channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContactValue {
    /// By phone.
    Phone(PhoneNumber),
    /// By e-mail.
    Email(EmailAddress),
    /// By letter or in person.
    Address(Box<Address>),
    /// By fax.
    Fax(PhoneNumber),
    /// By textphone.
    Textphone(PhoneNumber),
}

impl ContactValue {
    /// The channel this value belongs to.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Phone(_) => Channel::Phone,
            Self::Email(_) => Channel::Email,
            Self::Address(_) => Channel::Address,
            Self::Fax(_) => Channel::Fax,
            Self::Textphone(_) => Channel::Textphone,
        }
    }

    /// The value on one line: as typed, or an address's lines and postcode joined by spaces.
    pub fn one_line(&self) -> &str {
        match self {
            Self::Phone(number) | Self::Fax(number) | Self::Textphone(number) => number.typed(),
            Self::Email(address) => address.typed(),
            Self::Address(address) => address.one_line(),
        }
    }

    /// The normal form, for comparing: a number in E.164 with its extension, an e-mail address with its
    /// domain in lower case, an address on one line. `None` for what was recorded under looser rules.
    pub fn normal(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Phone(n) | Self::Fax(n) | Self::Textphone(n) => n.normal().map(Cow::from),
            Self::Email(address) => Some(address.normal().into()),
            Self::Address(address) => Some(address.one_line().into()),
        }
    }

    /// The value as it is shown to people: numbers of this country in national form, others in
    /// international form; addresses with a comma between lines; otherwise as typed.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Phone(n) | Self::Fax(n) | Self::Textphone(n) => n.shown().into(),
            Self::Email(address) => address.typed().into(),
            Self::Address(address) => address.shown().into(),
        }
    }

    /// What kind of number or address it is; `None` for e-mail and for what was recorded under looser
    /// rules.
    pub fn kind(&self) -> Option<&'static str> {
        match self {
            Self::Phone(n) | Self::Fax(n) | Self::Textphone(n) => n.kind().map(PhoneKind::as_str),
            Self::Email(_) => None,
            Self::Address(address) => Some(address.kind().as_str()),
        }
    }

    /// Whether this reaches the same place as another: alike in channel and normal form. What has no
    /// normal form is held against it as it was typed.
    pub fn is_same_as(&self, other: &Self) -> bool {
        let country = |value: &Self| Some(value.address()?.country_typed()?.to_owned());
        self.channel() == other.channel()
            && country(self) == country(other)
            && match (self.normal(), other.normal()) {
                (Some(one), Some(another)) => one == another,
                _ => self.one_line() == other.one_line(),
            }
    }

    /// The phone number, when this is one or is dialled like one.
    pub fn number(&self) -> Option<&PhoneNumber> {
        match self {
            Self::Phone(number) | Self::Fax(number) | Self::Textphone(number) => Some(number),
            Self::Email(_) | Self::Address(_) => None,
        }
    }

    /// The address, when this is one.
    pub fn address(&self) -> Option<&Address> {
        match self {
            Self::Address(address) => Some(address),
            Self::Phone(_) | Self::Email(_) | Self::Fax(_) | Self::Textphone(_) => None,
        }
    }
}
