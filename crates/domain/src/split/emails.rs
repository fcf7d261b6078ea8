//! E-mail addresses in a text.

use super::lexicon;
use super::scan::Found;
use crate::value::{EmailAddress, EmailLimit};
use crate::vocabulary::Channel;

/// Signs that stand before an address and are none of its own.
const OPENING: &[char] = &['<', '(', '[', '{', '"'];

/// Signs that stand behind an address and are none of its own.
const CLOSING: &[char] = &[
    '>', ')', ']', '}', '"', '\'', '.', ',', ';', ':', '/', '|', '&', '-',
];

/// Signs that may part the two halves of an address by a slip.
const UNSURE: &[char] = &[';', '|', '"', '(', ')', '[', ']', '<', '>', '/', ':'];

/// Finds every e-mail address that stands by itself. One whose first half may stand before it, parted by
/// a slip, is left alone: "jane smith@…" is not smith's address.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut from = 0;
    for word in text.split(char::is_whitespace) {
        let start = from;
        from = start + word.len();
        from += next_length(text, from);
        if word.contains('@') {
            for (offset, piece) in addresses_in(word) {
                let before = text.get(..start).unwrap_or_default();
                if offset > 0 || stands_free(before, piece) {
                    found.extend(address(piece, start + offset));
                }
            }
        }
    }
    found
}

/// The pieces of a word that are addresses: the whole, or what stands between commas, semicolons or
/// slashes when each piece is an address.
fn addresses_in(word: &str) -> Vec<(usize, &str)> {
    let parted = |c: char| ",;/|".contains(c);
    let trimmed = word.trim_end_matches(parted);
    let pieces: Vec<&str> = trimmed.split(parted).collect();
    if pieces.len() < 2 || !pieces.iter().all(|piece| piece.contains('@')) {
        return vec![(0, word)];
    }
    let mut from = 0;
    let mut placed = Vec::new();
    for piece in pieces {
        placed.push((from, piece));
        from += piece.len() + 1;
    }
    placed
}

fn next_length(text: &str, at: usize) -> usize {
    let next = text.get(at..).and_then(|rest| rest.chars().next());
    next.map_or(0, char::len_utf8)
}

/// Whether nothing before an address can be the first half of it: nothing at all, another value, a
/// bracket that opens around it, or a word that says what it is.
fn stands_free(before: &str, word: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    // "jane - smith@…" may be one address all the same, so the sign between counts for nothing.
    let last = words.find(|word| word.contains(char::is_alphanumeric));
    let last = last.unwrap_or_default();
    let bare = last
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    // A single letter or "dr" may be the first half of the name.
    let says = bare == "or" || bare.len() > 2 && lexicon::meaning(&bare).is_some();
    let digits = bare.chars().all(|c| c.is_ascii_digit());
    let value = last.contains('@') || digits && bare.len() >= 3;
    let own_line = before.trim_end_matches(' ').ends_with('\n');
    last.is_empty() || says || value || own_line || word.starts_with(['<', '(', '['])
}

fn address(word: &str, start: usize) -> Option<Found> {
    let inner = word.trim_start_matches(OPENING);
    let lead = word.len() - inner.len();
    let inner = inner.trim_end_matches(CLOSING);
    let (label, inner) = match inner.rsplit_once(':') {
        // "mailto:" and "email:" are labels; "jane:smith@…" is a slip.
        Some((label, rest)) if rest.contains('@') => {
            lexicon::meaning(&label.to_lowercase())?;
            (label.len() + 1, rest)
        }
        _ => (0, inner),
    };
    if inner.contains(UNSURE) {
        return None;
    }
    let at = start + lead + label;
    Some(Found {
        at: at..at + inner.len(),
        channel: Channel::Email,
        value: mended(inner)?,
    })
}

/// The address with a common domain in the place of a slip, when it has one, and a dot in the place of
/// a comma.
fn mended(address: &str) -> Option<String> {
    let mut candidate = address.to_owned();
    if EmailAddress::parse(&candidate, EmailLimit::Council).is_err() {
        candidate = candidate
            .replace("..", ".")
            .replace("@@", "@")
            .replace(',', ".");
    }
    let (local, domain) = candidate.rsplit_once('@')?;
    if local.is_empty() || domain.is_empty() {
        return None;
    }
    let parsed = EmailAddress::parse(&candidate, EmailLimit::Council).ok();
    let meant = parsed
        .as_ref()
        .and_then(EmailAddress::suggested_domain)
        .or_else(|| without_ending(domain));
    Some(match meant {
        Some(meant) => format!("{local}@{meant}"),
        None => candidate,
    })
}

/// The whole of a common domain that has only one ending.
fn without_ending(domain: &str) -> Option<&'static str> {
    match domain.to_ascii_lowercase().as_str() {
        "gmail" => Some("gmail.com"),
        "googlemail" => Some("googlemail.com"),
        "icloud" => Some("icloud.com"),
        "outlook" => Some("outlook.com"),
        "btinternet" => Some("btinternet.com"),
        _ => None,
    }
}
