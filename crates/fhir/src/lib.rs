//! A Patient of FHIR R4 as PDS shows one: read, written and patched. Pure: text in, domain types out, and back.
//!
//! Reading order: [`patient`] (what is shown), [`patch`] (what a change asks for), [`outcome`] (how a no is worded),
//! [`related_person`], [`import`], [`capability`].
#![deny(missing_docs)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

pub mod capability;
pub mod example;
pub mod import;
mod json;
pub mod outcome;
pub mod patch;
pub mod patient;
mod python;
mod read;
pub mod related_person;
mod urls;
