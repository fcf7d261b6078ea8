//! The address whose UPRN is asked for.

use contactable_domain::value::{Address, AddressKind, AddressText};

use super::words::{Word, words};

/// The most words of an address; one with more is no address, and would be slow to compare.
const MOST_WORDS: usize = 80;

/// An address that OS Places can be asked about.
pub(in crate::os_places) struct Asked {
    /// Its words, without its postcode.
    pub(super) words: Vec<Word>,
    /// The first half of its postcode, which people repeat after a town.
    pub(super) outward: String,
    postcode: String,
}

impl Asked {
    /// The address, when it is in a place that OS Places knows, and has a postcode and lines. An address
    /// on one line is read into lines first.
    pub(in crate::os_places) fn of(address: &Address) -> Option<Self> {
        if address.lines().is_some() {
            return Self::of_lines(address);
        }
        if address.is_overseas() {
            return None;
        }
        let read = AddressText::read(address.one_line());
        Self::of_lines(&Address::parse(&read.input()).ok()?)
    }

    fn of_lines(address: &Address) -> Option<Self> {
        if !matches!(
            address.kind(),
            AddressKind::Uk | AddressKind::CrownDependency
        ) {
            return None;
        }
        let normal = address.postcode()?.normal();
        let (outward, inward) = normal.split_once(' ')?;
        let mut words = words(address.texts());
        leave_out_postcode(&mut words, outward, inward);
        (!words.is_empty() && words.len() <= MOST_WORDS).then(|| Self {
            words,
            outward: outward.to_owned(),
            postcode: format!("{outward}{inward}"),
        })
    }

    /// The postcode, without a space.
    pub(in crate::os_places) fn postcode(&self) -> &str {
        &self.postcode
    }
}

/// The postcode may stand at the end of a line too.
fn leave_out_postcode(words: &mut Vec<Word>, outward: &str, inward: &str) {
    let whole = format!("{outward}{inward}");
    words.retain(|word| word.text != whole);
    let found = words
        .array_windows()
        .position(|[first, second]| first.text == outward && second.text == inward);
    if let Some(at) = found {
        words.drain(at..at + 2);
    }
}
