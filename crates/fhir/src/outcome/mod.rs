//! How the interface says no: an `OperationOutcome` with one code (PDS, "Errors").

mod case;
mod code;
mod codes;
mod fault;
mod problem;
mod published;

pub use case::{Case, Undecided};
pub use code::ErrorCode;
pub use codes::{Codes, UnknownWord};
pub(crate) use fault::Fault;
pub use problem::Problem;
