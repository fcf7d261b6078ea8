//! Finding numbers and e-mail addresses in a text.

use std::ops::Range;

use super::{emails, numbers};
use crate::vocabulary::Channel;

/// A number or an e-mail address, and where it stands.
pub(super) struct Found {
    /// Which bytes of the text it is made of.
    pub(super) at: Range<usize>,
    /// What it is.
    pub(super) channel: Channel,
    /// The value alone.
    pub(super) value: String,
}

/// Everything found, in the order of the text.
pub(super) fn scan(text: &str) -> Vec<Found> {
    let mut found = emails::find(text);
    let mut gaps = Vec::new();
    let mut from = 0;
    for email in &found {
        gaps.push(from..email.at.start);
        from = email.at.end;
    }
    gaps.push(from..text.len());
    for gap in gaps {
        if let Some(part) = text.get(gap.clone()) {
            found.extend(numbers::find(part, gap.start));
        }
    }
    found.sort_by_key(|one| one.at.start);
    found
}
