//! Breaking the glass: seeing a restricted person's details for a while, and who did.

pub mod break_glass;
pub mod read_report;
