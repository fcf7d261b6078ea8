//! What somebody may want to change.

use proptest::prelude::*;

/// A wish to change something; what it points at is counted round, and where there is nothing nothing is wanted.
#[derive(Clone, Debug)]
pub(super) enum Intent {
    Add(List, usize, u16),
    Replace(List, usize, u16),
    /// A part of an item.
    Amend(List, usize, u16),
    Remove(List, usize, bool),
    Wish(u16),
    NoWish(bool),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum List {
    Telecom,
    Address,
    Contact,
}

impl List {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Telecom => "telecom",
            Self::Address => "address",
            Self::Contact => "contact",
        }
    }
}

fn intent() -> impl Strategy<Value = Intent> {
    let list = || prop::sample::select(vec![List::Telecom, List::Address, List::Contact]);
    prop_oneof![
        3 => (list(), any::<usize>(), any::<u16>()).prop_map(|(l, at, n)| Intent::Add(l, at, n)),
        3 => (list(), any::<usize>(), any::<u16>()).prop_map(|(l, at, n)| Intent::Replace(l, at, n)),
        3 => (list(), any::<usize>(), any::<u16>()).prop_map(|(l, at, n)| Intent::Amend(l, at, n)),
        2 => (list(), any::<usize>(), any::<bool>()).prop_map(|(l, at, whole)| Intent::Remove(l, at, whole)),
        1 => any::<u16>().prop_map(Intent::Wish),
        1 => any::<bool>().prop_map(Intent::NoWish),
    ]
}

pub(super) fn intents() -> impl Strategy<Value = Vec<Intent>> {
    prop::collection::vec(intent(), 1..8)
}
