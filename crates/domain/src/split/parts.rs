//! Which words belong to which value, and what they come to.

use super::Part;
use super::lexicon::{Fit, Meaning, add, meaning};
use super::scan::Found;
use crate::vocabulary::Label;

/// Signs that part one value and its words from the next.
const PARTING: &[char] = &[',', ';', '|', '/', '\n', '&'];

/// Words that speak of the value that follows them.
const POINTING: &[&str] = &["was", "old", "not", "formerly", "previously", "prev"];

/// Words that turn the relationship after them into another.
const TURNING: &[&str] = &["ex", "not", "no", "former", "late", "step", "great"];

/// Every value with the words that belong to it.
pub(super) fn parts(text: &str, found: &[Found]) -> Vec<Part> {
    let mut words: Vec<String> = vec![String::new(); found.len()];
    // Words before the first value are labels of what follows; then so are all that stand between. "Tel"
    // alone labels nothing when words follow the last value.
    let before = found.first().and_then(|first| text.get(..first.at.start));
    let after = found.last().and_then(|last| text.get(last.at.end..));
    let leads = before.is_some_and(|before| {
        labels(before) || before.contains(char::is_alphabetic) && !after.is_some_and(labels)
    });
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
    // "(was 07…": what stands in a bracket that opens before a value speaks of that value.
    if let Some(at) = between
        .rfind(['(', '['])
        .filter(|at| !closes_after(between, *at))
    {
        return between.split_at(at);
    }
    let last = between.split_whitespace().next_back().unwrap_or_default();
    if POINTING.iter().any(|word| last.eq_ignore_ascii_case(word)) {
        let at = between.trim_end().len() - last.len();
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

fn closes_after(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.contains([')', ']']))
}

/// Whether a text says more than that a value follows.
fn labels(text: &str) -> bool {
    let mut words = text.split_whitespace().map(bare);
    words.any(|word| !word.is_empty() && meaning(&word) != Some(Meaning::Noise))
}

/// A word without the signs around it and without a possessive ending, in lower case.
fn bare(word: &str) -> String {
    let bare = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let stem = bare.strip_suffix("'s").or(bare.strip_suffix("s'"));
    stem.map_or_else(|| bare.clone(), str::to_owned)
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
        .replace("Social Worker", "social-worker")
        .replace("Social worker", "social-worker");
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut note: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let bare = bare(word);
        match meaning(&bare).or_else(|| meaning(&word.to_lowercase())) {
            // A label says something only beside other labels; in a sentence it is a word.
            Some(Meaning::Noise) if note.is_empty() => {}
            Some(Meaning::Channel(channel)) => part.channel = channel,
            Some(Meaning::Whose(..)) if is_somebody_elses(&words, at) => note.push(word),
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

/// Whether the words around a relationship make it another: "ex wife", "daughter in law", "son's school".
fn is_somebody_elses(words: &[&str], at: usize) -> bool {
    let neighbour = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| bare(word));
    let before = neighbour(at.checked_sub(1)).unwrap_or_default();
    let after = neighbour(at.checked_add(1)).unwrap_or_default();
    let word = words.get(at).copied().unwrap_or_default().to_lowercase();
    let owns = word.ends_with("'s") || word.ends_with("s'");
    let of_a_number = matches!(meaning(&after), Some(Meaning::Noise | Meaning::Usage(_)));
    TURNING.contains(&before.as_str())
        || matches!(after.as_str(), "in" | "in-law" | "inlaw")
        || owns && !after.is_empty() && !of_a_number
}
