//! What is looked for in a search.
#![no_main]

use contactable_domain::trace::{LookupKey, LookupTerm};
use contactable_fuzz::{DIGITS, assert_hidden, assert_reasons, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match LookupTerm::parse(text) {
        Ok(term) => taken(text, &term),
        Err(reason) => assert_reasons(&[reason]),
    }
    assert_hidden(&LookupTerm::parse(&marked(text, DIGITS)), DIGITS);
});

fn taken(text: &str, term: &LookupTerm) {
    let key = LookupKey::new([7; 32]);
    let spaced = LookupTerm::parse(&format!("  {text}\t"));
    assert_eq!(
        spaced.as_ref(),
        Ok(term),
        "spaces around it make no difference"
    );
    assert_eq!(term.fingerprint(&key), term.clone().fingerprint(&key));
    let other = LookupKey::new([8; 32]);
    assert_ne!(term.fingerprint(&key), term.fingerprint(&other));
}
