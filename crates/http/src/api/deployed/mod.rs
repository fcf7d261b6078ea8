//! The paths of the deployed service, for its existing callers (reference "Deployed paths").

pub mod create;
pub mod delete;
pub mod edit;
pub mod list;
pub mod ping;
