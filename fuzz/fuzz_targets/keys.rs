//! The keys of a property: UPRN and PAF key.
#![no_main]

use contactable_domain::value::{PafKey, Uprn};
use contactable_fuzz::{DIGITS, assert_hidden, assert_reasons, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Uprn::parse(text) {
        Ok(uprn) => {
            let normal = uprn.as_str();
            assert_eq!(uprn.typed(), text);
            assert!((1..=12).contains(&normal.len()) && !normal.starts_with('0'));
            assert_digits(normal);
            assert_eq!(
                Uprn::parse(normal)
                    .expect("a normal form is taken")
                    .as_str(),
                normal
            );
            assert_eq!(Uprn::from_stored(text.to_owned()), uprn);
        }
        Err(reasons) => assert_reasons(&reasons),
    }
    match PafKey::parse(text) {
        Ok(key) => {
            let normal = key.as_str();
            assert_eq!((key.typed(), normal.len()), (text, 8));
            assert_digits(normal);
            assert_eq!(
                PafKey::parse(normal)
                    .expect("a normal form is taken")
                    .as_str(),
                normal
            );
            assert_eq!(PafKey::from_stored(text.to_owned()), key);
        }
        Err(reasons) => assert_reasons(&reasons),
    }
    assert_eq!(Uprn::from_stored(text.to_owned()).typed(), text);
    assert_eq!(PafKey::from_stored(text.to_owned()).typed(), text);
    let marked = marked(text, DIGITS);
    assert_hidden(&Uprn::parse(&marked), DIGITS);
    assert_hidden(&PafKey::parse(&marked), DIGITS);
});

fn assert_digits(normal: &str) {
    assert!(normal.bytes().all(|byte| byte.is_ascii_digit()));
}
