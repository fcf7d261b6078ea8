//! E-mail addresses, as long as the council takes them and as long as the NHS does.
#![no_main]

use contactable_domain::refusal::Code;
use contactable_domain::value::{EmailAddress, EmailLimit};
use contactable_fuzz::{LETTERS, assert_hidden, assert_reasons, assert_warnings, marked};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let council = EmailAddress::parse(text, EmailLimit::Council);
    let nhs = EmailAddress::parse(text, EmailLimit::Pds);
    assert!(
        council.is_ok() || nhs.is_err(),
        "the NHS takes no more than the council"
    );
    for parsed in [&council, &nhs] {
        match parsed {
            Ok(address) => taken(address, text),
            Err(reasons) => {
                assert_reasons(reasons);
                // W40 comes first or not at all, and says nothing of what exactly is wrong.
                let general = reasons.iter().position(|r| r.code == Code::NotAnEmail);
                let searched = text.len() <= 1024;
                assert!(general.is_none_or(|at| at == 0 && (reasons.len() > 1 || !searched)));
            }
        }
    }
    let kept = EmailAddress::from_stored(text.to_owned(), None);
    assert_eq!(kept.typed(), text);
    let _ = kept.warnings();
    assert_hidden(
        &EmailAddress::parse(&marked(text, LETTERS), EmailLimit::Pds),
        LETTERS,
    );
});

fn taken(address: &EmailAddress, text: &str) {
    assert_eq!(address.typed(), text);
    assert!(text.is_ascii() && text.matches('@').count() == 1);
    assert_warnings(&address.warnings());
    let normal = address.normal();
    assert!(normal.eq_ignore_ascii_case(text));
    let again = EmailAddress::parse(normal, EmailLimit::Council).expect("a normal form is taken");
    assert_eq!(again.normal(), normal);
    let stored = EmailAddress::from_stored(text.to_owned(), Some(normal.to_owned()));
    assert_eq!(&stored, address);
    assert_eq!(&EmailAddress::from_stored(text.to_owned(), None), address);
    if let (Some(meant), Some((local, _))) = (address.suggested_domain(), text.rsplit_once('@')) {
        let meant = format!("{local}@{meant}");
        let meant =
            EmailAddress::parse(&meant, EmailLimit::Council).expect("a suggestion is taken");
        assert_eq!(
            meant.suggested_domain(),
            None,
            "a suggestion is no slip itself"
        );
    }
}
