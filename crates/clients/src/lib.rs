//! The outside we call. Each client fulfils a port of the domain, so that nobody else in the house
//! knows that there is a network.
//!
//! Reading order: [`os_places`] (the gazetteer), [`key_server`] (the keys of issuers of tokens), [`sinks`] (those who
//! are told what happened); [`BaseUrl`] and [`ApiKey`] (where, and with what right); `connection` (what every client keeps to),
//! `pause` (leaving alone what is in trouble).
#![deny(missing_docs)]
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod api_key;
mod base_url;
mod connection;
pub mod key_server;
pub mod os_places;
mod pause;
pub mod sinks;

pub use api_key::{ApiKey, NotAnApiKey};
pub use base_url::{BaseUrl, NotABaseUrl};
pub use connection::NoClient;
