//! Taking access back before its tokens expire.

pub mod lift;
pub mod list;
pub mod revoke;
