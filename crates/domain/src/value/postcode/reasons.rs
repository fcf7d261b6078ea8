//! Why a text is not a postcode, for people. No reason holds the text.

use super::areas;
use super::compact::Compact;
use super::grammar::{Flaw, Shape, outward_parts};
use super::repair::{Cause, repair};
use crate::refusal::{Code, Reason};
use crate::value::plain_text::has_markup;

/// The most characters that are kept as typed.
pub(super) const MOST_TYPED: usize = 50;

const ENTER_FULL: &str = "Enter the full postcode, like E8 1AA";
const OR_OVERSEAS: &str = "Enter a full UK postcode, like E8 1AA, or mark the address as overseas";

/// Every reason against the text, at least one.
pub(super) fn reasons(typed: &str, compact: &Compact) -> Vec<Reason> {
    if compact.is_blank() {
        return vec![Reason::new(
            Code::Required,
            "This is blank",
            "Enter a postcode",
        )];
    }
    let mut reasons = match compact.whole() {
        _ if is_too_long(typed) => vec![Reason::new(
            Code::TooLong,
            format!("This is longer than {MOST_TYPED} characters"),
            "Enter the postcode only, or mark the address as overseas",
        )],
        Some(text) => of_letters_and_digits(text),
        None if compact.is_too_long => vec![no("This is longer than a postcode", OR_OVERSEAS)],
        None => vec![no(
            "This has a sign in it that no postcode has",
            "Use letters and digits only, like E8 1AA, or mark the address as overseas",
        )],
    };
    if has_markup(typed) {
        reasons.push(Reason::new(
            Code::Markup,
            "This has markup in it",
            "Enter the postcode only",
        ));
    }
    reasons
}

pub(super) fn misplaced_space() -> Reason {
    no(
        "The space is not before the last three characters",
        "Check whether a character is there twice, or put the space where it belongs",
    )
}

pub(super) fn is_too_long(typed: &str) -> bool {
    // No text has more characters than bytes, which need no counting.
    typed.len() > MOST_TYPED && typed.chars().nth(MOST_TYPED).is_some()
}

fn no(problem: impl Into<std::borrow::Cow<'static, str>>, remedy: &'static str) -> Reason {
    Reason::new(Code::NotAPostcode, problem, remedy)
}

fn of_letters_and_digits(text: &[u8]) -> Vec<Reason> {
    if let Some(repair) = repair(text) {
        return vec![mistyped(repair.cause)];
    }
    if text.starts_with(b"BFPO") {
        return vec![no(
            "This has no British Forces Post Office number",
            "Enter BFPO and the number, like BFPO 57",
        )];
    }
    if text.starts_with(b"ZZ99") {
        return vec![no(
            "A pseudo-postcode is ZZ99, a digit, a letter and Z",
            "Enter all of it, like ZZ99 3VZ",
        )];
    }
    match Shape::of(text) {
        Some(shape) => shape.flaws().map(|flaw| flawed(&shape, flaw)).collect(),
        None => vec![misshapen(text)],
    }
}

fn mistyped(cause: Cause) -> Reason {
    match cause {
        Cause::Slip { typed, meant } if meant.is_ascii_digit() => Reason::new(
            Code::NotAPostcode,
            format!("This has the letter {typed} where a digit belongs"),
            format!("Check whether it should be the digit {meant}"),
        ),
        Cause::Slip { typed, meant } => Reason::new(
            Code::NotAPostcode,
            format!("This has the digit {typed} where a letter belongs"),
            format!("Check whether it should be the letter {meant}"),
        ),
        Cause::Order => no(
            "The letters and digits of this are in the wrong order",
            "Check the order of the letters and digits, like E8 1AA",
        ),
    }
}

fn flawed(shape: &Shape<'_>, flaw: Flaw) -> Reason {
    match flaw {
        // The area alone points at nobody.
        Flaw::Area => no(
            format!(
                "No postcode starts with {}",
                String::from_utf8_lossy(shape.area)
            ),
            "Check the letters at the start, or mark the address as overseas",
        ),
        Flaw::LeadingZero => no(
            "No postcode has a 0 there and another digit after it",
            "Check the first half, like E8 or SO15",
        ),
        Flaw::DistrictLetter => no(
            "No postcode has that letter at the end of its first half",
            "Check the first half, like E8, SW1A or N16",
        ),
        Flaw::InwardLetter => no(
            "The last two letters of a postcode are never C, I, K, M, O or V",
            "Check the last two letters",
        ),
    }
}

fn misshapen(text: &[u8]) -> Reason {
    if is_first_half(text) {
        return no("This is only the first half of a postcode", ENTER_FULL);
    }
    if matches!(text, [b'0'..=b'9', b'A'..=b'Z', b'A'..=b'Z']) {
        return no("This is only the last half of a postcode", ENTER_FULL);
    }
    no("This is not a postcode", OR_OVERSEAS)
}

/// An outward half of a known area, alone or with the digit of the sector.
fn is_first_half(text: &[u8]) -> bool {
    let without_sector = match text {
        [outward @ .., b'0'..=b'9'] => outward,
        _ => text,
    };
    let is_outward =
        |half| outward_parts(half).is_some_and(|(area, _)| areas::area(area).is_some());
    is_outward(text) || is_outward(without_sector)
}
