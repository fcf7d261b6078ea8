//! Phone numbers against what Google's library says of them in another language: the vectors are made by
//! `vectors/make_phone_vectors.py`, which also writes the standard's shape anew.

use contactable_domain::refusal::Code;
use contactable_domain::value::{DramaNumbers, PhoneNumber, PhonePurpose};
use contactable_domain::warning::WarningCode;
use serde_json::Value;

const SHAPE: [Code; 5] = [
    Code::PhoneCharacters,
    Code::PhoneBrackets,
    Code::PhoneLength,
    Code::PhoneExtension,
    Code::TooLong,
];

/// The vectors that say of themselves whether the shape holds.
fn vectors(shape: bool) -> Vec<Value> {
    let file: Value = serde_json::from_str(include_str!("vectors/phone.json")).unwrap();
    let all = file["vectors"].as_array().unwrap();
    assert_eq!(file["count"], all.len());
    all.iter()
        .filter(|v| v["shape"] == shape)
        .cloned()
        .collect()
}

fn typed(vector: &Value) -> &str {
    vector["typed"].as_str().unwrap()
}

fn codes(typed: &str, purpose: PhonePurpose) -> Vec<Code> {
    PhoneNumber::parse(typed, purpose, DramaNumbers::Accepted)
        .err()
        .into_iter()
        .flatten()
        .map(|reason| reason.code)
        .collect()
}

fn is_drama(number: &PhoneNumber) -> bool {
    let warnings = number.warnings(PhonePurpose::Any);
    warnings.iter().any(|w| w.code == WarningCode::DramaNumber)
}

#[test]
fn the_shape_comes_before_the_library() {
    let bad = vectors(false);
    assert!(bad.len() > 60);
    for vector in &bad {
        let typed = typed(vector);
        let codes = codes(typed, PhonePurpose::Any);
        assert_eq!(codes.first(), Some(&Code::NotAPhoneNumber), "{typed:?}");
        assert!(
            codes.iter().any(|code| SHAPE.contains(code)),
            "{typed:?}: {codes:?}"
        );
        // Dots were taken once, so that what is kept may have them.
        assert!(
            typed.contains('.') || PhoneNumber::loose(typed.to_owned()).e164().is_none(),
            "{typed:?}"
        );
    }
}

#[test]
fn the_library_decides_what_is_in_use() {
    let good = vectors(true);
    assert!(good.len() > 500);
    let mut drama_in_no_plan = 0;
    for vector in &good {
        let typed = typed(vector);
        let number = PhoneNumber::loose(typed.to_owned());
        if vector["valid"] == true {
            assert_eq!(number.e164(), vector["e164"].as_str(), "{typed:?}");
            assert_eq!(number.extension(), vector["ext"].as_str(), "{typed:?}");
            assert_eq!(number.region(), vector["region"].as_str(), "{typed:?}");
            assert_eq!(
                number.kind().map(|k| k.as_str()),
                vector["type"].as_str(),
                "{typed:?}"
            );
            let mut written = vector["written"].as_str().unwrap().to_owned();
            if let Some(extension) = vector["ext"].as_str() {
                written = format!("{written} ext. {extension}");
            }
            assert_eq!(number.shown(), written, "{typed:?}");
        } else if is_drama(&number) {
            drama_in_no_plan += 1;
            assert_eq!(number.e164(), vector["e164"].as_str(), "{typed:?}");
        } else {
            assert!(number.e164().is_none(), "{typed:?}");
            let wanted = match vector["unreadable"].as_str() {
                Some("INVALID_COUNTRY_CODE") => Code::PhoneCountry,
                _ => Code::PhoneNotInUse,
            };
            let codes = codes(typed, PhonePurpose::Any);
            assert_eq!(codes, [Code::NotAPhoneNumber, wanted], "{typed:?}");
        }
    }
    assert_eq!(drama_in_no_plan, 6);
}

#[test]
fn mobiles_and_landlines_are_those_of_the_library() {
    for vector in &vectors(true) {
        let typed = typed(vector);
        if vector["valid"] == false && is_drama(&PhoneNumber::loose(typed.to_owned())) {
            continue;
        }
        let is = |field: &str| vector[field].as_bool().unwrap_or(false);
        assert_eq!(
            codes(typed, PhonePurpose::Mobile).is_empty(),
            is("ok_as_mobile"),
            "{typed:?}"
        );
        assert_eq!(
            codes(typed, PhonePurpose::Landline).is_empty(),
            is("ok_as_landline"),
            "{typed:?}"
        );
    }
}
