//! The lists of a Patient as somebody wants them to be.

use super::ItemId;
use crate::contact_detail::Information;
use crate::preferences::{ContactMethod, WrittenFormat};
use crate::time::Period;
use crate::value::PlainText;

/// A Patient's lists as they are wanted. An item that is there and not named is to be removed.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct WantedPatient {
    /// The telecoms.
    pub telecoms: Vec<Wanted>,
    /// The addresses.
    pub addresses: Vec<Wanted>,
    /// The emergency contacts.
    pub contacts: Vec<Wanted>,
    /// The wishes.
    pub wishes: WantedWishes,
}

/// One item of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// The item with this id, as it is.
    Kept(ItemId),
    /// The item with this id, saying this.
    Changed(ItemId, WantedItem),
    /// A new item; with an id of its own only where it comes from another system.
    Added(Option<ItemId>, WantedItem),
}

/// What an item is to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WantedItem {
    /// What is said: one phone, e-mail address or postal address; of an emergency contact one or more.
    pub what: Vec<Information>,
    /// From when to when, if anything was said of it.
    pub period: Option<Period>,
    /// Whether the item was given in part, so that what was not given stays.
    pub in_part: bool,
}

/// What is to become of the wishes.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum WantedWishes {
    /// They stay.
    #[default]
    Kept,
    /// There are to be none.
    Removed,
    /// They are to be these. What is not to be used is no part of what PDS knows and stays.
    Set {
        /// How the person wants to be reached first.
        method: Option<ContactMethod>,
        /// The form of what is written to them.
        format: Option<WrittenFormat>,
        /// When they want to be reached.
        times: Option<PlainText>,
    },
}

impl std::fmt::Debug for WantedWishes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Kept => "Kept",
            Self::Removed => "Removed",
            Self::Set { .. } => "Set(..)",
        })
    }
}
