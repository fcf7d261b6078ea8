//! OS Places and key servers, held against a little server on loopback that plays them.

mod answers;
mod faults;
mod key_server;
mod pages;
mod secrets;
mod server;
mod setting;
