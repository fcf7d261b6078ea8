//! What holds for every phone number and for every text.

use contactable_domain::refusal::Code;
use contactable_domain::value::{DramaNumbers, PhoneNumber, PhonePurpose};
use proptest::prelude::*;

const PURPOSES: [PhonePurpose; 6] = [
    PhonePurpose::Mobile,
    PhonePurpose::Landline,
    PhonePurpose::MobileOrLandline,
    PhonePurpose::Work,
    PhonePurpose::Pager,
    PhonePurpose::Any,
];

/// The E.164 forms of the numbers among the vectors, in every country.
fn known() -> Vec<String> {
    let file: serde_json::Value = serde_json::from_str(include_str!("vectors/phone.json")).unwrap();
    let vectors = file["vectors"].as_array().unwrap();
    let mut known: Vec<String> = vectors
        .iter()
        .filter(|v| v["shape"] == true)
        .filter_map(|v| v["e164"].as_str())
        .map(str::to_owned)
        .filter(|e164| PhoneNumber::loose(e164.clone()).e164().is_some())
        .collect();
    known.sort_unstable();
    known.dedup();
    known
}

/// White space and dashes between two digits, or nothing.
fn separator() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "", "", "", "", " ", " ", "-", "\t", "\u{A0}", "\u{2009}", "\u{2013}", "\u{FE63}",
    ])
}

/// The digits with separators between them, and a bracket around the first few.
fn spell(digits: &str, separators: &[&str], bracket: usize) -> String {
    let mut spelt = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if bracket > 0 && index == 0 {
            spelt.push('(');
        }
        spelt.push(digit);
        if index + 1 == bracket {
            spelt.push(')');
        }
        spelt.push_str(separators.get(index).copied().unwrap_or(""));
    }
    spelt
}

fn parsed(number: &PhoneNumber) -> (Option<&str>, Option<&str>, Option<&str>, Option<&str>) {
    let kind = number.kind().map(|kind| kind.as_str());
    (number.e164(), number.extension(), kind, number.region())
}

/// Whatever is taken for some purpose is the same number when its normal form is parsed.
fn normal_is_stable(typed: &str) -> Result<bool, TestCaseError> {
    let mut taken = false;
    for purpose in PURPOSES {
        if let Ok(number) = PhoneNumber::parse(typed, purpose, DramaNumbers::Accepted) {
            let normal = number.normal().unwrap_or_default();
            let again = PhoneNumber::parse(&normal, purpose, DramaNumbers::Accepted);
            let again = again.map_err(|r| TestCaseError::fail(format!("{normal}: {r:?}")))?;
            prop_assert_eq!(parsed(&again), parsed(&number));
            taken = true;
        }
    }
    Ok(taken)
}

proptest! {
    #[test]
    fn no_text_is_too_odd(text in prop_oneof![
        "\\PC{0,80}",
        any::<String>(),
        "[0-9+() \\[\\];ext=.-]{0,70}",
        "[ -]{0,5}\\+?[0-9() -]{4,25}(;ext=[0-9]{0,6})?",
    ], purpose in prop::sample::select(PURPOSES.to_vec())) {
        match PhoneNumber::parse(&text, purpose, DramaNumbers::Refused) {
            Ok(number) => prop_assert_eq!(number.typed(), text.as_str()),
            Err(reasons) => {
                // W41 is first or not there at all.
                let at = reasons.iter().position(|r| r.code == Code::NotAPhoneNumber);
                prop_assert!(!reasons.is_empty() && at.unwrap_or(0) == 0);
            }
        }
        normal_is_stable(&text)?;
        let loose = PhoneNumber::loose(text.clone());
        prop_assert_eq!(loose.typed(), text.as_str());
        let _ = loose.shown();
    }

    #[test]
    fn no_text_is_too_long(unit in "\\PC|[0-9+(\\[<; ]", times in 61_usize..10_000) {
        let text = unit.repeat(times);
        let reasons = PhoneNumber::parse(&text, PhonePurpose::Any, DramaNumbers::Refused).unwrap_err();
        let codes: Vec<_> = reasons.iter().map(|r| r.code).collect();
        prop_assert_eq!(codes, [Code::NotAPhoneNumber, Code::TooLong]);
    }

    #[test]
    fn parsing_the_normal_form_changes_nothing(typed in prop_oneof![
        "\\+[1-9][0-9]{5,14}",
        "00[1-9][0-9]{5,12}",
        "\\+[1-9][0-9]{0,2} ?[0189][0-9]{5,11}(;ext=[0-9]{1,5})?",
        "0[1-9][0-9]{7,9}(;ext=[0-9]{1,5})?",
    ]) {
        normal_is_stable(&typed)?;
    }

    #[test]
    fn spelling_does_not_change_a_british_number(
        national in prop::sample::select(
            known().iter().filter_map(|e| e.strip_prefix("+44")).map(str::to_owned).collect::<Vec<_>>()
        ),
        separators in prop::collection::vec(separator(), 10),
        bracket in 0_usize..5,
        prefix in prop::sample::select(vec!["0", "+44", "+44 ", "+44 (0)", "0044", "00 44-0", "+(44)0", " +440"]),
        extension in "(;ext=[0-9]{1,5})?",
    ) {
        let typed = format!("{prefix}{}{extension}", spell(&national, &separators, bracket));
        let number = PhoneNumber::loose(typed.clone());
        let wanted = format!("+44{national}{extension}");
        prop_assert_eq!(number.normal(), Some(wanted), "{:?}", typed);
        prop_assert!(normal_is_stable(&typed)? || number.kind().is_some());
    }

    #[test]
    fn spelling_does_not_change_a_number_abroad(
        e164 in prop::sample::select(known()),
        separators in prop::collection::vec(separator(), 15),
        bracket in 0_usize..5,
        zeros in any::<bool>(),
    ) {
        let digits = e164.trim_start_matches('+');
        // Two zeros in place of the plus count as digits, of which there may be 15.
        let prefix = if zeros && digits.len() <= 13 { "00" } else { "+" };
        let typed = format!("{prefix}{}", spell(digits, &separators, bracket));
        let number = PhoneNumber::loose(typed.clone());
        prop_assert_eq!(number.e164(), Some(e164.as_str()), "{:?}", typed);
        normal_is_stable(&typed)?;
    }
}
