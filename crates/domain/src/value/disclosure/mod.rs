//! What an address line or a description should not tell: how to get in, and other personal data.

mod access_code;
mod access_words;
mod bank_details;
mod identity_number;
mod key_place;
mod numbers;
mod personal_data;
mod words;

use crate::warning::{Warning, WarningCode};
use words::Words;

/// What a text seems to tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Code,
    KeyPlace,
    DateOfBirth,
    NhsNumber,
    NationalInsurance,
    BankDetails,
    CardNumber,
    Circumstances,
}

/// How one kind is looked for.
type Search = fn(&Words<'_>) -> bool;

const SEARCHES: [(Kind, Search); 8] = [
    (Kind::Code, access_code::is_told),
    (Kind::KeyPlace, key_place::is_told),
    (Kind::DateOfBirth, personal_data::has_date_of_birth),
    (Kind::NhsNumber, identity_number::has_nhs_number),
    (
        Kind::NationalInsurance,
        identity_number::has_national_insurance_number,
    ),
    (Kind::BankDetails, bank_details::has_account),
    (Kind::CardNumber, bank_details::has_card_number),
    (Kind::Circumstances, personal_data::has_circumstances),
];

/// Looks whether an address line or a description seems to tell how to get in, or other personal data
/// (PDS standard, "Address validation"; what to look for: house). At most one warning for each kind, and
/// none holds the text. A guess in both directions, hence never a refusal. Phone numbers and e-mail
/// addresses are not looked for. Takes time in proportion to the length of the text.
pub fn disclosures(text: &str) -> Vec<Warning> {
    let words = Words::of(text);
    SEARCHES
        .iter()
        .filter(|(_, finds)| finds(&words))
        .map(|(kind, _)| kind.warning())
        .collect()
}

impl Kind {
    fn warning(self) -> Warning {
        let (code, problem, remedy) = self.words();
        Warning::new(code, problem, remedy)
    }

    fn words(self) -> (WarningCode, &'static str, &'static str) {
        let elsewhere = "Take it out, and keep it where only those who visit can see it";
        let take_out = "Take it out, unless it is needed to contact this person";
        let personal = WarningCode::PersonalData;
        match self {
            Self::Code => (
                WarningCode::AccessCode,
                "This looks like it has a door, gate, alarm or key safe code in it",
                elsewhere,
            ),
            Self::KeyPlace => (
                WarningCode::AccessCode,
                "This looks like it says where a key is or how to get in",
                elsewhere,
            ),
            Self::DateOfBirth => (
                personal,
                "This looks like it has a date of birth in it",
                take_out,
            ),
            Self::NhsNumber => (
                personal,
                "This looks like it has an NHS number in it",
                take_out,
            ),
            Self::NationalInsurance => (
                personal,
                "This looks like it has a National Insurance number in it",
                take_out,
            ),
            Self::BankDetails => (
                personal,
                "This looks like it has bank details in it",
                take_out,
            ),
            Self::CardNumber => (
                personal,
                "This looks like it has a payment card number in it",
                take_out,
            ),
            Self::Circumstances => (
                personal,
                "This looks like it tells of somebody's health or social care",
                take_out,
            ),
        }
    }
}

#[cfg(test)]
mod tests;
