//! Unique Property Reference Numbers.

use super::plain_text::with_markup;
use crate::refusal::{Code, Reason};

/// The most digits (PDS FHIR, `UPRNAddressKey`).
const MOST_DIGITS: usize = 12;

/// A Unique Property Reference Number: 1 to 12 digits, not all zero. Spaces are taken. Zeros before the
/// number mean nothing and are left out of the normal form, so that `00010001` and `10001` are one
/// property (house). Two are equal when they are the same number, however typed.
#[derive(Clone)]
pub struct Uprn {
    typed: String,
    normal: String,
}

impl PartialEq for Uprn {
    fn eq(&self, other: &Self) -> bool {
        self.normal == other.normal
    }
}

impl Eq for Uprn {}

impl Uprn {
    /// Parses a UPRN as typed.
    ///
    /// # Errors
    /// `required`, or the reason why it is `not-a-uprn`; W42 too when it holds markup.
    pub fn parse(typed: &str) -> Result<Self, Vec<Reason>> {
        match read(typed) {
            Ok(normal) => Ok(Self {
                typed: typed.to_owned(),
                normal,
            }),
            Err(reason) => Err(with_markup(reason, typed, "Enter the digits only")),
        }
    }

    /// Takes a UPRN that was stored. What is none by these rules is kept as it is.
    pub fn from_stored(typed: String) -> Self {
        let normal = read(&typed).unwrap_or_else(|_| typed.trim().to_owned());
        Self { typed, normal }
    }

    /// The UPRN as typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The digits without zeros before them.
    pub fn as_str(&self) -> &str {
        &self.normal
    }
}

impl std::fmt::Debug for Uprn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Uprn(..)")
    }
}

fn read(typed: &str) -> Result<String, Reason> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let no = |problem| {
        let remedy = "Enter 1 to 12 digits, like 10008326829";
        Err(Reason::new(Code::NotAUprn, problem, remedy))
    };
    if digits.is_empty() {
        return Err(Reason::new(Code::Required, "This is blank", "Enter a UPRN"));
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return no("This has a letter or a sign in it, and a UPRN has digits only");
    }
    if digits.len() > MOST_DIGITS {
        return no("This has more than 12 digits");
    }
    match digits.trim_start_matches('0') {
        "" => no("This is all zeros"),
        number => Ok(number.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_to_twelve_digits_are_taken() {
        for (typed, normal) in [
            ("1", "1"),
            ("10008326829", "10008326829"),
            ("123456789012", "123456789012"),
            ("000010008326", "10008326"),
            (" 1000 8326 829 ", "10008326829"),
        ] {
            let uprn = Uprn::parse(typed).unwrap();
            assert_eq!((uprn.typed(), uprn.as_str()), (typed, normal));
            assert_eq!(Uprn::from_stored(typed.to_owned()), uprn);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let codes = |typed| -> Vec<Code> {
            let reasons = Uprn::parse(typed).unwrap_err();
            reasons.into_iter().map(|reason| reason.code).collect()
        };
        for typed in [
            "0",
            "000000000000",
            "1234567890123",
            "12A",
            "-1",
            "1.5",
            "1,000",
            "٣",
        ] {
            assert_eq!(codes(typed), [Code::NotAUprn], "{typed}");
        }
        assert_eq!(codes(" \u{a0}"), [Code::Required]);
        assert_eq!(codes("<b>1"), [Code::NotAUprn, Code::Markup]);
    }

    #[test]
    fn what_is_stored_is_kept_and_hidden() {
        let old = Uprn::from_stored(" unknown ".to_owned());
        assert_eq!((old.typed(), old.as_str()), (" unknown ", "unknown"));
        assert_eq!(format!("{old:?}"), "Uprn(..)");
    }
}
