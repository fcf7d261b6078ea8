//! Values: a phone number, an e-mail address or a postal address, each made only by parsing.
//! What was typed is kept; nothing here prints a value in its `Debug` form.

mod address;
mod email_address;
mod phone_number;
mod plain_text;

pub use address::{Address, AddressInput, PostalLines};
pub use email_address::EmailAddress;
pub use phone_number::PhoneNumber;
pub use plain_text::PlainText;

use crate::vocabulary::Channel;

/// How a target can be reached: one value of one channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ContactValue {
    /// By phone.
    Phone(PhoneNumber),
    /// By e-mail.
    Email(EmailAddress),
    /// By letter or in person.
    Address(Address),
}

impl ContactValue {
    /// The channel this value belongs to.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Phone(_) => Channel::Phone,
            Self::Email(_) => Channel::Email,
            Self::Address(_) => Channel::Address,
        }
    }

    /// The value on one line: as typed, or an address's lines and postcode joined by spaces.
    pub fn one_line(&self) -> &str {
        match self {
            Self::Phone(number) => number.typed(),
            Self::Email(address) => address.typed(),
            Self::Address(address) => address.one_line(),
        }
    }

    /// The address, when this is one.
    pub fn address(&self) -> Option<&Address> {
        match self {
            Self::Address(address) => Some(address),
            Self::Phone(_) | Self::Email(_) => None,
        }
    }
}
