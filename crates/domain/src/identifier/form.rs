//! The forms an identifier can have.

use uuid::Uuid;

use crate::refusal::{Code, Reason};
use crate::value::{NhsNumber, PlainText};

/// The most characters of any identifier as typed, and of its normal form (house).
pub(super) const LONGEST: u16 = 200;

/// The form of a system's identifiers: what is one, and what its normal form is. Lengths count the
/// characters of the normal form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdentifierForm {
    /// An NHS number; the normal form is its 10 digits.
    NhsNumber,
    /// A UUID that is not all zero; the normal form has hyphens and small letters.
    Uuid,
    /// Digits. Spaces and hyphens do not count; zeros at the start do.
    Digits {
        /// The fewest digits.
        min: u16,
        /// The most digits.
        max: u16,
    },
    /// Letters A to Z and digits, the normal form in upper case. Spaces and hyphens do not count.
    LettersAndDigits {
        /// The fewest characters.
        min: u16,
        /// The most characters.
        max: u16,
    },
    /// Any text without markup and control characters. Case counts; a run of spaces counts as one.
    Text {
        /// The most characters.
        max: u16,
    },
}

impl IdentifierForm {
    /// Whether a value can have it: the lengths are from 1 to 200, the least not above the most.
    pub(super) fn is_possible(self) -> bool {
        match self {
            Self::NhsNumber | Self::Uuid => true,
            Self::Digits { min, max } | Self::LettersAndDigits { min, max } => {
                (1..=max).contains(&min) && max <= LONGEST
            }
            Self::Text { max } => (1..=LONGEST).contains(&max),
        }
    }

    /// The normal form of a value.
    ///
    /// # Errors
    /// Every reason why it has not this form.
    pub(super) fn read(self, value: &str) -> Result<String, Vec<Reason>> {
        if matches!(self, Self::NhsNumber) {
            return NhsNumber::parse(value).map(|number| number.as_str().to_owned());
        }
        // Blank, over-long and unsafe text is refused alike in every form.
        PlainText::parse(value, usize::from(LONGEST))?;
        match self {
            Self::NhsNumber | Self::Uuid => uuid(value),
            Self::Digits { min, max } => digits(value, min, max),
            Self::LettersAndDigits { min, max } => letters_and_digits(value, min, max),
            Self::Text { max } => text(value, max),
        }
        .map_err(|reason| vec![reason])
    }
}

fn no(problem: &'static str, remedy: impl Into<std::borrow::Cow<'static, str>>) -> Reason {
    Reason::new(Code::NotAnIdentifier, problem, remedy)
}

fn uuid(value: &str) -> Result<String, Reason> {
    match Uuid::parse_str(value.trim()) {
        Ok(id) if !id.is_nil() => Ok(id.as_hyphenated().to_string()),
        _ => Err(no(
            "This is not a UUID, or is all zeros",
            "Enter 32 digits and letters a to f, in groups of 8, 4, 4, 4 and 12",
        )),
    }
}

fn digits(value: &str, min: u16, max: u16) -> Result<String, Reason> {
    let text = without_spaces_and_hyphens(value);
    if is_between(&text, min, max) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(text);
    }
    Err(no(
        "This is not an identifier of that system, which has digits only",
        format!("Enter {} digits", range(min, max)),
    ))
}

fn letters_and_digits(value: &str, min: u16, max: u16) -> Result<String, Reason> {
    let text = without_spaces_and_hyphens(value);
    if is_between(&text, min, max) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(text.to_ascii_uppercase());
    }
    Err(no(
        "This is not an identifier of that system, which has letters A to Z and digits only",
        format!("Enter {} letters and digits", range(min, max)),
    ))
}

fn text(value: &str, max: u16) -> Result<String, Reason> {
    let text = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= usize::from(max) {
        return Ok(text);
    }
    Err(Reason::new(
        Code::TooLong,
        format!("This is longer than {max} characters"),
        format!("Enter {max} characters or fewer"),
    ))
}

fn without_spaces_and_hyphens(value: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}');
    value.chars().filter(kept).collect()
}

/// Whether an ASCII text is of a length; other text is refused by its letters.
fn is_between(text: &str, min: u16, max: u16) -> bool {
    (usize::from(min)..=usize::from(max)).contains(&text.len())
}

fn range(min: u16, max: u16) -> String {
    if min == max {
        min.to_string()
    } else {
        format!("{min} to {max}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGITS: IdentifierForm = IdentifierForm::Digits { min: 3, max: 5 };
    const LETTERS: IdentifierForm = IdentifierForm::LettersAndDigits { min: 4, max: 4 };
    const TEXT: IdentifierForm = IdentifierForm::Text { max: 8 };

    #[test]
    fn each_form_has_its_normal_form() {
        for (form, typed, normal) in [
            (IdentifierForm::NhsNumber, "943-476-5919", "9434765919"),
            (DIGITS, "00 1-2", "0012"),
            (LETTERS, "ab-1 2", "AB12"),
            (TEXT, " 100/01  a ", "100/01 a"),
            (
                IdentifierForm::Uuid,
                "{018F3A5C-0000-7000-8000-0000000000AA}",
                "018f3a5c-0000-7000-8000-0000000000aa",
            ),
        ] {
            assert_eq!(form.read(typed).unwrap(), normal);
            assert_eq!(form.read(normal).unwrap(), normal);
        }
    }

    #[test]
    fn what_has_not_the_form_is_refused() {
        for (form, typed, code) in [
            (DIGITS, "12", Code::NotAnIdentifier),
            (DIGITS, "123456", Code::NotAnIdentifier),
            (DIGITS, "12a", Code::NotAnIdentifier),
            (DIGITS, "--", Code::NotAnIdentifier),
            (LETTERS, "abc", Code::NotAnIdentifier),
            (LETTERS, "ab/1", Code::NotAnIdentifier),
            (LETTERS, "éé", Code::NotAnIdentifier),
            (TEXT, "123456789", Code::TooLong),
            (TEXT, "<b>", Code::Markup),
            (TEXT, " ", Code::Required),
            (TEXT, "a\0", Code::ControlCharacter),
            (IdentifierForm::Uuid, "1", Code::NotAnIdentifier),
            (
                IdentifierForm::Uuid,
                "00000000-0000-0000-0000-000000000000",
                Code::NotAnIdentifier,
            ),
            (IdentifierForm::NhsNumber, "1", Code::NotAnNhsNumber),
        ] {
            let reasons = form.read(typed).unwrap_err();
            assert_eq!(reasons.first().unwrap().code, code, "{form:?} {typed}");
        }
        let long = "1".repeat(10_000);
        assert!(DIGITS.read(&long).is_err() && TEXT.read(&long).is_err());
    }

    #[test]
    fn impossible_lengths_are_noticed() {
        for form in [
            IdentifierForm::Digits { min: 0, max: 1 },
            IdentifierForm::Digits { min: 2, max: 1 },
            IdentifierForm::LettersAndDigits { min: 1, max: 201 },
            IdentifierForm::Text { max: 0 },
        ] {
            assert!(!form.is_possible(), "{form:?}");
        }
        assert!(DIGITS.is_possible() && LETTERS.is_possible() && TEXT.is_possible());
    }
}
