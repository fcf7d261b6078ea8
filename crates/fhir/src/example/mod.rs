//! Resources that show the interface, for its documentation. They hold, as tests see to it.

/// A Patient with a bit of everything.
pub const PATIENT: &str = include_str!("patient.json");

/// A body of PATCH for that Patient: another mobile number, the temporary address removed, an emergency contact added.
pub const PATCHES: &str = include_str!("patches.json");

/// The related people of somebody.
pub const RELATED_PEOPLE: &str = include_str!("related_people.json");

/// A no.
pub const PROBLEM: &str = include_str!("problem.json");
