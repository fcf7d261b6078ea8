//! An identifier of HL7 V3.

use super::V3Text;

/// One `id` element: what PDS calls a telecom or an address (reference, "HL7 V3 PDS encodings").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct V3Id {
    /// The OID or UUID of the system that gave the identifier.
    pub root: V3Text,
    /// The identifier within that system; none when the root alone identifies (HL7 V3, type II).
    pub extension: Option<V3Text>,
}
