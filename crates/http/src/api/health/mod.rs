//! How the service is, for those who operate it: whether it is alive, and whether it can do its work.

pub mod alive;
mod own_parts;
pub mod ready;

pub(crate) use own_parts::{OwnParts, store_works};
