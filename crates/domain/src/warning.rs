//! What a value is taken with, but what somebody should look at.

use std::borrow::Cow;

use crate::refusal::Field;

macro_rules! warning_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What kind of doubt there is about a value that was taken. The text is part of the interface
        /// and never changes.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum WarningCode {
            $($(#[$doc])* $name,)*
        }

        impl WarningCode {
            /// Every code there is.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as answered.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

warning_codes! {
    /// A phone number of a kind that not every use suits, such as freephone or a pager.
    UnusualPhoneKind = "unusual-phone-kind",
    /// A number that Ofcom set aside for film and television, taken because the setting allows it.
    DramaNumber = "drama-number-taken",
    /// A number abroad: a call costs more, and a text may not arrive.
    NumberAbroad = "number-abroad",
    /// The label says one kind of number and the number is of another, which the rules allow.
    LabelAndNumberDiffer = "label-and-number-differ",
    /// A domain that is one slip away from a common one.
    LikelyTypo = "likely-typo",
    /// Well formed, and yet made up to fill a field.
    LooksMadeUp = "looks-made-up",
    /// Longer than the NHS can hold.
    TooLongForNhs = "too-long-for-nhs",
    /// Looks like how to get in: a door or key-safe code.
    AccessCode = "access-code",
    /// Looks like other personal data, such as a date of birth.
    PersonalData = "personal-data",
    /// A letter cannot be sent to this address.
    NotMailable = "not-mailable",
    /// A postcode that stands for a country or a circumstance, not for a place.
    PseudoPostcode = "pseudo-postcode",
    /// An identifier set aside for tests.
    TestIdentifier = "test-identifier",
}

/// A doubt about a value that was taken. Never holds the value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// What kind of doubt, for programs.
    pub code: WarningCode,
    /// What looks odd, for people.
    pub problem: Cow<'static, str>,
    /// What to do about it, for people.
    pub remedy: Cow<'static, str>,
}

impl Warning {
    /// A doubt in words; neither text may hold the value.
    pub fn new(
        code: WarningCode,
        problem: impl Into<Cow<'static, str>>,
        remedy: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            code,
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

/// A doubt about one field of a record that was taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FieldWarning {
    /// The field, in the domain's words.
    pub field: Field,
    /// The doubt.
    pub warning: Warning,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_documented() {
        let page = include_str!("../../../docs/errors.md");
        for code in WarningCode::ALL {
            let row = format!("| `{}` |", code.as_str());
            assert!(page.contains(&row), "{code:?} is missing");
        }
    }
}
