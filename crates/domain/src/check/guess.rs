//! What a value looks like, when nobody says what it is.

use super::CheckAs;
use crate::split::holds_number;
use crate::value::{DramaNumbers, NhsNumber, PhoneNumber, PhonePurpose, Postcode};

/// What the value looks like. A text with six digits or more in a row is a phone number unless its form
/// or its words say otherwise; any other text is an address.
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
    } else if !ends_with_postcode(text) && (holds_number(text) || letters == 0) {
        CheckAs::Phone
    } else {
        CheckAs::Address
    }
}

/// Ten digits that do not begin with 0, said to be an NHS number, or grouped as one, or with the right
/// check digit; unless they are a phone number.
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
        && !is_phone_number(text)
        && (is_grouped(text) || grouped == 0 && NhsNumber::parse(text).is_ok())
}

fn is_phone_number(text: &str) -> bool {
    PhoneNumber::parse(text, PhonePurpose::Any, DramaNumbers::Accepted).is_ok()
}

fn is_grouped(text: &str) -> bool {
    let lengths: Vec<usize> = text.split([' ', '-']).map(str::len).collect();
    lengths == [3, 3, 4]
}

fn is_postcode(text: &str) -> bool {
    Postcode::parse(text).is_ok()
        || Postcode::suggestion(text).is_some()
        || is_first_half(text)
        || has_one_too_many(text)
        || has_the_shape(text)
}

fn has_one_too_many(text: &str) -> bool {
    let mut rest = text.chars();
    rest.next_back();
    text.contains(' ') && Postcode::parse(rest.as_str()).is_ok()
}

/// Letters and digits where a postcode has them, whatever the area.
fn has_the_shape(text: &str) -> bool {
    let compact: Vec<u8> = text.bytes().filter(|b| *b != b' ').collect();
    let Some((outward, inward)) = compact.split_last_chunk::<3>() else {
        return false;
    };
    let [digit, one, two] = inward;
    digit.is_ascii_digit()
        && one.is_ascii_alphabetic()
        && two.is_ascii_alphabetic()
        && (2..=4).contains(&outward.len())
        && outward.first().is_some_and(u8::is_ascii_alphabetic)
        && outward.iter().all(u8::is_ascii_alphanumeric)
        && outward.iter().any(u8::is_ascii_digit)
}

/// One or two letters and one or two digits, such as E8.
fn is_first_half(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = text.len() - digits.len();
    (1..=2).contains(&letters)
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
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
