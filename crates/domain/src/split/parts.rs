//! Which words belong to which value, and what they come to.

use super::Part;
use super::lexicon::{Fit, Meaning, add, meaning};
use super::scan::Found;
use crate::vocabulary::Label;

/// Signs that part one value and its words from the next.
const PARTING: &[char] = &[',', ';', '|', '/', '\n', '&'];

/// Every value with the words that belong to it.
pub(super) fn parts(text: &str, found: &[Found]) -> Vec<Part> {
    let mut words: Vec<String> = vec![String::new(); found.len()];
    // Words before the first value are labels of what follows; then so are all that stand between.
    let leads = found
        .first()
        .and_then(|first| text.get(..first.at.start))
        .is_some_and(has_letters);
    let mut from = 0;
    for (number, one) in found.iter().enumerate() {
        let between = text.get(from..one.at.start).unwrap_or_default();
        let (behind, ahead) = shared(between, leads, number == 0);
        push(number.checked_sub(1).and_then(|n| words.get_mut(n)), behind);
        push(words.get_mut(number), ahead);
        from = one.at.end;
    }
    push(words.last_mut(), text.get(from..).unwrap_or_default());
    found
        .iter()
        .zip(&words)
        .map(|(one, words)| part(one, words))
        .collect()
}

/// How the text between two values is shared between them.
fn shared(between: &str, leads: bool, first: bool) -> (&str, &str) {
    if first {
        return ("", between);
    }
    if let Some(at) = between.rfind(PARTING) {
        return between.split_at(at);
    }
    // A label with a colon speaks of what follows it.
    let labels_next = between.trim_end().ends_with(':');
    if leads || labels_next {
        ("", between)
    } else {
        (between, "")
    }
}

fn push(words: Option<&mut String>, more: &str) {
    if let Some(words) = words {
        words.push(' ');
        words.push_str(more);
    }
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

fn part(found: &Found, words: &str) -> Part {
    let mut part = Part {
        channel: found.channel,
        value: found.value.clone(),
        label: Label::default(),
        note: None,
    };
    let words = words
        .replace("social worker", "social-worker")
        .replace("Social Worker", "social-worker");
    let mut note: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let bare = bare
            .strip_suffix("'s")
            .or(bare.strip_suffix("s'"))
            .unwrap_or(&bare);
        let said = meaning(bare).or_else(|| meaning(&word.to_lowercase()));
        match said {
            // A label says something only beside other labels; in a sentence it is a word.
            Some(Meaning::Noise) if note.is_empty() => {}
            Some(Meaning::Channel(channel)) => part.channel = channel,
            Some(known) => {
                add(&mut part.label, known);
                if matches!(known, Meaning::Noise | Meaning::Whose(_, Fit::Wider)) {
                    note.push(word);
                }
            }
            None if bare.is_empty() && note.is_empty() => {}
            None => note.push(word),
        }
    }
    let note = note.join(" ");
    let note = note.trim_matches(|c: char| c.is_whitespace() || ",;:-–—/|()[]<>\"&".contains(c));
    // A single letter or sign is a slip, not a note.
    part.note = (note.chars().count() > 1).then(|| note.to_owned());
    part
}
