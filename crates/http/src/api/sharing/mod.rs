//! What of a target's details one service area shares with another: agreed, shown, withdrawn.

pub mod agree_sharing;
mod agreement_input;
pub mod read_sharing;
pub mod stop_sharing;
pub mod withdraw_sharing;
