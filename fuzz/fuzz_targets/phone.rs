//! Phone numbers, for every purpose.
#![no_main]

use contactable_domain::refusal::{Code, Reason};
use contactable_domain::value::{DramaNumbers, PhoneKind, PhoneNumber, PhonePurpose, StoredPhone};
use contactable_fuzz::{DIGITS, assert_hidden, assert_reasons, assert_warnings, marked};
use libfuzzer_sys::fuzz_target;

const PURPOSES: [PhonePurpose; 6] = [
    PhonePurpose::Any,
    PhonePurpose::Mobile,
    PhonePurpose::Landline,
    PhonePurpose::MobileOrLandline,
    PhonePurpose::Work,
    PhonePurpose::Pager,
];

fuzz_target!(|text: &str| {
    for purpose in PURPOSES {
        match PhoneNumber::parse(text, purpose, DramaNumbers::Accepted) {
            Ok(number) => taken(&number, text, purpose),
            Err(reasons) => refused(&reasons),
        }
    }
    drama(text);
    loose(text);
    let marked = marked(text, DIGITS);
    let said = PhoneNumber::parse(&marked, PhonePurpose::Mobile, DramaNumbers::Refused);
    assert_hidden(&said, DIGITS);
});

fn taken(number: &PhoneNumber, text: &str, purpose: PhonePurpose) {
    assert_eq!(number.typed(), text);
    assert_warnings(&number.warnings(purpose));
    let normal = number.normal().expect("what is taken has a normal form");
    let again = PhoneNumber::parse(&normal, purpose, DramaNumbers::Accepted);
    let again = again.expect("a normal form is taken for the same purpose");
    assert_eq!(parts(&again), parts(number));
    assert_eq!(again.normal(), Some(normal));
}

fn refused(reasons: &[Reason]) {
    assert_reasons(reasons);
    // W41 comes first or not at all, and never alone.
    let general = reasons.iter().position(|r| r.code == Code::NotAPhoneNumber);
    assert!(general.is_none_or(|at| at == 0 && reasons.len() > 1));
}

/// Refusing the numbers of film and television refuses nothing else.
fn drama(text: &str) {
    let any = PhonePurpose::Any;
    let accepted = PhoneNumber::parse(text, any, DramaNumbers::Accepted);
    let refused = PhoneNumber::parse(text, any, DramaNumbers::Refused);
    match (accepted, refused) {
        (Ok(_), Err(reasons)) => {
            assert!(
                reasons
                    .iter()
                    .all(|reason| reason.code == Code::DramaNumber)
            );
        }
        (accepted, refused) => assert_eq!(accepted.is_ok(), refused.is_ok()),
    }
}

/// Nothing is too odd to be kept, and what is stored is read back the same.
fn loose(text: &str) {
    let number = PhoneNumber::loose(text.to_owned());
    assert_eq!(number.typed(), text);
    let stored = number
        .e164()
        .zip(number.kind())
        .map(|(e164, kind)| StoredPhone {
            e164: e164.to_owned(),
            extension: number.extension().map(str::to_owned),
            kind,
            region: number.region().map(str::to_owned),
        });
    let kept = PhoneNumber::from_stored(text.to_owned(), stored);
    assert_eq!(parts(&kept), parts(&number));
    // What is shown of a British number can be typed in again; an extension is shown in words.
    let shown = number.shown();
    assert!(!shown.is_empty() || text.is_empty());
    if number.e164().is_some() && !number.is_abroad() && number.extension().is_none() {
        assert_eq!(PhoneNumber::loose(shown).e164(), number.e164());
    }
}

type Parts<'a> = (
    Option<&'a str>,
    Option<&'a str>,
    Option<&'a str>,
    Option<&'a str>,
);

fn parts(number: &PhoneNumber) -> Parts<'_> {
    let kind = number.kind().map(PhoneKind::as_str);
    (number.e164(), number.extension(), kind, number.region())
}
