//! What a contact detail is: its parsed types, the rules it lives by, who may see it, and the ports
//! through which the rest of the house keeps it. Pure: no clock, no randomness, no I/O.
//!
//! Reading order: [`contact_detail`] (the record), [`holding`] (the rules of change),
//! [`access`] (who may), [`refusal`] (how a no is worded), [`ports`] (what a store must do).
#![deny(missing_docs)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

pub mod access;
pub mod actor;
pub mod area;
pub mod audit;
pub mod check;
pub mod contact_detail;
pub mod contactability;
pub mod display;
pub mod event;
pub mod hl7;
pub mod holding;
pub mod identifier;
pub mod ids;
pub mod listing;
pub mod patient;
pub mod ports;
pub mod preferences;
pub mod refusal;
pub mod restriction;
pub mod revocation;
pub mod sharing;
pub mod split;
pub mod succession;
pub mod target_version;
pub mod time;
pub mod timeline;
pub mod trace;
pub mod value;
pub mod vocabulary;
pub mod warning;
