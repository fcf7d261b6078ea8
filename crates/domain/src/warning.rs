//! What a value is taken with, but what somebody should look at.

use crate::refusal::{Field, Reason};
use crate::vocabulary::words;

words! {
    /// What kind of doubt there is about a value that was taken. The text is part of the interface and
    /// never changes.
    WarningCode {
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
}

/// A doubt about a value that was taken: what looks odd, and what to do about it. Never holds the value.
pub type Warning = Reason<WarningCode>;

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
