//! Messy values taken apart: "0791121212141 - Daughter" is a number, whose it is, and a note. What comes
//! out is offered, never applied (council specification, "Data meetup outcome").
//!
//! Reading order: [`scan`](self) finds numbers and e-mail addresses in a text, `numbers` puts slips right,
//! `lexicon` knows the words that people write beside them, `parts` says which words belong to which.

mod emails;
mod lexicon;
mod numbers;
mod parts;
mod scan;
#[cfg(test)]
mod tests;

use crate::value::{DramaNumbers, EmailAddress, EmailLimit, PhoneNumber, PhonePurpose};
use crate::vocabulary::{Channel, Label};

/// The longest text that is taken apart, in bytes. A cell of a spreadsheet is shorter.
const MAX_TEXT: usize = 2000;

/// The most parts that are offered.
const MAX_PARTS: usize = 10;

/// One value found in a messy one.
#[derive(Clone, PartialEq, Eq)]
pub struct Part {
    /// How the target is reached with it.
    pub channel: Channel,
    /// The value alone, with slips such as the letter O for zero put right.
    pub value: String,
    /// What the words beside it say it is for and whose it is.
    pub label: Label,
    /// The words beside it that the label does not say in full.
    pub note: Option<String>,
}

impl Part {
    /// The phone number, when it is one. Numbers set aside for film and television are taken here, so that
    /// they are offered as numbers; whether they are accepted is for the check of the value to say.
    pub fn number(&self) -> Option<PhoneNumber> {
        let dialled = self.channel != Channel::Email && self.channel != Channel::Address;
        let purpose = PhonePurpose::Any;
        dialled
            .then(|| PhoneNumber::parse(&self.value, purpose, DramaNumbers::Accepted).ok())
            .flatten()
    }

    /// Whether this says nothing that the other does not say.
    fn is_the_same_as(&self, other: &Self) -> bool {
        let normal = |part: &Self| part.number().and_then(|number| number.normal());
        let same =
            self.value == other.value || normal(self).is_some_and(|n| normal(other) == Some(n));
        same && self.label == other.label
            && self.note == other.note
            && self.channel == other.channel
    }

    /// Whether the value alone is well formed.
    pub fn is_well_formed(&self) -> bool {
        match self.channel {
            Channel::Email => EmailAddress::parse(&self.value, EmailLimit::Council).is_ok(),
            _ => self.number().is_some(),
        }
    }
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Part")
            .field("channel", &self.channel)
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

/// Whether there is a stretch of digits in the text that is long enough for a phone number.
pub fn holds_number(text: &str) -> bool {
    text.len() <= MAX_TEXT && !numbers::find(text, 0).is_empty()
}

/// Takes a messy value apart. Empty when there is nothing to offer: no number and no e-mail address in
/// it, or nothing but one that is well as it is.
pub fn split(text: &str) -> Vec<Part> {
    if text.len() > MAX_TEXT {
        return Vec::new();
    }
    let found = scan::scan(text);
    let mut parts = parts::parts(text, &found);
    parts.dedup_by(|next, first| first.is_the_same_as(next));
    parts.truncate(MAX_PARTS);
    match parts.as_slice() {
        [only] if only.value == text && only.label == Label::default() => Vec::new(),
        _ => parts,
    }
}
