use super::*;
use crate::refusal::Code;
use crate::warning::WarningCode;

const MOBILE: &str = "07400 123456";

fn codes(typed: &str, purpose: PhonePurpose, drama: DramaNumbers) -> Vec<&'static str> {
    PhoneNumber::parse(typed, purpose, drama)
        .err()
        .into_iter()
        .flatten()
        .map(|reason| reason.code.as_str())
        .collect()
}

fn number(typed: &str) -> PhoneNumber {
    let number = PhoneNumber::loose(typed.to_owned());
    assert!(number.e164().is_some(), "{typed}");
    number
}

#[test]
fn a_number_is_kept_as_typed_and_parsed() {
    let typed = " (020) 7123-4567;ext=012";
    let number = PhoneNumber::parse(typed, PhonePurpose::Landline, DramaNumbers::Refused).unwrap();
    assert_eq!(number.typed(), typed);
    assert_eq!(number.e164(), Some("+442071234567"));
    assert_eq!(number.extension(), Some("012"));
    assert_eq!(number.kind(), Some(PhoneKind::Landline));
    assert_eq!(number.region(), Some("GB"));
    assert_eq!(number.normal().as_deref(), Some("+442071234567;ext=012"));
    assert_eq!(number.shown(), "020 7123 4567 ext. 012");
    assert!(!number.is_abroad());
    assert_eq!(number.warnings(PhonePurpose::Landline), []);
}

#[test]
fn what_is_not_a_number_gets_w41_first_and_every_reason() {
    for (typed, expected) in [
        ("", "W41 phone-length"),
        ("12345", "W41 phone-length"),
        ("07400123456 - Daughter", "W41 phone-characters"),
        ("020.7123.4567", "W41 phone-characters"),
        ("(+44) 7400 123456", "W41 phone-characters"),
        ("(07400 123456", "W41 phone-brackets"),
        ("07400123456;ext=x", "W41 phone-extension"),
        (
            "(12a;x",
            "W41 phone-characters phone-brackets phone-length phone-extension",
        ),
        ("<b>1</b>", "W41 phone-characters phone-length W42"),
        ("+999 12345", "W41 phone-country"),
        ("+0 7400 123456", "W41 phone-country"),
        ("07622 123456", "W41 phone-not-in-use"),
        ("+353 85", "W41 phone-length"),
        ("+353 8512", "W41 phone-not-in-use"),
    ] {
        let expected: Vec<_> = expected.split_whitespace().collect();
        for purpose in [PhonePurpose::Any, PhonePurpose::Mobile] {
            assert_eq!(
                codes(typed, purpose, DramaNumbers::Accepted),
                expected,
                "{typed}"
            );
        }
    }
    let long = format!("<b>{}", "1".repeat(10_000));
    assert_eq!(
        codes(&long, PhonePurpose::Any, DramaNumbers::Refused),
        ["W41", "too-long", "W42"]
    );
}

#[test]
fn a_number_that_is_not_taken_gets_no_w41() {
    use DramaNumbers::Refused;
    for (typed, purpose, expected) in [
        ("020 7123 4567", PhonePurpose::Mobile, "not-a-mobile"),
        ("070 1234 5678", PhonePurpose::Mobile, "not-a-mobile"),
        (MOBILE, PhonePurpose::Landline, "not-a-landline"),
        ("0300 123 4567", PhonePurpose::Landline, "not-a-landline"),
        (
            "0800 123 4567",
            PhonePurpose::MobileOrLandline,
            "phone-kind",
        ),
        ("0906 123 4567", PhonePurpose::Work, "phone-kind"),
        ("0844 123 4567", PhonePurpose::Any, "phone-kind"),
        ("070 1234 5678", PhonePurpose::Any, "phone-kind"),
        ("020 7123 4567", PhonePurpose::Pager, "phone-kind"),
        ("07700 900123", PhonePurpose::Mobile, "drama-number"),
        (
            "07700 900123",
            PhonePurpose::Landline,
            "drama-number not-a-landline",
        ),
        (
            "0909 879 0123",
            PhonePurpose::Any,
            "drama-number phone-kind",
        ),
    ] {
        let expected: Vec<_> = expected.split_whitespace().collect();
        assert_eq!(codes(typed, purpose, Refused), expected, "{typed}");
    }
}

#[test]
fn drama_numbers_are_taken_where_accepted() {
    use DramaNumbers::{Accepted, Refused};
    for (typed, purpose, kind) in [
        ("07700 900123", PhonePurpose::Mobile, PhoneKind::Mobile),
        ("01632 960123", PhonePurpose::Landline, PhoneKind::Landline),
        ("0115 496 0123", PhonePurpose::Landline, PhoneKind::Landline),
        ("020 7946 0123", PhonePurpose::Landline, PhoneKind::Landline),
        ("03069 990123", PhonePurpose::Work, PhoneKind::Uan),
        ("0808 157 0123", PhonePurpose::Any, PhoneKind::Freephone),
    ] {
        assert_eq!(codes(typed, purpose, Refused), ["drama-number"], "{typed}");
        let number = PhoneNumber::parse(typed, purpose, Accepted).unwrap();
        assert_eq!(
            (number.kind(), number.region()),
            (Some(kind), Some("GB")),
            "{typed}"
        );
        let warnings = number.warnings(purpose);
        assert!(
            warnings.iter().any(|w| w.code == WarningCode::DramaNumber),
            "{typed}"
        );
        let again = PhoneNumber::parse(&number.normal().unwrap(), purpose, Accepted).unwrap();
        assert!(again.parsed == number.parsed, "{typed}");
    }
    assert_eq!(
        codes("0909 879 0123", PhonePurpose::Any, Accepted),
        ["phone-kind"]
    );
    assert_eq!(
        codes("01632 960123", PhonePurpose::Mobile, Accepted),
        ["not-a-mobile"]
    );
    assert_eq!(number("01632 960123").shown(), "01632 960123");
}

#[test]
fn warnings_by_purpose() {
    use PhonePurpose::{Any, Mobile, MobileOrLandline, Pager, Work};
    for (typed, purpose, expected) in [
        (MOBILE, Any, ""),
        ("076 4012 3456", Pager, ""),
        ("07797 123456", Mobile, ""),
        ("0300 123 4567", MobileOrLandline, "unusual-phone-kind"),
        ("056 0012 3456", Work, "unusual-phone-kind"),
        ("076 4012 3456", Any, "unusual-phone-kind"),
        (MOBILE, Pager, "label-and-number-differ"),
        ("+33 6 12 34 56 78", Mobile, "number-abroad"),
        ("+870 773111632", Any, "unusual-phone-kind number-abroad"),
        ("+800 1234 5678", Any, "unusual-phone-kind number-abroad"),
        (
            "03069 990123",
            Work,
            "unusual-phone-kind drama-number-taken",
        ),
        // Kept from a time of looser rules: refused today.
        ("0844 123 4567", Any, "unusual-phone-kind"),
        ("020 7123 4567", Mobile, "label-and-number-differ"),
    ] {
        let codes: Vec<_> = number(typed)
            .warnings(purpose)
            .iter()
            .map(|w| w.code.as_str())
            .collect();
        let expected: Vec<_> = expected.split_whitespace().collect();
        assert_eq!(codes, expected, "{typed} as {purpose:?}");
    }
}

/// A kind is taken with a warning exactly where its verdict says so.
#[test]
fn verdicts_and_warnings_go_together() {
    let examples = [
        MOBILE,
        "020 7123 4567",
        "+1 201 555 0123",
        "0800 123 4567",
        "+808 1234 5678",
        "0906 123 4567",
        "056 0012 3456",
        "070 1234 5678",
        "076 4012 3456",
        "0300 123 4567",
    ];
    let purposes = [
        PhonePurpose::Mobile,
        PhonePurpose::Landline,
        PhonePurpose::MobileOrLandline,
        PhonePurpose::Work,
        PhonePurpose::Pager,
        PhonePurpose::Any,
    ];
    for typed in examples {
        for purpose in purposes {
            let kind = number(typed).kind().unwrap();
            let doubted = number(typed).warnings(purpose).iter().any(|w| {
                [
                    WarningCode::UnusualPhoneKind,
                    WarningCode::LabelAndNumberDiffer,
                ]
                .contains(&w.code)
            });
            let taken = PhoneNumber::parse(typed, purpose, DramaNumbers::Refused);
            match verdict(kind, purpose) {
                Verdict::Taken => assert!(taken.is_ok() && !doubted, "{typed} {purpose:?}"),
                Verdict::TakenWithWarning => {
                    assert!(taken.is_ok() && doubted, "{typed} {purpose:?}");
                }
                Verdict::Refused => {
                    let wanted = match purpose {
                        PhonePurpose::Mobile => Code::NotAMobile,
                        PhonePurpose::Landline => Code::NotALandline,
                        _ => Code::PhoneKind,
                    };
                    let reasons = taken.unwrap_err();
                    let codes: Vec<_> = reasons.iter().map(|r| r.code).collect();
                    assert_eq!(codes, [wanted], "{typed} {purpose:?}");
                }
            }
        }
    }
}

#[test]
fn a_loose_number_never_fails() {
    for typed in [
        "",
        "07400123456 - Daughter",
        "123456789012345678901234",
        "+999 12345",
    ] {
        let number = PhoneNumber::loose(typed.to_owned());
        assert_eq!(number.typed(), typed);
        assert_eq!(number.shown(), typed);
        assert!(number.normal().is_none() && number.kind().is_none() && !number.is_abroad());
        assert!(
            number.e164().is_none() && number.extension().is_none() && number.region().is_none()
        );
        assert_eq!(number.warnings(PhonePurpose::Any), []);
    }
    let dotted = PhoneNumber::loose("020.7123.4567".to_owned());
    assert_eq!(dotted.e164(), Some("+442071234567"));
    assert_eq!(number("09061234567").kind(), Some(PhoneKind::PremiumRate));
    assert_eq!(number("07700900123").kind(), Some(PhoneKind::Mobile));
}

#[test]
fn a_stored_number_comes_back_as_it_was() {
    for typed in [
        "020 7123 4567;ext=12",
        "+870 773111632",
        "07700900123",
        "ask at the desk",
    ] {
        let number = PhoneNumber::loose(typed.to_owned());
        let stored = number.e164().map(|e164| StoredPhone {
            e164: e164.to_owned(),
            extension: number.extension().map(str::to_owned),
            kind: number.kind().unwrap(),
            region: number.region().map(str::to_owned),
        });
        assert!(
            PhoneNumber::from_stored(typed.to_owned(), stored) == number,
            "{typed}"
        );
    }
}

#[test]
fn debug_hides_the_number() {
    assert_eq!(format!("{:?}", number(MOBILE)), "PhoneNumber(..)");
    let stored = StoredPhone {
        e164: "+447400123456".to_owned(),
        extension: None,
        kind: PhoneKind::Mobile,
        region: None,
    };
    assert_eq!(format!("{stored:?}"), "StoredPhone(..)");
}
