//! Either of the two things that are read and written.

use super::{SystemPeriod, V3Address, V3Telecom};

/// A telecom or an address (reference, "HL7 V3 PDS encodings").
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fragment {
    /// A phone number, fax number, e-mail address or textphone number.
    Telecom(V3Telecom),
    /// A postal address.
    Address(V3Address),
}

impl Fragment {
    /// When PDS held it as current, if its wrapper says so (PDS standard, "System-effective dates").
    pub fn system_effective(&self) -> Option<SystemPeriod> {
        match self {
            Self::Telecom(telecom) => telecom.system_effective,
            Self::Address(address) => address.system_effective,
        }
    }

    pub(super) fn set_system_effective(&mut self, period: SystemPeriod) {
        match self {
            Self::Telecom(telecom) => telecom.system_effective = Some(period),
            Self::Address(address) => address.system_effective = Some(period),
        }
    }
}
