use super::super::{PhoneNumber, PhonePurpose};
use crate::value::DramaNumbers;

fn problem(typed: &str) -> String {
    let reasons = PhoneNumber::parse(typed, PhonePurpose::Any, DramaNumbers::Refused).unwrap_err();
    reasons.last().unwrap().problem.to_string()
}

#[test]
fn a_wrong_length_is_said_in_words() {
    for (typed, said) in [
        ("12345", "This has 5 digits; a phone number has 6 to 15"),
        ("-", "This has no digits; a phone number has 6 to 15"),
        ("0740012345", "This has one digit too few"),
        ("0207123456", "This has one digit too few"),
        ("074001234", "This has 2 digits too few"),
        ("0121234", "This has 3 digits too few"),
        ("07400 1234567", "This has one digit too many"),
        ("+44 7400 12345678", "This has 2 digits too many"),
        (
            "07622 123456",
            "This number is not in use in the United Kingdom",
        ),
        (
            "7123 4567",
            "This is not in use; it looks like a number without its area code",
        ),
        ("+34 612345", "This has too few digits for its country"),
        ("+33 6123456789", "This has too many digits for its country"),
    ] {
        assert_eq!(problem(typed), said, "{typed}");
    }
}

#[test]
fn refusals_of_a_kind_say_why() {
    let said = |typed, purpose| {
        let reasons = PhoneNumber::parse(typed, purpose, DramaNumbers::Refused).unwrap_err();
        format!("{}. {}", reasons[0].problem, reasons[0].remedy)
    };
    assert_eq!(
        said("070 1234 5678", PhonePurpose::Any),
        "This is a personal number, which looks like a mobile number and costs far more to call. Ask for the mobile or landline number that calls to it are passed on to"
    );
    assert_eq!(
        said("0844 123 4567", PhonePurpose::Work),
        "This is a premium-rate number, which costs the caller extra. Ask for the ordinary number, such as one that starts with 01, 02, 03 or 07"
    );
    assert_eq!(
        said("020 7123 4567", PhonePurpose::Mobile),
        "This is not a mobile number but a landline number. Enter a mobile number, such as one that starts with 07, or choose another sub-type"
    );
}

/// No sentence ends with a stop, so that an interface can join problem and remedy; none has the number.
#[test]
fn sentences_are_fit_to_be_joined() {
    for typed in [
        "07400 123456 mob",
        "(07400 123456",
        "074",
        "07400123456;ext=x",
        "+99912345",
        "07622123456",
        "+34612345",
        "07700900123",
        "09061234567",
    ] {
        for purpose in [
            PhonePurpose::Mobile,
            PhonePurpose::Landline,
            PhonePurpose::Pager,
            PhonePurpose::Any,
        ] {
            let parsed = PhoneNumber::parse(typed, purpose, DramaNumbers::Refused);
            for reason in parsed.err().into_iter().flatten() {
                for text in [reason.problem, reason.remedy] {
                    assert!(!text.ends_with('.') && !text.contains(typed), "{text}");
                    assert!(text.starts_with(|c: char| c.is_ascii_uppercase()), "{text}");
                }
            }
        }
    }
}
