//! HL7 V3 as the Personal Demographics Service speaks it: its `telecom` and `addr` fragments, read from
//! XML and written to it (reference, "HL7 V3 PDS encodings"). What the codes mean in the house's own
//! words is the business of [`crate::vocabulary`].
//!
//! [`read`] takes a bare element, several, or a whole document; [`write_telecom`], [`write_address`]
//! and [`write_part_of_whole`] give the canonical form. Nothing here prints a value in its `Debug` form
//! or names one in an error.

mod address;
mod error;
mod fragment;
mod id;
mod period;
mod read;
mod telecom;
mod text;
mod write;

pub use address::V3Address;
pub use error::{Hl7Error, V3Refusal};
pub use fragment::Fragment;
pub use id::V3Id;
pub use period::{SystemPeriod, UseablePeriod};
pub use read::{MAX_ATTRIBUTES, MAX_BYTES, MAX_DEPTH, MAX_FRAGMENTS, read};
pub use telecom::V3Telecom;
pub use text::V3Text;
pub use write::{write_address, write_part_of_whole, write_telecom};
