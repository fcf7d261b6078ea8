//! An address of HL7 V3.

use super::{SystemPeriod, UseablePeriod, V3Id, V3Text};
use crate::vocabulary::PdsAddressUse;

/// One `addr` element (reference, "HL7 V3 PDS encodings"). It may be empty: whether it is enough to send
/// a letter to is not decided here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct V3Address {
    /// What the address is: the `use` attribute. Never [`PdsAddressUse::TemporaryAsTelecom`] when read;
    /// written as `TMP` either way.
    pub use_: PdsAddressUse,
    /// Premises, street, locality, town, county (PDS standard, "Standard UK Addresses"). The position is
    /// the meaning, so an empty line keeps its place.
    pub lines: [Option<V3Text>; 5],
    /// The postcode, or what stands for one. Not validated here.
    pub postal_code: Option<V3Text>,
    /// The PAF key.
    pub address_key: Option<V3Text>,
    /// What a temporary address is, such as a holiday home: the `desc` element.
    pub description: Option<V3Text>,
    /// The dates between which it is true (PDS standard, "Business-effective dates").
    pub period: UseablePeriod,
    /// PDS's identifier of this address.
    pub id: Option<V3Id>,
    /// When PDS held it as current (PDS standard, "System-effective dates"). Held by the wrapper, so a
    /// bare element has none.
    pub system_effective: Option<SystemPeriod>,
}
