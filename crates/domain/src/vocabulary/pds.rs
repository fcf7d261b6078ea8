//! The codes of the Personal Demographics Service, which are those of its HL7 V3 messages (PDS standard,
//! "Telecom information" and "Address information").

use super::{Channel, Label, Use, words};

words! {
    /// How a telecom reaches the patient: the HL7 V3 type, which is the prefix of its value.
    PdsTelecomType {
        /// By phone.
        Tel = "tel",
        /// By fax.
        Fax = "fax",
        /// By e-mail.
        Mailto = "mailto",
        /// By textphone.
        Textphone = "textphone",
    }
}

words! {
    /// How a telecom is used: the HL7 V3 class.
    PdsTelecomUse {
        /// An answering machine.
        AnsweringMachine = "AS",
        /// For emergencies.
        Emergency = "EC",
        /// At home.
        Home = "H",
        /// At home after business hours.
        OutOfHours = "HP",
        /// For a set time.
        Temporary = "HV",
        /// A device that moves with its owner.
        Mobile = "MC",
        /// A pager.
        Pager = "PG",
        /// At work.
        Work = "WP",
    }
}

words! {
    /// What an address is: the HL7 V3 class.
    PdsAddressUse {
        /// The usual address.
        Home = "H",
        /// For a set time.
        Temporary = "TMP",
        /// For a set time, as one table of the standard has it; read and never written.
        TemporaryAsTelecom = "HV",
        /// For correspondence only.
        Correspondence = "PST",
        /// At work; an old code that is still met.
        Work = "WP",
    }
}

/// What PDS calls a detail.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PdsCode {
    /// An item of the telecoms.
    Telecom {
        /// How it reaches the patient.
        kind: PdsTelecomType,
        /// How it is used.
        usage: PdsTelecomUse,
    },
    /// An item of the addresses.
    Address {
        /// What it is.
        usage: PdsAddressUse,
    },
}

impl PdsCode {
    /// Every code there is.
    pub fn all() -> impl Iterator<Item = Self> {
        let telecoms = PdsTelecomType::ALL.iter().flat_map(|kind| {
            PdsTelecomUse::ALL.iter().map(|usage| Self::Telecom {
                kind: *kind,
                usage: *usage,
            })
        });
        let addresses = PdsAddressUse::ALL
            .iter()
            .map(|usage| Self::Address { usage: *usage });
        telecoms.chain(addresses)
    }

    /// What PDS calls a detail of this channel and label; `None` where it has no place for one. Whose
    /// detail it is has no place either: only an emergency contact may be another person's.
    pub fn of(channel: Channel, label: Label) -> Option<Self> {
        let usage = label.usage?;
        if label.relationship.is_some() && usage != Use::Emergency {
            return None;
        }
        let kind = match channel {
            Channel::Phone => PdsTelecomType::Tel,
            Channel::Fax => PdsTelecomType::Fax,
            Channel::Email => PdsTelecomType::Mailto,
            Channel::Textphone => PdsTelecomType::Textphone,
            Channel::Address => return address_of(usage),
        };
        let usage = match usage {
            Use::AnsweringMachine => PdsTelecomUse::AnsweringMachine,
            Use::Emergency => PdsTelecomUse::Emergency,
            Use::Home | Use::Landline => PdsTelecomUse::Home,
            Use::OutOfHours => PdsTelecomUse::OutOfHours,
            Use::Temporary => PdsTelecomUse::Temporary,
            Use::Mobile => PdsTelecomUse::Mobile,
            Use::Pager => PdsTelecomUse::Pager,
            Use::Work | Use::Main => PdsTelecomUse::Work,
            Use::Correspondence | Use::Forwarding | Use::Other => return None,
        };
        Some(Self::Telecom { kind, usage })
    }

    /// The channel and label this code stands for.
    pub fn meaning(self) -> (Channel, Label) {
        let (channel, usage) = match self {
            Self::Telecom { kind, usage } => (kind.channel(), usage.usage()),
            Self::Address { usage } => (Channel::Address, usage.usage()),
        };
        (channel, Label::used_for(usage))
    }
}

fn address_of(usage: Use) -> Option<PdsCode> {
    let usage = match usage {
        Use::Home => PdsAddressUse::Home,
        Use::Temporary => PdsAddressUse::Temporary,
        Use::Correspondence => PdsAddressUse::Correspondence,
        Use::Work => PdsAddressUse::Work,
        _ => return None,
    };
    Some(PdsCode::Address { usage })
}

impl PdsTelecomType {
    /// The channel this type stands for.
    pub fn channel(self) -> Channel {
        match self {
            Self::Tel => Channel::Phone,
            Self::Fax => Channel::Fax,
            Self::Mailto => Channel::Email,
            Self::Textphone => Channel::Textphone,
        }
    }
}

impl PdsTelecomUse {
    /// The use this class stands for.
    pub fn usage(self) -> Use {
        match self {
            Self::AnsweringMachine => Use::AnsweringMachine,
            Self::Emergency => Use::Emergency,
            Self::Home => Use::Home,
            Self::OutOfHours => Use::OutOfHours,
            Self::Temporary => Use::Temporary,
            Self::Mobile => Use::Mobile,
            Self::Pager => Use::Pager,
            Self::Work => Use::Work,
        }
    }
}

impl PdsAddressUse {
    /// The use this class stands for.
    pub fn usage(self) -> Use {
        match self {
            Self::Home => Use::Home,
            Self::Temporary | Self::TemporaryAsTelecom => Use::Temporary,
            Self::Correspondence => Use::Correspondence,
            Self::Work => Use::Work,
        }
    }
}

impl std::fmt::Display for PdsCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Telecom { kind, usage } => write!(f, "{} {}", kind.as_str(), usage.as_str()),
            Self::Address { usage } => write!(f, "addr {}", usage.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_comes_back() {
        for code in PdsCode::all() {
            let (channel, label) = code.meaning();
            let again = PdsCode::of(channel, label).unwrap();
            let read_only = PdsCode::Address {
                usage: PdsAddressUse::TemporaryAsTelecom,
            };
            if code == read_only {
                assert_eq!(again.to_string(), "addr TMP");
            } else {
                assert_eq!(again, code);
            }
        }
        assert_eq!(PdsCode::all().count(), 4 * 8 + 5);
    }
}
