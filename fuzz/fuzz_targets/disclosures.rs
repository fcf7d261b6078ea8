//! What an address line or a description tells and should not.
#![no_main]

use contactable_domain::value::disclosures;
use contactable_domain::warning::WarningCode;
use contactable_fuzz::{DIGITS, assert_hidden, assert_warnings, marked};
use libfuzzer_sys::fuzz_target;

/// How many kinds of disclosure are looked for.
const KINDS: usize = 8;

fuzz_target!(|text: &str| {
    let found = disclosures(text);
    assert!(found.len() <= KINDS);
    assert_warnings(&found);
    let known = [WarningCode::AccessCode, WarningCode::PersonalData];
    assert!(found.iter().all(|warning| known.contains(&warning.code)));
    assert_hidden(&disclosures(&marked(text, DIGITS)), DIGITS);
});
