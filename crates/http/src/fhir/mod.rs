//! The PDS-compatible FHIR interface: a Patient is a view of what the area that lives by PDS's rules holds, and a PATCH
//! becomes the same use cases that others call. What is shown and what a patch means is in `contactable-fhir`; here is
//! what comes by HTTP: paths, headers, and the order in which they are checked (PDS, "Order of checks").
//!
//! Reading order: `serve.rs` (the order), `path.rs`, `headers.rs`, then one endpoint a file.

mod answer;
pub(crate) mod docs;
mod headers;
mod metadata;
mod mirror;
mod patch_patient;
mod path;
mod read_patient;
mod refusal;
mod related_people;
mod request_key;
mod search;
mod serve;
mod settings;
mod status;

pub(crate) use answer::worded;
pub(crate) use mirror::Mirror;
pub(crate) use serve::serve;
pub use settings::Settings;

/// Under which all of its paths are.
pub(crate) const BASE: &str = "/personal-demographics/FHIR/R4";
