use super::*;
use crate::refusal::Code;

fn codes(typed: &str) -> Vec<Code> {
    codes_for(typed, EmailLimit::Council)
}

fn codes_for(typed: &str, limit: EmailLimit) -> Vec<Code> {
    let reasons = EmailAddress::parse(typed, limit).err();
    reasons.into_iter().flatten().map(|r| r.code).collect()
}

fn parsed(typed: &str) -> EmailAddress {
    EmailAddress::parse(typed, EmailLimit::Council).unwrap()
}

#[test]
fn ordinary_addresses_are_kept_as_typed() {
    for typed in [
        "name@example.com",
        "O'Neill+Tag@Mail.Example.co.uk",
        "a@b.xn--p1ai",
        "a/b_c%d!@e.fg",
    ] {
        assert_eq!(parsed(typed).typed(), typed);
    }
}

#[test]
fn every_reason_is_given() {
    use Code::{
        EmailDomain, EmailLetters, EmailLocalPart, EmailStructure, EmailTopLevel, Markup,
        NotAnEmail,
    };
    for (typed, expected) in [
        ("", &[EmailStructure][..]),
        ("name", &[EmailStructure]),
        ("@example.com", &[EmailStructure]),
        ("name@", &[EmailStructure]),
        ("@", &[EmailStructure, EmailStructure]),
        ("name@example", &[EmailDomain]),
        ("a..b@example.com", &[EmailLocalPart]),
        (".a.@example.com", &[EmailLocalPart, EmailLocalPart]),
        (" name@example.com", &[EmailLocalPart]),
        ("name@example.com ", &[EmailDomain]),
        ("name@-example.com", &[EmailDomain]),
        ("name@example..com", &[EmailDomain]),
        ("name@example.com.", &[EmailDomain]),
        ("name@exam_ple.com", &[EmailDomain]),
        ("name@example.c", &[EmailTopLevel]),
        ("name@example.c0m", &[EmailTopLevel]),
        ("name@127.0.0.1", &[EmailTopLevel, EmailTopLevel]),
        ("a@b@example.com", &[EmailLocalPart]),
        ("jane doe@exam ple.com", &[EmailLocalPart, EmailDomain]),
        ("jöhn@example", &[EmailLetters, EmailDomain]),
        ("😀@example.com", &[EmailLocalPart]),
        (
            "Jane <jane@example.com>",
            &[EmailLocalPart, EmailLocalPart, EmailDomain, Markup],
        ),
        (
            "a@b.com, c@d.com",
            &[EmailLocalPart, EmailLocalPart, EmailLocalPart],
        ),
    ] {
        assert_eq!(
            codes(typed),
            [&[NotAnEmail], expected].concat(),
            "{typed:?}"
        );
    }
}

#[test]
fn what_only_the_standard_refuses_is_still_an_address() {
    for typed in [
        "a#b@example.com",
        "jöhn@example.com",
        "john@例え.jp",
        "\"a b\"@example.com",
        "\"@example.com",
    ] {
        assert_eq!(codes(typed), [Code::EmailLetters], "{typed}");
    }
    assert_eq!(codes("ä@ä.com"), [Code::EmailLetters, Code::EmailLetters]);
    assert_eq!(
        codes("\"<b\"@example.com"),
        [Code::EmailLetters, Code::Markup]
    );
}

#[test]
fn lengths_have_bounds() {
    let address = |domain: &str| format!("{}@{domain}.com", "a".repeat(60));
    let long = address(&vec!["b".repeat(46); 4].join("."));
    assert_eq!(long.len(), 252);
    assert_eq!(codes(&long), []);
    assert_eq!(codes(&format!("aa{long}")), []);
    assert_eq!(
        codes(&format!("aaa{long}")),
        [Code::NotAnEmail, Code::TooLong]
    );
    assert_eq!(codes_for(&long, EmailLimit::Pds), [Code::TooLong]);
    let ninety = address(&"b".repeat(25));
    assert_eq!(ninety.len(), 90);
    assert_eq!(codes_for(&ninety, EmailLimit::Pds), []);
    assert_eq!(
        codes_for(&format!("a{ninety}"), EmailLimit::Pds),
        [Code::TooLong]
    );
    assert_eq!(codes_for("a@b.cd", EmailLimit::Pds), [Code::EmailStructure]);
    assert_eq!(codes_for("a@bc.de", EmailLimit::Pds), []);
    assert_eq!(codes("a@b.cd"), []);
    let local = format!("{}@example.com", "a".repeat(65));
    assert_eq!(codes(&local), [Code::NotAnEmail, Code::EmailLocalPart]);
    let label = format!("a@{}.com", "b".repeat(64));
    assert_eq!(codes(&label), [Code::NotAnEmail, Code::EmailDomain]);
    assert_eq!(
        codes(&"a".repeat(10_000)),
        [Code::NotAnEmail, Code::TooLong]
    );
}

#[test]
fn the_normal_form_has_its_domain_in_lower_case() {
    assert_eq!(parsed("Name@EXAMPLE.Com").normal(), "Name@example.com");
    assert_eq!(parsed("Name@example.com").normal(), "Name@example.com");
}

#[test]
fn what_was_stored_is_taken_as_it_is() {
    let stored = |typed: &str, normal: Option<&str>| {
        EmailAddress::from_stored(typed.to_owned(), normal.map(str::to_owned))
    };
    assert_eq!(stored("a@B.com", None), parsed("a@B.com"));
    assert_eq!(stored("a@B.com", Some("a@b.com")), parsed("a@B.com"));
    assert_eq!(stored("a@b.com", Some("a@b.com")), parsed("a@b.com"));
    assert_eq!(
        stored("Ünï@Exämple.org", None).normal(),
        "Ünï@xn--exmple-cua.org"
    );
    assert_eq!(stored("not an address", None).normal(), "not an address");
    assert_eq!(stored("not an address", None).warnings(), []);
}

#[test]
fn slips_and_lengths_are_warned_of() {
    let warned = |typed: &str| {
        let warnings = parsed(typed).warnings();
        warnings.iter().map(|w| w.code).collect::<Vec<_>>()
    };
    assert_eq!(warned("name@Gmial.com"), [WarningCode::LikelyTypo]);
    assert_eq!(warned("name@example.con"), [WarningCode::LikelyTypo]);
    assert_eq!(warned("name@hackney.gov.uk"), []);
    let long = format!("{}@{}.con", "a".repeat(60), "b".repeat(26));
    assert_eq!(
        warned(&long),
        [WarningCode::LikelyTypo, WarningCode::TooLongForNhs]
    );
    assert_eq!(
        parsed("name@gmial.com").suggested_domain(),
        Some("gmail.com")
    );
    assert_eq!(parsed("name@example.con").suggested_domain(), None);
}

#[test]
fn debug_hides_the_address() {
    assert_eq!(format!("{:?}", parsed("a@b.com")), "EmailAddress(..)");
}
