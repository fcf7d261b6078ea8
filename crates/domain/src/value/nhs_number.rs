//! NHS numbers.

use super::plain_text::with_markup;
use crate::refusal::{Code, Reason};
use crate::warning::{Warning, WarningCode};

const DIGITS: usize = 10;

/// An NHS number: 10 digits, the last of which checks the others by modulus 11 (reference, "NHS
/// number"). Spaces and dashes between them are taken. Ten times the same digit passes that check, but
/// is what people type when they have no number, and is refused (house).
///
/// It names a person, so it has no `Display` and its `Debug` form hides it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NhsNumber([u8; DIGITS]);

impl NhsNumber {
    /// Parses an NHS number as typed.
    ///
    /// # Errors
    /// `required`, or the reason why it is `not-an-nhs-number`; W42 too when it holds markup.
    pub fn parse(typed: &str) -> Result<Self, Vec<Reason>> {
        read(typed).map_err(|reason| with_markup(reason, typed, "Enter the digits only"))
    }

    /// The 10 digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The digits as people read them: `999 000 0018`.
    pub fn formatted(&self) -> String {
        let mut text = String::with_capacity(DIGITS + 2);
        for (place, digit) in self.0.iter().enumerate() {
            if matches!(place, 3 | 6) {
                text.push(' ');
            }
            text.push(char::from(*digit));
        }
        text
    }

    /// Whether it is one of those set aside for tests, which start with 999 (reference, "NHS number").
    pub fn is_test(&self) -> bool {
        self.0.starts_with(b"999")
    }

    /// What somebody should look at: a number set aside for tests.
    pub fn warnings(&self) -> Vec<Warning> {
        let test = self.is_test().then(|| {
            Warning::new(
                WarningCode::TestIdentifier,
                "This NHS number is set aside for tests",
                "Do not use it for a real person",
            )
        });
        test.into_iter().collect()
    }
}

impl std::fmt::Debug for NhsNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NhsNumber(..)")
    }
}

fn read(typed: &str) -> Result<NhsNumber, Reason> {
    let mut digits = [0; DIGITS];
    let mut count = 0;
    for c in typed.chars().filter(|c| !is_filler(*c)) {
        let digit = u8::try_from(c).ok().filter(u8::is_ascii_digit);
        let Some(digit) = digit else {
            return Err(no(
                "This has a letter or a sign in it, and an NHS number has digits only",
                "Enter 10 digits, like 999 000 0018",
            ));
        };
        if let Some(slot) = digits.get_mut(count) {
            *slot = digit;
        }
        count += 1;
    }
    of_digits(digits, count)
}

fn of_digits(digits: [u8; DIGITS], count: usize) -> Result<NhsNumber, Reason> {
    let [first, ..] = digits;
    match count {
        0 => Err(Reason::new(
            Code::Required,
            "This is blank",
            "Enter an NHS number",
        )),
        1..DIGITS => Err(no(
            "This has fewer than 10 digits",
            "Enter all 10 digits of the NHS number",
        )),
        DIGITS if digits.iter().all(|digit| *digit == first) => Err(no(
            "This is the same digit ten times, which stands for no number",
            "Enter the NHS number, or leave it out if it is not known",
        )),
        DIGITS if has_right_check_digit(digits) => Ok(NhsNumber(digits)),
        DIGITS => Err(no(
            "The check digit does not fit: one digit is wrong or two are swapped",
            "Check each digit of the NHS number",
        )),
        _ => Err(no(
            "This has more than 10 digits",
            "Enter the 10 digits of the NHS number only",
        )),
    }
}

fn no(problem: &'static str, remedy: &'static str) -> Reason {
    Reason::new(Code::NotAnNhsNumber, problem, remedy)
}

/// The nine digits times 10 to 2 and the check digit add up to a multiple of 11. This is the same as
/// comparing the tenth with 11 less the remainder, 11 being 0; 10 is no digit, so it never fits.
fn has_right_check_digit(digits: [u8; DIGITS]) -> bool {
    let weighted = digits.iter().zip((1..=10).rev());
    let sum: u32 = weighted
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    sum.is_multiple_of(11)
}

/// Spaces of any kind, hyphens and dashes.
fn is_filler(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}' | '\u{feff}'
    ) || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(typed: &str) -> String {
        let reasons = NhsNumber::parse(typed).unwrap_err();
        reasons.first().unwrap().problem.clone().into_owned()
    }

    #[test]
    fn numbers_are_taken_however_they_are_grouped() {
        for typed in [
            "9434765919",
            "943 476 5919",
            "943-476-5919",
            " 94 34 76 59 19 ",
            "943\u{2013}476\u{a0}5919",
        ] {
            let number = NhsNumber::parse(typed).unwrap();
            assert_eq!(
                (number.as_str(), &*number.formatted()),
                ("9434765919", "943 476 5919")
            );
        }
        assert!(NhsNumber::parse("4010232137").is_ok_and(|number| !number.is_test()));
        assert!(NhsNumber::parse("999 000 0018").is_ok_and(|number| number.is_test()));
    }

    #[test]
    fn each_mistake_is_named() {
        for (typed, start) in [
            ("", "This is blank"),
            ("--", "This is blank"),
            ("943476591", "This has fewer"),
            ("94347659199", "This has more"),
            ("943476591X", "This has a letter"),
            ("943/476/5919", "This has a letter"),
            ("943.476.5919", "This has a letter"),
            ("٩٤٣٤٧٦٥٩١٩", "This has a letter"),
            ("9434765918", "The check digit"),
            ("9437465919", "The check digit"),
        ] {
            assert!(problem(typed).starts_with(start), "{typed}");
        }
    }

    #[test]
    fn placeholders_are_refused() {
        for digit in '0'..='9' {
            let typed = String::from(digit).repeat(10);
            assert!(
                problem(&typed).starts_with("This is the same digit"),
                "{typed}"
            );
        }
    }

    #[test]
    fn test_numbers_are_warned_of() {
        let warnings = NhsNumber::parse("9990000018").unwrap().warnings();
        assert_eq!(warnings.first().unwrap().code, WarningCode::TestIdentifier);
        assert!(
            NhsNumber::parse("9434765919")
                .unwrap()
                .warnings()
                .is_empty()
        );
    }

    #[test]
    fn debug_hides_the_number() {
        let number = NhsNumber::parse("9434765919").unwrap();
        assert_eq!(format!("{number:?}"), "NhsNumber(..)");
    }

    #[test]
    fn markup_is_named_too() {
        let reasons = NhsNumber::parse("<b>").unwrap_err();
        let codes: Vec<Code> = reasons.into_iter().map(|reason| reason.code).collect();
        assert_eq!(codes, [Code::NotAnNhsNumber, Code::Markup]);
    }
}
