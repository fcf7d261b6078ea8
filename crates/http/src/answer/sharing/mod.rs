//! What is shared with whom, as JSON: for programs, and in a sentence for the person whom it is about.

mod agreement;
mod grant;
mod words;

pub use grant::{SharingGrantAnswer, SharingGrants, WithdrawnGrantAnswer};
