//! E-mail addresses in a text.

use super::lexicon;
use super::scan::Found;
use crate::value::{EmailAddress, EmailLimit};
use crate::vocabulary::Channel;

/// Signs that stand around an address and are none of its own.
const AROUND: &[char] = &[
    '<', '>', '(', ')', '[', ']', '{', '}', '"', '\'', '.', ',', ';', ':', '/', '|', '&', '-',
];

/// Finds every e-mail address: a word with one `@` in it, without the signs around it.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let parted = |c: char| c.is_whitespace() || ";|<>()[]\"".contains(c);
    let mut from = 0;
    for word in text.split(parted) {
        let start = from;
        from = start + word.len();
        // The sign that parted the words.
        let sign = text.get(from..).and_then(|rest| rest.chars().next());
        from += sign.map_or(0, char::len_utf8);
        if word.contains('@') && !belongs_to_the_name(text.get(..start).unwrap_or_default()) {
            found.extend(address(word, start));
        }
    }
    found
}

/// Whether the word before an address may be the first half of it: "jane smith@…" is not smith's address.
fn belongs_to_the_name(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let stands_free = before.trim_end() != before && word.ends_with(char::is_alphanumeric);
    stands_free && lexicon::meaning(&word.to_lowercase()).is_none()
}

fn address(word: &str, start: usize) -> Option<Found> {
    let inner = word.trim_start_matches(AROUND);
    let lead = word.len() - inner.len();
    let inner = inner.trim_end_matches(AROUND);
    let (label, inner) = match inner.rsplit_once(':') {
        Some((label, rest)) if rest.contains('@') => (label.len() + 1, rest),
        _ => (0, inner),
    };
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
