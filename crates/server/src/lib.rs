//! The only room that knows every name: configuration, wiring, command line.
//!
//! Reading order: `cli.rs` (what can be asked for), `wiring.rs` (how the parts come together),
//! `config/` (what an operator decides), `listen/` (how connections are taken), `demo/` (everything on loopback with invented data).

mod cli;
mod commands;
pub mod config;
pub mod demo;
mod failure;
pub mod listen;
mod logging;
pub mod metrics;
mod relay_check;
pub mod relaying;
mod replicas_check;
mod secret;
mod serve;
mod store;
pub mod sweeper;
mod system_clock;
mod time_ordered_ids;
pub mod traces;
pub mod wiring;

pub use cli::main;
pub use failure::Failure;
pub use system_clock::SystemClock;
pub use time_ordered_ids::TimeOrderedIds;
