//! Whether a person is restricted.

pub mod read_restriction;
pub mod restrict_person;
