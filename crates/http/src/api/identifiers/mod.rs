//! By which identifiers of other systems a target is known. They are personal data: they stand in bodies, never in
//! addresses.

pub mod identify;
pub mod list;
