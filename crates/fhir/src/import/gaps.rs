use contactable_domain::patient::{ItemId, List};

/// What a Patient says nothing of, and what it says that cannot be read. Neither speaks against what is known already.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Gaps {
    /// Lists that are not there.
    pub absent: Vec<List>,
    /// Whether there is no contact preference.
    pub has_no_preference: bool,
    /// Items that could not be read, or not whole, by their ids. As far as they could be, they are wanted.
    pub items: Vec<(List, ItemId)>,
    /// Lists with such items that have no id: which ones they are of those that are known is open.
    pub lists: Vec<List>,
    /// Whether there is a contact preference that could not be read, or not whole.
    pub preference: bool,
}

impl Gaps {
    /// An item could not be read whole.
    pub(super) fn unread(&mut self, list: List, id: Option<&ItemId>) {
        match id {
            Some(id) => self.items.push((list, id.clone())),
            None if self.lists.contains(&list) => {}
            None => self.lists.push(list),
        }
    }
}
