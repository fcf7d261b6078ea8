//! The paths of the deployed service, for its existing callers (deployed service, "Deployed paths").

pub mod create;
pub mod delete;
pub mod edit;
pub mod list;
pub mod ping;
