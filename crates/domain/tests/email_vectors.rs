//! The e-mail rules against validator.js and against the written rules of the PDS standard, over the
//! answers in vectors/email.json (made by `vectors/make_email_vectors.mjs`).

use contactable_domain::refusal::Code;
use contactable_domain::value::{EmailAddress, EmailLimit};
use serde_json::Value;

struct Vector {
    email: String,
    is_email: bool,
    standard: bool,
}

fn vectors() -> Vec<Vector> {
    let file: Value = serde_json::from_str(include_str!("vectors/email.json")).unwrap();
    assert_eq!(file["validator"], "13.15.35");
    let read = |vector: &Value| Vector {
        email: vector["email"].as_str().unwrap().to_owned(),
        is_email: vector["is_email"].as_bool().unwrap(),
        standard: vector["standard"].as_bool().unwrap(),
    };
    file["vectors"]
        .as_array()
        .unwrap()
        .iter()
        .map(read)
        .collect()
}

fn codes(email: &str) -> Vec<Code> {
    let parsed = EmailAddress::parse(email, EmailLimit::Council);
    let reasons = parsed.err().into_iter().flatten();
    reasons.map(|reason| reason.code).collect()
}

#[test]
fn there_are_enough_of_each_kind() {
    let vectors = vectors();
    let count = |taken: fn(&Vector) -> bool| vectors.iter().filter(|vector| taken(vector)).count();
    assert!(vectors.len() >= 300);
    assert!(count(|v| v.is_email && v.standard) >= 30);
    assert!(count(|v| v.is_email && !v.standard) >= 30);
    assert!(count(|v| !v.is_email && v.standard) >= 10);
}

#[test]
fn w40_means_that_the_library_refuses() {
    for Vector {
        email, is_email, ..
    } in vectors()
    {
        let refused = codes(&email).contains(&Code::NotAnEmail);
        assert_eq!(refused, !is_email, "{email:?}");
    }
}

#[test]
fn an_address_is_taken_when_the_library_and_the_standard_take_it() {
    for Vector {
        email,
        is_email,
        standard,
    } in vectors()
    {
        assert_eq!(codes(&email).is_empty(), is_email && standard, "{email:?}");
    }
}

#[test]
fn what_the_library_refuses_has_a_reason_beside_w40() {
    for Vector {
        email, is_email, ..
    } in vectors()
    {
        if !is_email {
            let codes = codes(&email);
            assert!(codes.len() > 1, "{email:?}");
            assert_eq!(codes[0], Code::NotAnEmail, "{email:?}");
        }
    }
}
