//! Breaking the glass: seeing a restricted person's details for a while, and who did.

pub mod ask;
pub mod read_report;
