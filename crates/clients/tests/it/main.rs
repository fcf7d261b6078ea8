//! OS Places, held against a little server on loopback that plays it.

mod answers;
mod faults;
mod pages;
mod secrets;
mod server;
mod setting;
