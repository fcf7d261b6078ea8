//! Reading the parts of a Patient that are ours. One reader for two callers: a change is refused at its first fault,
//! what comes from another system is taken as far as it goes.

mod address;
mod coding;
mod contact;
mod node;
mod period;
mod preference;
mod telecom;
mod textphone;

pub(crate) use address::AddressTexts;
pub(crate) use contact::ContactTexts;
pub(crate) use node::{Node, Sink, Strict};
pub(crate) use preference::PreferenceTexts;
pub(crate) use telecom::{TelecomTexts, Within};
