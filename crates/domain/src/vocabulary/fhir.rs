//! The codes of FHIR R4 as the PDS API uses them (PDS standard, "Telecom terminology" and "Address type").

use super::{Channel, Label, Use, words};

words! {
    /// A telecom's `system`.
    FhirSystem {
        /// By phone.
        Phone = "phone",
        /// By fax.
        Fax = "fax",
        /// By e-mail.
        Email = "email",
        /// Something else: here always a textphone, which an extension says.
        Other = "other",
    }
}

words! {
    /// The `use` of a telecom or an address.
    FhirUse {
        /// At home; of an address, the usual one.
        Home = "home",
        /// For a set time.
        Temp = "temp",
        /// At work.
        Work = "work",
        /// A number that moves with its owner; telecoms only.
        Mobile = "mobile",
        /// For correspondence; addresses only.
        Billing = "billing",
    }
}

/// What FHIR calls a detail.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FhirCode {
    /// An item of `Patient.telecom`.
    Telecom {
        /// How it reaches the patient.
        system: FhirSystem,
        /// How it is used.
        usage: FhirUse,
    },
    /// An item of `Patient.address`.
    Address {
        /// What it is.
        usage: FhirUse,
    },
}

impl FhirCode {
    /// Every code that PDS has a meaning for.
    pub fn all() -> impl Iterator<Item = Self> {
        const TELECOM: [FhirUse; 4] =
            [FhirUse::Home, FhirUse::Temp, FhirUse::Work, FhirUse::Mobile];
        const ADDRESS: [FhirUse; 4] = [
            FhirUse::Home,
            FhirUse::Temp,
            FhirUse::Work,
            FhirUse::Billing,
        ];
        let telecoms = FhirSystem::ALL.iter().flat_map(|system| {
            TELECOM.map(|usage| Self::Telecom {
                system: *system,
                usage,
            })
        });
        telecoms.chain(ADDRESS.map(|usage| Self::Address { usage }))
    }

    /// What FHIR calls a detail of this channel and label; `None` where it has no place for one. An
    /// emergency contact has its place in `Patient.contact`, which has no use.
    pub fn of(channel: Channel, label: Label) -> Option<Self> {
        // Another person's number must never pass for the patient's own.
        if label.relationship.is_some() {
            return None;
        }
        if channel == Channel::Address {
            let usage = match label.usage? {
                Use::Home => FhirUse::Home,
                Use::Temporary => FhirUse::Temp,
                Use::Work => FhirUse::Work,
                Use::Correspondence => FhirUse::Billing,
                _ => return None,
            };
            return Some(Self::Address { usage });
        }
        let usage = match label.usage? {
            Use::Home | Use::Landline | Use::OutOfHours => FhirUse::Home,
            Use::Temporary => FhirUse::Temp,
            Use::Work | Use::Main => FhirUse::Work,
            Use::Mobile | Use::Pager => FhirUse::Mobile,
            _ => return None,
        };
        let system = match channel {
            Channel::Phone => FhirSystem::Phone,
            Channel::Email => FhirSystem::Email,
            Channel::Fax => FhirSystem::Fax,
            Channel::Textphone => FhirSystem::Other,
            Channel::Address => return None,
        };
        Some(Self::Telecom { system, usage })
    }

    /// The channel and label this code stands for; `None` for a use that the kind of item has not.
    pub fn meaning(self) -> Option<(Channel, Label)> {
        let (channel, usage) = match self {
            Self::Telecom { system, usage } => (channel_of(system), telecom_use(usage)?),
            Self::Address { usage } => (Channel::Address, address_use(usage)?),
        };
        Some((channel, Label::used_for(usage)))
    }
}

fn channel_of(system: FhirSystem) -> Channel {
    match system {
        FhirSystem::Phone => Channel::Phone,
        FhirSystem::Fax => Channel::Fax,
        FhirSystem::Email => Channel::Email,
        FhirSystem::Other => Channel::Textphone,
    }
}

fn telecom_use(usage: FhirUse) -> Option<Use> {
    match usage {
        FhirUse::Home => Some(Use::Home),
        FhirUse::Temp => Some(Use::Temporary),
        FhirUse::Work => Some(Use::Work),
        FhirUse::Mobile => Some(Use::Mobile),
        FhirUse::Billing => None,
    }
}

fn address_use(usage: FhirUse) -> Option<Use> {
    match usage {
        FhirUse::Home => Some(Use::Home),
        FhirUse::Temp => Some(Use::Temporary),
        FhirUse::Work => Some(Use::Work),
        FhirUse::Billing => Some(Use::Correspondence),
        FhirUse::Mobile => None,
    }
}

impl std::fmt::Display for FhirCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Telecom { system, usage } => write!(f, "{} {}", system.as_str(), usage.as_str()),
            Self::Address { usage } => write!(f, "address {}", usage.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_comes_back() {
        for code in FhirCode::all() {
            let (channel, label) = code.meaning().unwrap();
            assert_eq!(FhirCode::of(channel, label), Some(code), "{code}");
        }
        assert_eq!(FhirCode::all().count(), 20);
    }
}
