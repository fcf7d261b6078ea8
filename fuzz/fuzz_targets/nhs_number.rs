//! NHS numbers.
#![no_main]

use contactable_domain::value::NhsNumber;
use contactable_fuzz::{DIGITS, assert_hidden, assert_reasons, assert_warnings, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match NhsNumber::parse(text) {
        Ok(number) => taken(number),
        Err(reasons) => assert_reasons(&reasons),
    }
    assert_hidden(&NhsNumber::parse(&marked(text, DIGITS)), DIGITS);
});

fn taken(number: NhsNumber) {
    let digits = number.as_str();
    assert!(digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit()));
    assert_eq!(NhsNumber::parse(digits), Ok(number));
    assert_eq!(NhsNumber::parse(&number.formatted()), Ok(number));
    assert_eq!(number.is_test(), digits.starts_with("999"));
    assert_warnings(&number.warnings());
    one_wrong_digit_is_noticed(digits);
}

/// What the check digit is for.
fn one_wrong_digit_is_noticed(digits: &str) {
    for place in 0..digits.len() {
        let mut wrong = digits.as_bytes().to_vec();
        wrong[place] = if wrong[place] == b'9' {
            b'0'
        } else {
            wrong[place] + 1
        };
        let wrong = String::from_utf8(wrong).expect("digits");
        assert!(NhsNumber::parse(&wrong).is_err(), "digit {place}");
    }
}
