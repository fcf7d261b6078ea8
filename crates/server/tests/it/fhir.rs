//! The PDS-compatible interface, from the outside: every error there is, the order of checks, who may do what, and what
//! a change leaves behind.

mod bodies;
mod browsers;
mod contacts;
mod errors;
mod headers;
mod like_the_council;
mod model;
mod modes;
mod order;
mod patches;
mod paths;
mod patients;
mod privacy;
mod random_patches;
mod repeats;
mod restriction;
mod rows;
mod stays;
mod story;
mod succession;
pub mod world;
