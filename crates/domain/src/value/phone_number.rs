//! Phone numbers.

use super::plain_text::has_markup;
use crate::refusal::{Code, Reason};

/// A phone number as the council API accepts it: 6 to 24 digits, an optional leading `+`, and the
/// separators space, dot, hyphen and round brackets (deployed service, "Validation and the error body", W41).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber {
    typed: String,
}

const DIGITS: std::ops::RangeInclusive<usize> = 6..=24;

/// The most characters a typed number may have, separators included.
const MAX_TYPED: usize = 60;

impl PhoneNumber {
    /// Parses a number as typed.
    ///
    /// # Errors
    /// W41 when it is not a phone number; W42 too when it holds markup.
    pub fn parse(typed: &str) -> Result<Self, Vec<Reason>> {
        if is_number(typed) {
            return Ok(Self {
                typed: typed.to_owned(),
            });
        }
        let mut reasons = vec![Reason::new(
            Code::NotAPhoneNumber,
            "This is not a phone number",
            "Enter 6 to 24 digits, such as 020 7946 0123 or +44 7700 900123; whose number it is goes in the sub-type or the description",
        )];
        if has_markup(typed) {
            reasons.push(Reason::new(
                Code::Markup,
                "This has markup in it",
                "Enter digits and separators only",
            ));
        }
        Err(reasons)
    }

    /// Takes a number that was parsed before it was stored. For stores only.
    pub fn from_stored(typed: String) -> Self {
        Self { typed }
    }

    /// The number as typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PhoneNumber(..)")
    }
}

fn is_number(typed: &str) -> bool {
    let rest = typed.strip_prefix('+').unwrap_or(typed);
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    typed.len() <= MAX_TYPED
        && DIGITS.contains(&digits)
        && rest
            .bytes()
            .all(|b| b.is_ascii_digit() || b" .-()".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_separators_are_kept_as_typed() {
        for typed in [
            "07700900123",
            "+44 (0)20 7946-0123",
            "020.7946.0123",
            "123456",
        ] {
            assert_eq!(PhoneNumber::parse(typed).unwrap().typed(), typed);
        }
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        let many = "1".repeat(25);
        for typed in [
            "",
            "12345",
            "0791121212141 - Daughter",
            "++44123456",
            "(  )  -",
            &many,
            "٠١٢٣٤٥٦",
        ] {
            let reasons = PhoneNumber::parse(typed).unwrap_err();
            assert_eq!(reasons[0].code, Code::NotAPhoneNumber, "{typed}");
        }
    }

    #[test]
    fn markup_is_named_as_well() {
        let codes: Vec<_> = PhoneNumber::parse("<b>1</b>")
            .unwrap_err()
            .iter()
            .map(|r| r.code)
            .collect();
        assert_eq!(codes, [Code::NotAPhoneNumber, Code::Markup]);
    }
}
