//! Messy values taken apart.
#![no_main]

use contactable_domain::split::{Part, split};
use contactable_domain::vocabulary::{Channel, Label};
use contactable_fuzz::{DIGITS, assert_hidden, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let parts = split(text);
    assert!(parts.len() <= 10);
    assert!(text.len() <= 2000 || parts.is_empty());
    for part in &parts {
        assert!(!part.value.trim().is_empty());
        assert_ne!(part.channel, Channel::Address);
        let note = part.note.as_deref();
        assert!(note.is_none_or(|note| !note.trim().is_empty()));
        // A well-formed number is one, and an e-mail address is not dialled.
        let dialled = part.channel != Channel::Email && part.is_well_formed();
        assert_eq!(part.number().is_some(), dialled);
        if let Some(number) = part.number() {
            assert_eq!(number.typed(), part.value);
        }
    }
    // What is well as it stands is not offered again.
    let same = |part: &Part| part.value == text && part.label == Label::default();
    assert!(!matches!(parts.as_slice(), [only] if same(only)));
    assert_hidden(&split(&marked(text, DIGITS)), DIGITS);
});
