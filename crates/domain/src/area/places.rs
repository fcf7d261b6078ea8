//! How many records of a target an area keeps active, and of what it has one only.

use crate::vocabulary::{Channel, words};

words! {
    /// The rules by which an area keeps the records of a target (design, "The model").
    Profile {
        /// So many active details of each channel.
        Council = "council",
        /// One active detail of each channel and use, as in PDS.
        Pds = "pds",
    }
}

words! {
    /// Who has a default of their own (council specification, which leaves it open).
    DefaultPer {
        /// The area has one of each channel.
        Area = "area",
        /// Each of its teams has one of each channel, and so have the records of no team.
        Team = "team",
    }
}

/// How many active details of a channel an area may hold for one target; `None` is without limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Phone numbers.
    pub phones: Option<u8>,
    /// E-mail addresses.
    pub emails: Option<u8>,
    /// Postal addresses.
    pub addresses: Option<u8>,
}

impl Default for Limits {
    /// Those of the deployed service ("Deployed paths").
    fn default() -> Self {
        Self {
            phones: Some(Self::USUAL),
            emails: Some(Self::USUAL),
            addresses: None,
        }
    }
}

impl Limits {
    /// How many phones, and how many e-mails, unless an area says otherwise.
    pub const USUAL: u8 = 5;
    /// The highest limit that an area may set.
    pub const HIGHEST: u8 = 20;

    /// The limit of this channel.
    pub fn of(&self, channel: Channel) -> Option<u8> {
        match channel {
            Channel::Phone => self.phones,
            Channel::Email => self.emails,
            Channel::Address => self.addresses,
            Channel::Fax | Channel::Textphone => None,
        }
    }
}

/// What places an area has for the records of one target.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlaceRules {
    /// Whether it counts records, or has one of each use.
    pub profile: Profile,
    /// How many it counts up to; without meaning in the profile `pds`.
    pub limits: Limits,
    /// Who has a default.
    pub default_per: DefaultPer,
}

impl Default for PlaceRules {
    fn default() -> Self {
        Self {
            profile: Profile::Council,
            limits: Limits::default(),
            default_per: DefaultPer::Area,
        }
    }
}

impl PlaceRules {
    /// How many active details of this channel there may be, where they are counted.
    pub fn limit_of(&self, channel: Channel) -> Option<u8> {
        match self.profile {
            Profile::Council => self.limits.of(channel),
            Profile::Pds => None,
        }
    }
}
