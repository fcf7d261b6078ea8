//! The crate as its callers use it: text in, text out.
#![allow(
    clippy::needless_pass_by_value,
    reason = "values made for one call are given away"
)]

mod examples;
mod importing;
mod importing_safely;
mod order;
mod patching;
mod patching_addresses;
mod patching_contacts;
mod patients;
mod properties;
mod refusals;
mod related;
mod shapes;
mod support;
mod wording;
