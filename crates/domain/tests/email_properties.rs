//! What holds of every e-mail address and of every text that is none.

use contactable_domain::refusal::Code;
use contactable_domain::value::{EmailAddress, EmailLimit};
use proptest::prelude::*;

/// Texts near an address: the signs that matter, in any order.
fn near_an_address() -> impl Strategy<Value = String> {
    let signs = "[a-cX0-9.@_%+!/'\"\\\\<>, é©例😀\u{3000}\u{A0}\u{FF21}-]{0,30}";
    prop_oneof![
        signs.prop_map(|text| text),
        (signs, signs).prop_map(|(local, domain)| format!("{local}@{domain}")),
        (signs, signs).prop_map(|(local, domain)| format!("{local}@{domain}.com")),
    ]
}

/// Addresses that are taken.
fn address() -> impl Strategy<Value = String> {
    "[A-Za-z0-9'_%+!/-]{1,20}(\\.[A-Za-z0-9'_%+!/-]{1,20}){0,2}@([A-Za-z0-9]{1,20}\\.){1,4}(com|UK|xn--p1ai)"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_text_is_taken_or_refused_with_reasons(text in near_an_address()) {
        match EmailAddress::parse(&text, EmailLimit::Council) {
            Ok(address) => prop_assert_eq!(address.typed(), text),
            Err(reasons) => {
                let first = reasons.first().map(|reason| reason.code);
                prop_assert!(first.is_some());
                // W40 is never alone: what exactly is wrong is always said.
                prop_assert!(first != Some(Code::NotAnEmail) || reasons.len() > 1, "{:?}", text);
            }
        }
    }

    #[test]
    fn what_the_council_refuses_the_nhs_refuses(text in near_an_address()) {
        if EmailAddress::parse(&text, EmailLimit::Pds).is_ok() {
            prop_assert!(EmailAddress::parse(&text, EmailLimit::Council).is_ok());
        }
    }

    #[test]
    fn the_normal_form_is_its_own(typed in address()) {
        let parsed = EmailAddress::parse(&typed, EmailLimit::Council).unwrap();
        let again = EmailAddress::parse(parsed.normal(), EmailLimit::Council).unwrap();
        prop_assert_eq!(again.normal(), parsed.normal());
        prop_assert_eq!(again.typed(), parsed.normal());
    }

    #[test]
    fn the_case_of_the_domain_does_not_matter(typed in address()) {
        let (local, domain) = typed.rsplit_once('@').unwrap();
        let normal = |domain: &str| {
            let typed = format!("{local}@{domain}");
            let parsed = EmailAddress::parse(&typed, EmailLimit::Council).unwrap();
            (parsed.normal().to_owned(), parsed.warnings())
        };
        prop_assert_eq!(normal(&domain.to_uppercase()), normal(&domain.to_lowercase()));
    }

    #[test]
    fn what_was_stored_is_read_back_the_same(typed in address()) {
        let parsed = EmailAddress::parse(&typed, EmailLimit::Council).unwrap();
        let normal = Some(parsed.normal().to_owned());
        prop_assert_eq!(&EmailAddress::from_stored(typed.clone(), normal), &parsed);
        prop_assert_eq!(&EmailAddress::from_stored(typed, None), &parsed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_is_too_odd_or_too_long(text in "(?s).{0,2500}", times in 1_usize..4) {
        let text = text.repeat(times);
        for limit in [EmailLimit::Council, EmailLimit::Pds] {
            let _ = EmailAddress::parse(&text, limit);
        }
        let stored = EmailAddress::from_stored(text, None);
        let _ = (stored.normal(), stored.warnings(), stored.suggested_domain());
    }
}
