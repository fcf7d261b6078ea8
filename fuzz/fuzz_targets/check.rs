//! What is made of a value, as whatever it is said to be.
#![no_main]

use std::sync::LazyLock;

use contactable_domain::check::{Asked, CheckAs, Verdict, check};
use contactable_domain::value::{DramaNumbers, ValueRules};
use contactable_fuzz::{DIGITS, assert_hidden, assert_reasons, assert_warnings, marked};
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<[ValueRules; 2]> = LazyLock::new(|| {
    [DramaNumbers::Refused, DramaNumbers::Accepted].map(|drama_numbers| ValueRules {
        drama_numbers,
        ..ValueRules::default()
    })
});

fuzz_target!(|text: &str| {
    for rules in &*RULES {
        let kinds = CheckAs::ALL.iter().map(|kind| Asked::As(*kind));
        let others = [Asked::WhatItLooksLike, Asked::IdentifierOf("nhs-number")];
        for asked in kinds.chain(others) {
            let verdict = check(text, asked, rules);
            assert_eq!(verdict.input, text);
            if verdict.valid {
                taken(&verdict, asked, rules);
            } else {
                refused(&verdict);
            }
            offered(&verdict, rules);
        }
    }
    let marked = marked(text, DIGITS);
    for kind in CheckAs::ALL {
        let said = check(&marked, Asked::As(*kind), &RULES[0]);
        assert_hidden(&(&said, &said.reasons, &said.warnings), DIGITS);
    }
});

fn taken(verdict: &Verdict, asked: Asked<'_>, rules: &ValueRules) {
    assert!(verdict.reasons.is_empty() && verdict.shown.is_some());
    assert_warnings(&verdict.warnings);
    let normal = verdict
        .normal
        .as_deref()
        .expect("what is taken has a normal form");
    let asked = match asked {
        Asked::WhatItLooksLike => Asked::As(verdict.checked_as),
        said => said,
    };
    let again = check(normal, asked, rules);
    assert!(again.valid, "a normal form is taken");
    assert_eq!(again.normal.as_deref(), Some(normal), "and is its own");
}

fn refused(verdict: &Verdict) {
    assert_reasons(&verdict.reasons);
    assert!(verdict.normal.is_none() && verdict.shown.is_none());
}

/// What is said to be taken is taken, and what was refused is not offered again.
fn offered(verdict: &Verdict, rules: &ValueRules) {
    for offered in &verdict.suggestion {
        assert!(!offered.value.trim().is_empty());
        assert!(offered.is_valid() || offered.value != verdict.input);
        if offered.is_valid() {
            let again = check(&offered.value, Asked::As(offered.checked_as), rules);
            assert!(
                again.valid,
                "a suggestion is taken as {}",
                offered.checked_as.as_str()
            );
        }
    }
}
