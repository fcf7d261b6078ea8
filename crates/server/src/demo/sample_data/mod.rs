//! The invented people, organisations and tenures that a demo starts with. They show every kind of
//! contact detail there is, so that whoever tries the service need not type any in first.
//!
//! Nothing here belongs to anybody: the phone numbers are those set aside for drama, the e-mail
//! addresses are under the example domains, streets, postcodes and property numbers are made up.

mod agreements;
mod fate;
mod organisations;
mod people;
mod table;
mod tenures;
#[cfg(test)]
mod tests;
mod wishes;

use contactable_domain::contact_detail::{EndReason, InformationInput};
use contactable_domain::value::{AddressInput, AddressNeeds, ValueRules};
use contactable_domain::vocabulary::{Channel, CouncilSubType, Label, TargetKind};

pub use agreements::{AGREEMENTS, IDENTIFIED, RESTRICTED, SampleAgreement};
pub use fate::{SampleFailure, SampleVerification};
pub use wishes::SampleWishes;

/// One invented contact detail of a sample target.
#[derive(Clone, Copy)]
pub struct SampleDetail {
    /// The name of the service area that holds it.
    pub area: &'static str,
    /// What it is for or whose it is.
    pub sub_type: Option<CouncilSubType>,
    /// The phone number, e-mail address or postal address.
    pub value: SampleValue,
    /// A note beside the value.
    pub description: Option<&'static str>,
    /// The team of the area that recorded it.
    pub team: Option<&'static str>,
    /// Whether it is the area's default of its channel.
    pub is_default: bool,
    /// Whether the target asked to be reached by it rather than by others of its channel.
    pub is_preferred: bool,
    /// How many days before the start of the demo it was made.
    pub recorded_days_ago: u32,
    /// How many days before the start of the demo it was retired.
    pub ended_days_ago: Option<u32>,
    /// Why it was retired.
    pub end_reason: Option<EndReason>,
    /// Whether the next detail in the table took its place on that day.
    pub is_replaced: bool,
    /// How many days after the start of the demo its validity begins; negative when it has begun.
    pub starts_in_days: Option<i32>,
    /// How many days after the start of the demo its validity ends; negative when it has lapsed.
    pub valid_for_days: Option<i32>,
    /// How and when it was found to be right.
    pub verified: Option<SampleVerification>,
    /// What did not arrive, and when.
    pub failure: Option<SampleFailure>,
}

/// The value of a sample detail, in each of the forms that a caller may give it.
#[derive(Clone, Copy)]
pub enum SampleValue {
    /// A phone number.
    Phone(&'static str),
    /// An e-mail address.
    Email(&'static str),
    /// Four lines (empty for none), a postcode and a UPRN.
    Lines([&'static str; 4], &'static str, Option<&'static str>),
    /// An address on one line.
    OneLine(&'static str),
    /// An address outside the United Kingdom.
    Overseas(&'static str),
}

/// One invented person, organisation or tenure.
#[derive(Clone, Copy)]
pub struct SampleTarget {
    /// Its id, a UUID.
    pub id: &'static str,
    /// What kind of entity it is.
    pub kind: TargetKind,
    /// An invented name, for the list that the demo prints; the service itself keeps no names.
    pub who: &'static str,
    /// Its contact details.
    pub details: &'static [SampleDetail],
    /// How it wants to be reached, as each area was told.
    pub wishes: &'static [SampleWishes],
}

impl SampleDetail {
    /// What it says, as a caller would give it.
    pub fn information<'a>(&self, rules: &'a ValueRules) -> InformationInput<'a> {
        let (channel, value, address) = self.value.parts();
        InformationInput {
            channel,
            label: self
                .sub_type
                .map_or_else(Label::default, CouncilSubType::label),
            value,
            description: self.description,
            address,
            rules,
        }
    }
}

impl SampleValue {
    fn parts(self) -> (Channel, Option<&'static str>, AddressInput<'static>) {
        let mut address = AddressInput::default();
        let (channel, value) = match self {
            Self::Phone(number) => (Channel::Phone, Some(number)),
            Self::Email(typed) => (Channel::Email, Some(typed)),
            Self::Lines(lines, postcode, uprn) => {
                let [one, two, three, four] = lines;
                address.lines = [Some(one), Some(two), Some(three), Some(four), None];
                address.postcode = Some(postcode);
                address.uprn = uprn;
                (Channel::Address, None)
            }
            Self::OneLine(line) => {
                address.needs = AddressNeeds::OneLine;
                (Channel::Address, Some(line))
            }
            Self::Overseas(text) => {
                address.is_overseas = true;
                address.overseas = Some(text);
                (Channel::Address, None)
            }
        };
        (channel, value, address)
    }
}

/// Every sample target: people first, Amara Okafor at their head.
pub fn targets() -> Vec<SampleTarget> {
    people::groups()
        .into_iter()
        .chain([organisations::ORGANISATIONS, tenures::TENURES])
        .flatten()
        .copied()
        .collect()
}
