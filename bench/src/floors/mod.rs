//! What the server is measured against: less than this it cannot cost.

pub mod bare;
pub mod library;
