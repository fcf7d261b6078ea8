//! The library that knows the world's numbering plans: a port of Google's libphonenumber. Nothing
//! outside this file names it, so that it can be changed for another.

use rlibphonenumber::{
    NumberLengthType, PHONE_NUMBER_UTIL, ParseError, PhoneNumber, PhoneNumberFormat,
    PhoneNumberType, Region, ValidationError,
};

use super::PhoneKind;

/// How many digits a number of any country has at least, its code left out.
const SHORTEST: usize = 2;

/// What the library makes of a number.
pub(super) struct LookedUp {
    /// In the form of E.164, whether or not the number is in use.
    pub(super) e164: Box<str>,
    /// What the numbering plan says, or why there is no such number.
    pub(super) plan: Result<Found, Misfit>,
}

/// A number that a numbering plan knows.
pub(super) struct Found {
    pub(super) kind: PhoneKind,
    /// Two letters, or `001` for a network that belongs to no country.
    pub(super) region: Box<str>,
}

/// How a number fails to fit the numbering plan of its country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Misfit {
    /// Shorter than any number there.
    TooShort,
    /// Longer than any number there.
    TooLong,
    /// No number there has as many digits, though some have more and some fewer.
    Length,
    /// Long enough only for a call within one town, without the area code.
    AreaCodeMissing,
    /// As long as numbers there, but none starts like this.
    Range,
}

/// A number that cannot even be split into country and rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unreadable {
    /// No country has this code.
    Country,
    /// Too little or too much is left after the country code.
    Length(Misfit),
}

/// Looks up a number of digits with at most one `+` before them. Without a country code it is read as
/// one of the United Kingdom's (PDS standard, "Mobile phone number validation"). Validity is never asked
/// for one region: Jersey, Guernsey and the Isle of Man share the code 44 and are regions of their own.
pub(super) fn look_up(number: &str) -> Result<LookedUp, Unreadable> {
    let parsed = parse(number)?;
    let e164 = e164(&parsed);
    let plan = if is_stable(number, &e164)? {
        plan(&parsed)
    } else {
        Err(Misfit::Range)
    };
    Ok(LookedUp { e164, plan })
}

/// Whether the E.164 form is read as itself. In some plans, such as that of Belarus, the library can take
/// a prefix off twice; such a number would be called wrongly by whoever reads it back, so it is not taken.
fn is_stable(number: &str, e164: &str) -> Result<bool, Unreadable> {
    // British numbers need no second look: their only prefix is 0, and no number starts with 0 after it.
    if number == e164 || e164.starts_with("+44") {
        return Ok(true);
    }
    Ok(*self::e164(&parse(e164)?) == *e164)
}

/// The number as people write it: as dialled within its country, or from abroad. Nothing if it is not
/// in the form of E.164.
pub(super) fn written(e164: &str, within_country: bool) -> Option<String> {
    let parsed = known(e164)?;
    let format = if within_country {
        PhoneNumberFormat::National
    } else {
        PhoneNumberFormat::International
    };
    Some(parsed.format_as(format).into_owned())
}

/// A number in the form of E.164. Where nothing of it is to be found out, as with British ones, which never start with a 0
/// after the country code, it is taken as it stands.
fn known(e164: &str) -> Option<PhoneNumber> {
    if let Some(digits) = e164.strip_prefix("+44")
        && digits.len() >= SHORTEST
        && !digits.starts_with(['0', '+'])
        && let Ok(national_number) = digits.parse()
    {
        return Some(PhoneNumber {
            country_code: 44,
            national_number,
            ..PhoneNumber::default()
        });
    }
    PHONE_NUMBER_UTIL.parse(e164, None).ok()
}

fn parse(number: &str) -> Result<PhoneNumber, Unreadable> {
    PHONE_NUMBER_UTIL
        .parse(number, Some(Region::GB))
        .map_err(|error| match error {
            ParseError::InvalidCountryCode => Unreadable::Country,
            ParseError::TooShortAfterIdd | ParseError::TooShortNsn | ParseError::NotANumber(_) => {
                Unreadable::Length(Misfit::TooShort)
            }
            ParseError::TooLongNsn => Unreadable::Length(Misfit::TooLong),
        })
}

fn e164(parsed: &PhoneNumber) -> Box<str> {
    parsed
        .format_as(PhoneNumberFormat::E164)
        .into_owned()
        .into_boxed_str()
}

fn plan(parsed: &PhoneNumber) -> Result<Found, Misfit> {
    // A number is valid exactly when it has a region and, there, a type other than unknown; asking
    // is_valid besides would look both up again.
    match (parsed.get_region_code(), kind(parsed.get_type())) {
        (Some(region), Some(kind)) => Ok(Found {
            kind,
            region: region.as_region_str().as_str().into(),
        }),
        _ => Err(misfit(parsed)),
    }
}

fn misfit(parsed: &PhoneNumber) -> Misfit {
    match parsed.is_possible_with_reason() {
        Err(ValidationError::TooShort) => Misfit::TooShort,
        Err(ValidationError::TooLong) => Misfit::TooLong,
        Err(ValidationError::InvalidLength) => Misfit::Length,
        Ok(NumberLengthType::IsPossibleLocalOnly) => Misfit::AreaCodeMissing,
        Ok(NumberLengthType::IsPossible) | Err(ValidationError::InvalidCountryCode) => {
            Misfit::Range
        }
    }
}

fn kind(kind: PhoneNumberType) -> Option<PhoneKind> {
    Some(match kind {
        PhoneNumberType::Mobile => PhoneKind::Mobile,
        PhoneNumberType::FixedLine => PhoneKind::Landline,
        PhoneNumberType::FixedLineOrMobile => PhoneKind::LandlineOrMobile,
        PhoneNumberType::TollFree => PhoneKind::Freephone,
        PhoneNumberType::SharedCost => PhoneKind::SharedCost,
        PhoneNumberType::PremiumRate => PhoneKind::PremiumRate,
        PhoneNumberType::VoIP => PhoneKind::Voip,
        PhoneNumberType::PersonalNumber => PhoneKind::Personal,
        PhoneNumberType::Pager => PhoneKind::Pager,
        PhoneNumberType::UAN => PhoneKind::Uan,
        PhoneNumberType::VoiceMail => PhoneKind::Voicemail,
        PhoneNumberType::Unknown => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_read_back_as_another_is_not_in_use() {
        let found = look_up("+37508108110607").unwrap();
        assert_eq!(found.plan.err(), Some(Misfit::Range));
    }

    proptest::proptest! {
        #[test]
        fn what_is_taken_as_it_stands_is_what_the_library_reads(number in "[+]44[0-9]{0,11}") {
            let read = PHONE_NUMBER_UTIL.parse(&number, None).ok();
            // Only what is its own form of E.164 is kept.
            if read.as_ref().is_some_and(|read| *e164(read) == *number) {
                proptest::prop_assert_eq!(known(&number), read);
            }
        }
    }

    #[test]
    fn islands_are_regions_of_their_own() {
        for (number, region) in [
            ("07797123456", "JE"),
            ("01534456789", "JE"),
            ("07839123456", "GG"),
            ("01481256789", "GG"),
            ("07624123456", "IM"),
            ("01624756789", "IM"),
            ("07400123456", "GB"),
            ("+870773111632", "001"),
        ] {
            let found = look_up(number).unwrap().plan.ok().unwrap();
            assert_eq!(&*found.region, region, "{number}");
        }
    }

    #[test]
    fn what_does_not_fit_a_plan() {
        for (number, misfit) in [
            ("074001234567", Misfit::TooLong),
            ("06123456789", Misfit::Range),
            ("123456", Misfit::AreaCodeMissing),
            ("+34612345", Misfit::TooShort),
            ("+3361234567899", Misfit::TooLong),
        ] {
            assert_eq!(
                look_up(number).unwrap().plan.err(),
                Some(misfit),
                "{number}"
            );
        }
        for number in ["+99912345", "+07400123456", "0099912345"] {
            assert_eq!(look_up(number).err(), Some(Unreadable::Country), "{number}");
        }
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        let written = |e164, within| written(e164, within).unwrap();
        assert_eq!(written("+442071234567", true), "020 7123 4567");
        assert_eq!(written("+442071234567", false), "+44 20 7123 4567");
        assert_eq!(written("+447700900123", true), "07700 900123");
        assert_eq!(written("+33612345678", false), "+33 6 12 34 56 78");
        assert_eq!(super::written("07400123456", true), None);
    }
}
