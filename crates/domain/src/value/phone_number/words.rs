//! The sentences about phone numbers. None of them holds the number.

mod kinds;

use std::borrow::Cow;

pub(super) use self::kinds::{
    abroad, drama_refused, drama_taken, label_differs, network, unusual_kind, wrong_kind,
};
use super::library::{Misfit, Unreadable};
use super::shape::{Fault, MAX_TYPED, Stray};
use crate::refusal::{Code, Reason};
use crate::value::plain_text::too_long;

const OTHER_COUNTRY: &str =
    "Check every digit; if the number is abroad, start with + and the code of the country";

/// In general, before the reasons that say more (deployed service, W41).
pub(super) fn not_a_phone_number() -> Reason {
    Reason::new(
        Code::NotAPhoneNumber,
        "This is not a phone number",
        "Enter 6 to 15 digits, such as 020 7946 0123 or +44 7700 900123; whose number it is goes in the sub-type or the description",
    )
}

/// Markup beside or instead of a number (deployed service, W42).
pub(super) fn markup() -> Reason {
    Reason::new(
        Code::Markup,
        "This has markup in it",
        "Enter digits and separators only",
    )
}

/// A fault of the written shape.
pub(super) fn shape(fault: Fault) -> Reason {
    match fault {
        Fault::TooLong => too_long(MAX_TYPED),
        Fault::Character(stray) => Reason::new(
            Code::PhoneCharacters,
            stray_character(stray),
            "Enter digits, spaces, hyphens and brackets, and a + only at the very start; an extension goes at the end, like ;ext=12",
        ),
        Fault::Bracket => Reason::new(
            Code::PhoneBrackets,
            "A bracket has no other half, or no digit inside",
            "Close the bracket around the digits it belongs to, or leave it out",
        ),
        Fault::TooFewDigits(digits) => Reason::new(
            Code::PhoneLength,
            format!("This has {}; a phone number has 6 to 15", count(digits)),
            "Enter the whole number, with its area code",
        ),
        Fault::TooManyDigits(digits) => Reason::new(
            Code::PhoneLength,
            format!("This has {}; a phone number has 6 to 15", count(digits)),
            "Enter one number only, without the digits that are dialled before it",
        ),
        Fault::Extension => Reason::new(
            Code::PhoneExtension,
            "After the semicolon there is something other than an extension",
            "Enter the extension at the very end, like ;ext=12, with 1 to 5 digits",
        ),
    }
}

fn stray_character(stray: Stray) -> &'static str {
    match stray {
        Stray::Letter => "This has letters in it",
        Stray::Plus => "This has a plus sign that is not at the very start",
        Stray::OtherDigit => "This has digits other than 0 to 9 in it",
        Stray::Sign => "This has a sign in it that phone numbers do not have",
        Stray::Unseen => {
            "This has a character in it that cannot be seen; copying from elsewhere can bring it along"
        }
    }
}

/// A number that the library cannot split into country and rest.
pub(super) fn unreadable(why: Unreadable) -> Reason {
    match why {
        Unreadable::Country => Reason::new(
            Code::PhoneCountry,
            "No country has this country code",
            "Enter the code of the country after the +, such as +44, and no 0 before it; or enter a UK number without the +",
        ),
        Unreadable::Length(misfit) => not_in_use(misfit_abroad(misfit)),
    }
}

/// A number that no plan knows. `e164` is as the library reads it, `number` the digits as typed.
pub(super) fn unknown(misfit: Misfit, e164: &str, number: &str) -> Reason {
    match e164.strip_prefix("+44") {
        Some(national) => {
            let from_start = number.starts_with(['0', '+']);
            let national = national.trim_start_matches('0');
            if misfit == Misfit::AreaCodeMissing && !from_start {
                Reason::new(
                    Code::PhoneNotInUse,
                    "This is not in use; it looks like a number without its area code",
                    "Enter the whole number, with an area code such as 020",
                )
            } else {
                not_in_use(misfit_uk(national))
            }
        }
        None => not_in_use(misfit_abroad(misfit)),
    }
}

fn not_in_use(problem: Cow<'static, str>) -> Reason {
    Reason::new(Code::PhoneNotInUse, problem, OTHER_COUNTRY)
}

/// British numbers have 10 digits after the 0, but for some old ones that start with 01, 05 or 08.
fn misfit_uk(national: &str) -> Cow<'static, str> {
    let digits = national.len();
    let fewest = match national.as_bytes().first() {
        Some(b'2' | b'3' | b'7' | b'9') => 10,
        Some(b'1' | b'5') => 9,
        _ => 7,
    };
    if digits < fewest {
        format!("This has {} too few", count(fewest - digits)).into()
    } else if digits > 10 {
        format!("This has {} too many", count(digits - 10)).into()
    } else {
        "This number is not in use in the United Kingdom".into()
    }
}

fn misfit_abroad(misfit: Misfit) -> Cow<'static, str> {
    match misfit {
        Misfit::TooShort => "This has too few digits for its country",
        Misfit::TooLong => "This has too many digits for its country",
        Misfit::Length => "No number in its country has as many digits as this",
        Misfit::AreaCodeMissing => {
            "This has too few digits for its country; the area code is missing"
        }
        Misfit::Range => "This number is not in use in its country",
    }
    .into()
}

fn count(digits: usize) -> String {
    match digits {
        0 => "no digits".to_owned(),
        1 => "one digit".to_owned(),
        _ => format!("{digits} digits"),
    }
}

#[cfg(test)]
mod tests;
