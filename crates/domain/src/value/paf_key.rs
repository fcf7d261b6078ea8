//! Keys of the Postcode Address File.

use super::plain_text::with_markup;
use crate::refusal::{Code, Reason};

const DIGITS: usize = 8;

/// The key of an address in the Postcode Address File as PDS holds it: exactly 8 digits, zeros before
/// the number among them (PDS FHIR, `PAFAddressKey`). Spaces are taken.
///
/// A UDPRN (Unique Delivery Point Reference Number), such as OS Places answers, may look the same and
/// is another identifier: never make one into the other (reference, "Contradictions and traps", 11).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PafKey {
    typed: String,
    normal: String,
}

impl PafKey {
    /// Parses a key as typed.
    ///
    /// # Errors
    /// `required`, or the reason why it is `not-a-paf-key`; W42 too when it holds markup.
    pub fn parse(typed: &str) -> Result<Self, Vec<Reason>> {
        match read(typed) {
            Ok(normal) => Ok(Self {
                typed: typed.to_owned(),
                normal,
            }),
            Err(reason) => Err(with_markup(reason, typed, "Enter the digits only")),
        }
    }

    /// Takes a key that was stored. What is none by these rules is kept as it is.
    pub fn from_stored(typed: String) -> Self {
        let normal = read(&typed).unwrap_or_else(|_| typed.trim().to_owned());
        Self { typed, normal }
    }

    /// The key as typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The 8 digits.
    pub fn as_str(&self) -> &str {
        &self.normal
    }
}

impl std::fmt::Debug for PafKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PafKey(..)")
    }
}

fn read(typed: &str) -> Result<String, Reason> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let no = |problem| {
        let remedy = "Enter all 8 digits, with the zeros at the start, like 00012345";
        Err(Reason::new(Code::NotAPafKey, problem, remedy))
    };
    if digits.is_empty() {
        return Err(Reason::new(
            Code::Required,
            "This is blank",
            "Enter a PAF key",
        ));
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return no("This has a letter or a sign in it, and a PAF key has digits only");
    }
    match digits.len() {
        DIGITS => Ok(digits),
        0..DIGITS => no("This has fewer than 8 digits"),
        _ => no("This has more than 8 digits"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_digits_are_taken_and_zeros_kept() {
        for (typed, normal) in [
            ("12345678", "12345678"),
            ("00012345", "00012345"),
            (" 1234 5678", "12345678"),
        ] {
            let key = PafKey::parse(typed).unwrap();
            assert_eq!((key.typed(), key.as_str()), (typed, normal));
            assert_eq!(PafKey::from_stored(typed.to_owned()), key);
        }
    }

    #[test]
    fn anything_else_is_refused() {
        let codes = |typed| -> Vec<Code> {
            let reasons = PafKey::parse(typed).unwrap_err();
            reasons.into_iter().map(|reason| reason.code).collect()
        };
        for typed in [
            "432175",
            "1234567",
            "123456789",
            "1234567A",
            "1234-5678",
            "١٢٣٤٥٦٧٨",
        ] {
            assert_eq!(codes(typed), [Code::NotAPafKey], "{typed}");
        }
        assert_eq!(codes("\t"), [Code::Required]);
        assert_eq!(codes("&#1;"), [Code::NotAPafKey, Code::Markup]);
    }

    #[test]
    fn what_is_stored_is_kept_and_hidden() {
        let old = PafKey::from_stored("432175 ".to_owned());
        assert_eq!((old.typed(), old.as_str()), ("432175 ", "432175"));
        assert_eq!(format!("{old:?}"), "PafKey(..)");
    }
}
