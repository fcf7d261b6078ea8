//! Any text can be checked and taken apart: nothing panics, nothing hangs, and what is said holds.

use contactable_domain::check::{Asked, CheckAs, Verdict, check};
use contactable_domain::split::split;
use contactable_domain::value::{DramaNumbers, ValueRules, disclosures};
use proptest::prelude::*;

fn every_question() -> Vec<Asked<'static>> {
    let known = CheckAs::ALL
        .iter()
        .copied()
        .filter(|k| *k != CheckAs::Identifier);
    let asked = known.map(Asked::As);
    asked
        .chain([Asked::WhatItLooksLike, Asked::IdentifierOf("nhs-number")])
        .collect()
}

fn holds(verdict: &Verdict, input: &str) {
    assert_eq!(verdict.input, input);
    assert_eq!(verdict.valid, verdict.reasons.is_empty());
    assert_eq!(verdict.valid, verdict.normal.is_some());
    let words = verdict.reasons.iter().map(|r| (&r.problem, &r.remedy));
    for (problem, remedy) in words {
        assert!(!problem.is_empty() && !remedy.is_empty());
    }
    for part in &verdict.suggestion {
        assert!(!part.value.is_empty());
    }
}

/// Pieces of what people write, in any order.
fn messy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("07700 900123"),
        Just("020 7946 0018"),
        Just("+44"),
        Just("(0)"),
        Just("ext 12"),
        Just(" / "),
        Just(", "),
        Just("mum"),
        Just("mob:"),
        Just("jane@example.com"),
        Just("@"),
        Just("E8 1AA"),
        Just("("),
        Just(")"),
        Just("\n"),
        Just("é"),
        Just("O"),
        Just("l"),
        Just("…"),
        Just("London"),
        Just("23 Mill Lane"),
        Just("<"),
        Just("social worker"),
        Just("'s"),
        Just("\u{2013}"),
        Just("999 000 0018"),
        Just(";ext="),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_gets_an_answer(text in prop_oneof![any::<String>(), "\\PC{0,400}", messy()]) {
        let strict = ValueRules::default();
        let lenient = ValueRules { drama_numbers: DramaNumbers::Accepted, ..ValueRules::default() };
        for asked in every_question() {
            holds(&check(&text, asked, &strict), &text);
            holds(&check(&text, asked, &lenient), &text);
        }
    }

    /// What is offered as well formed is taken when it is given alone, and is not taken apart again.
    #[test]
    fn what_is_offered_is_taken(text in messy()) {
        let rules = ValueRules { drama_numbers: DramaNumbers::Accepted, ..ValueRules::default() };
        for part in check(&text, Asked::As(CheckAs::Phone), &rules).suggestion {
            if part.is_valid() {
                let again = check(&part.value, Asked::As(part.checked_as), &rules);
                prop_assert!(again.valid, "{:?}", part.checked_as);
            }
        }
    }

    /// A number that is offered has no digit that was not written.
    #[test]
    fn no_number_is_made_up(text in messy()) {
        let written: String = text.chars().filter(char::is_ascii_digit).collect();
        for part in split(&text).iter().filter(|part| part.number().is_some()) {
            let last: String = part.value.chars().filter(char::is_ascii_digit).collect();
            let tail = last.get(last.len().saturating_sub(3)..).unwrap_or_default();
            prop_assert!(written.contains(tail) || text.contains(['O', 'l']), "{tail}");
        }
    }
}

/// Each of these would take minutes if any step looked back over what it had read.
#[test]
fn long_texts_take_no_longer_than_their_length() {
    let rules = ValueRules::default();
    for unit in [
        "0",
        "7 ",
        "(",
        ")",
        "()",
        "@",
        "a@",
        "a@b.c ",
        ".",
        "-",
        "07700900123 ",
        "07700900123/",
        "mum ",
        ", ",
        "\n",
        "E8 1AA ",
        "Oo",
        "+",
        "ext",
        "<b>",
        "é",
        "\u{1F600}",
        "key safe 1234 ",
        "no fixed abode ",
        "x",
    ] {
        let text = unit.repeat(10_000 / unit.len());
        for asked in every_question() {
            holds(&check(&text, asked, &rules), &text);
        }
        disclosures(&text);
        split(&text);
        split(text.get(..1998).unwrap_or_default());
    }
}

#[test]
fn what_is_no_single_address_is_refused() {
    let rules = ValueRules::default();
    for text in [
        "12 High Street, London, E8 1EA; 14 High Street, London, E8 1EB",
        "12 High Street London E8 1EA 12 Low Street London E8 2EA",
        "unknown, E8 1EA",
        "Jordan",
    ] {
        assert!(
            !check(text, Asked::As(CheckAs::Address), &rules).valid,
            "{text}"
        );
    }
    let glued = check("07911 I23456", Asked::As(CheckAs::NhsNumber), &rules);
    assert!(
        glued.suggestion.is_empty(),
        "no NHS number is put together from pieces"
    );
}
