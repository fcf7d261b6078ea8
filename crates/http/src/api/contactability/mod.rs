//! Asking how targets can be reached: one in `ask.rs`, many in `ask_many.rs`, whose body
//! `many_targets.rs` reads.

pub mod ask;
pub mod ask_many;
mod many_targets;
