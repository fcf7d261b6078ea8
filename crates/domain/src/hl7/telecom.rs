//! A telecom of HL7 V3.

use super::{SystemPeriod, UseablePeriod, V3Id, V3Text};
use crate::vocabulary::{PdsTelecomType, PdsTelecomUse};

/// One `telecom` element (reference, "HL7 V3 PDS encodings").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct V3Telecom {
    /// How it is used: the `use` attribute.
    pub use_: PdsTelecomUse,
    /// How it reaches the patient: the prefix of the `value` attribute.
    pub kind: PdsTelecomType,
    /// The number or e-mail address, without the prefix. Not validated here.
    pub value: V3Text,
    /// The dates between which it is true (PDS standard, "Business-effective dates").
    pub period: UseablePeriod,
    /// PDS's identifier of this telecom.
    pub id: Option<V3Id>,
    /// When PDS held it as current (PDS standard, "System-effective dates"). Held by the wrapper, so a
    /// bare element has none.
    pub system_effective: Option<SystemPeriod>,
}
