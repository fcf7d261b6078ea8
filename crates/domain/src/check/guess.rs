//! What a value looks like, when nobody says what it is.

use super::CheckAs;
use crate::value::{NhsNumber, Postcode};

/// What the value looks like. A text with six digits or more is a phone number unless its form or its
/// words say otherwise; any other text is an address.
pub(super) fn guess(input: &str) -> CheckAs {
    let text = input.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if text.contains('@') {
        CheckAs::Email
    } else if is_nhs_number(text, digits, letters) {
        CheckAs::NhsNumber
    } else if letters > 0 && text.len() <= 12 && is_postcode(text) {
        CheckAs::Postcode
    } else if digits >= 6 && !ends_with_postcode(text) {
        CheckAs::Phone
    } else if letters > 0
        && (text.contains([',', '\n']) || ends_with_postcode(text) || letters > digits)
    {
        CheckAs::Address
    } else {
        CheckAs::Phone
    }
}

/// Ten digits, said to be an NHS number or written as one, with the right check digit. A phone number
/// begins with 0, or has a hyphen or bracket elsewhere.
fn is_nhs_number(text: &str, digits: usize, letters: usize) -> bool {
    let said = text
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("nhs"));
    if said {
        return digits >= 6;
    }
    let grouped = text.bytes().filter(|b| *b == b' ' || *b == b'-').count();
    letters == 0
        && digits == 10
        && !text.starts_with('0')
        && (grouped == 0 || is_grouped(text))
        && NhsNumber::parse(text).is_ok()
}

fn is_grouped(text: &str) -> bool {
    let lengths: Vec<usize> = text.split([' ', '-']).map(str::len).collect();
    lengths == [3, 3, 4]
}

fn is_postcode(text: &str) -> bool {
    Postcode::parse(text).is_ok() || Postcode::suggestion(text).is_some()
}

/// Whether the text ends with a postcode after something else.
fn ends_with_postcode(text: &str) -> bool {
    let words: Vec<&str> = text
        .split([' ', ',', '\n'])
        .filter(|word| !word.is_empty())
        .collect();
    let two = words
        .len()
        .checked_sub(2)
        .and_then(|from| words.get(from..));
    let one = words.last().filter(|_| words.len() > 1);
    let last_two = two.filter(|_| words.len() > 2).map(|pair| pair.join(" "));
    last_two.is_some_and(|pair| Postcode::parse(&pair).is_ok())
        || one.is_some_and(|word| word.len() > 4 && Postcode::parse(word).is_ok())
}
