//! The items of a list before and after.

use contactable_domain::patient::List;
use serde_json::Value;

use super::application::Application;
use super::view::{self, View};

/// An item as it is wanted, beside what it was.
pub(super) struct Item<'a> {
    pub(super) index: usize,
    pub(super) value: &'a Value,
    /// `None` for a new one.
    pub(super) id: Option<&'a str>,
    /// What it was.
    pub(super) before: Option<&'a Value>,
    /// Whether it was given whole.
    pub(super) is_whole: bool,
}

impl Item<'_> {
    /// Whether nothing changes. What is given whole and without a period is true from today, even if nothing else
    /// is new about it (PDS, "Periods").
    pub(super) fn is_kept(&self) -> bool {
        let begins_today = self.is_whole && self.value.get("period").is_none();
        self.before == Some(self.value) && !begins_today
    }
}

/// The items of a list as they are wanted.
pub(super) fn items<'a>(
    view: &'a View,
    applied: &'a Application,
    list: List,
) -> impl Iterator<Item = Item<'a>> {
    let numbered = view::items(&applied.document, list.as_str()).iter();
    numbered.enumerate().map(move |(index, value)| {
        let id = view::text(value, "id");
        Item {
            index,
            value,
            id,
            before: id.and_then(|id| view.item(list, id)),
            is_whole: id.is_some_and(|id| applied.is_whole(list.as_str(), id)),
        }
    })
}
