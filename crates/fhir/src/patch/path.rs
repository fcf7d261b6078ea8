//! Where a patch leads.

use json_patch::jsonptr::PointerBuf;

/// A JSON Pointer, in its steps; at least one.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Path {
    pointer: PointerBuf,
    steps: Vec<String>,
}

/// The lists that are ours, each with the member by which its items are told apart.
const LISTS: [(&str, &str); 4] = [
    ("telecom", "id"),
    ("address", "id"),
    ("contact", "id"),
    ("extension", "url"),
];

impl Path {
    /// Reads a pointer; `None` for what is none and for the whole document.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let pointer = PointerBuf::parse(text).ok()?;
        let steps: Vec<String> = pointer.tokens().map(|t| t.decoded().into_owned()).collect();
        (!steps.is_empty()).then_some(Self { pointer, steps })
    }

    pub(super) fn pointer(&self) -> PointerBuf {
        self.pointer.clone()
    }

    pub(super) fn as_str(&self) -> &str {
        self.pointer.as_str()
    }

    pub(super) fn steps(&self) -> &[String] {
        &self.steps
    }

    /// The member of the Patient that it leads into.
    pub(super) fn resource(&self) -> &str {
        self.steps.first().map_or("", String::as_str)
    }

    /// What is left of the way from there.
    pub(super) fn rest(&self) -> &[String] {
        self.steps.get(1..).unwrap_or_default()
    }

    /// For a path into a list whose items are told apart: by which member.
    pub(super) fn key(&self) -> Option<&'static str> {
        let found = LISTS.iter().find(|(list, _)| *list == self.resource());
        found.map(|(_, key)| *key)
    }

    /// The item of such a list that it leads to or into, as it is written; `-` is none.
    pub(super) fn item(&self) -> Option<&str> {
        self.key()?;
        let item = self.rest().first()?;
        (item != "-").then_some(item.as_str())
    }

    /// Where that item is.
    pub(super) fn index(&self) -> Option<usize> {
        self.item()?.parse().ok()
    }

    /// The way on from the item.
    pub(super) fn within(&self) -> &[String] {
        self.rest().get(1..).unwrap_or_default()
    }

    /// Whether it leads into the same item as another path.
    pub(super) fn shares_item_with(&self, other: &Self) -> bool {
        self.steps.get(..2).is_some() && self.steps.get(..2) == other.steps.get(..2)
    }

    /// The item's own path, such as `/address/0`.
    pub(super) fn root(&self) -> String {
        let steps = self.steps.iter().take(2);
        steps.fold(String::new(), |path, step| path + "/" + step)
    }
}
