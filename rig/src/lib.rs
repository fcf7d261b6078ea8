//! What the service runs against, from Debian's packages, private and in a temporary folder: one PostgreSQL
//! ([`Postgres`]), or three of them with a fail-over ([`Cluster`]). For tests, measuring and faults.
//!
//! Nothing stays behind, however the program that started it ends: see `warden.rs`.

// Programs at a terminal use it.
#![allow(clippy::print_stderr)]

mod account;
#[cfg(feature = "certificates")]
mod authority;
mod cluster;
pub mod debian;
mod folder;
mod password;
mod postgres;
mod process;
mod warden;

#[cfg(feature = "certificates")]
pub use authority::{Authority, Certified};
pub use cluster::{Cluster, Login, Node, Urls, View};
pub use postgres::{Postgres, Settings};

/// Whatever went wrong, worded for the person at the terminal.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
