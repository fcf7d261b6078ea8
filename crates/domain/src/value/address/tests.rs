//! What an address takes and what it refuses.

use super::*;
use crate::refusal::{Code, Field};
use crate::value::PlainText;

fn problems(input: &AddressInput<'_>) -> Vec<(Field, Code)> {
    let refused = Address::parse(input).err().unwrap_or_default();
    refused.into_iter().map(|p| (p.field, p.code)).collect()
}

fn lines<'a>(first: &'a str, second: &'a str) -> [Option<&'a str>; 5] {
    [Some(first), Some(second), Some(" "), None, None]
}

#[test]
fn the_one_line_form_joins_what_is_not_empty() {
    let input = AddressInput {
        one_line: Some(""),
        lines: lines("Flat 1", "23 Mill Lane"),
        postcode: Some("E8 1AA"),
        ..AddressInput::default()
    };
    let address = Address::parse(&input).unwrap();
    assert_eq!(address.one_line(), "Flat 1 23 Mill Lane E8 1AA");
    assert_eq!(address.line(2), Some("23 Mill Lane"));
    assert_eq!(address.line(3), None);
}

#[test]
fn line_one_and_postcode_are_needed() {
    assert_eq!(
        problems(&AddressInput::default()),
        [
            (Field::AddressLine(1), Code::Required),
            (Field::Postcode, Code::Required)
        ]
    );
}

#[test]
fn one_line_is_enough_where_the_caller_knows_no_lines() {
    let input = AddressInput {
        one_line: Some("1 Mare Street, London E8 1AA"),
        needs: AddressNeeds::OneLine,
        ..AddressInput::default()
    };
    assert!(Address::parse(&input).unwrap().lines().is_none());
    let blank = AddressInput {
        one_line: Some(" "),
        ..input
    };
    assert_eq!(problems(&blank), [(Field::Value, Code::Required)]);
}

fn one_line(text: &str) -> Address {
    let input = AddressInput {
        one_line: Some(text),
        needs: AddressNeeds::OneLine,
        ..AddressInput::default()
    };
    Address::parse(&input).unwrap()
}

#[test]
fn one_line_sent_back_as_it_was_shown_stays_one_line() {
    let shown = AddressInput {
        knows_four_lines: true,
        one_line: Some("1 Mare Street"),
        lines: [Some("1 Mare Street"), None, None, None, None],
        ..AddressInput::default()
    };
    assert_eq!(problems(&shown), [(Field::Postcode, Code::Required)]);
    let kept = Address::parse_beside(&shown, &one_line("1 Mare Street")).unwrap();
    assert!(kept.lines().is_none());
    assert!(Address::parse_beside(&shown, &one_line("2 Mare Street")).is_err());
}

/// As it may have been stored before postcodes and UPRNs were parsed.
fn loose() -> Address {
    let text = |text: &str| Some(PlainText::from_stored(text.to_owned()));
    Address::from_stored(StoredAddress {
        one_line: PlainText::from_stored("1 Mare Street nowhere".to_owned()),
        lines: [text("1 Mare Street"), None, None, None, text("Middlesex")],
        postcode: text("nowhere"),
        country: None,
        uprn: text("not known"),
        paf_key: None,
        is_overseas: false,
        overseas: None,
    })
}

#[test]
fn only_changed_parts_are_held_against_todays_rules() {
    let same = AddressInput {
        knows_four_lines: true,
        lines: lines_of(["1 Mare Street", "", "", "", ""]),
        postcode: Some("nowhere"),
        uprn: Some("not known"),
        ..AddressInput::default()
    };
    let kept = Address::parse_beside(&same, &loose()).unwrap();
    assert_eq!(
        kept,
        loose(),
        "line 5 stays, which the caller does not know of"
    );
    let spelled = AddressInput {
        uprn: Some("000100021"),
        postcode: Some("e81aa"),
        lines: lines_of(["1 Mare Street", "", "", "", "Middlesex"]),
        ..AddressInput::default()
    };
    let before = Address::parse(&spelled).unwrap();
    let shown = AddressInput {
        knows_four_lines: true,
        uprn: Some("100021"),
        postcode: Some("E8 1AA"),
        lines: lines_of(["1 Mare Street", "", "", "", ""]),
        ..AddressInput::default()
    };
    assert_eq!(Address::parse_beside(&shown, &before).unwrap(), before);
    let moved = AddressInput {
        lines: lines_of(["2 Mare Street", "", "", "", ""]),
        ..same
    };
    let moved = Address::parse_beside(&moved, &loose()).unwrap();
    assert_eq!(moved.one_line(), "2 Mare Street Middlesex nowhere");
    let wrong = AddressInput {
        postcode: Some("elsewhere"),
        ..same
    };
    let refused = Address::parse_beside(&wrong, &loose()).unwrap_err();
    assert_eq!(refused[0].field, Field::Postcode);
}

fn lines_of(lines: [&str; 5]) -> [Option<&str>; 5] {
    lines.map(Some)
}

#[test]
fn an_overseas_text_needs_no_lines() {
    let input = AddressInput {
        is_overseas: true,
        overseas: Some("12 rue des Lilas, 75007 Paris, France"),
        ..AddressInput::default()
    };
    let address = Address::parse(&input).unwrap();
    assert_eq!(address.one_line(), "12 rue des Lilas, 75007 Paris, France");
}

#[test]
fn markup_is_found_in_every_part() {
    let input = AddressInput {
        one_line: Some("<b>"),
        lines: [Some("<b>"); 5],
        postcode: Some("<b>"),
        uprn: Some("<b>"),
        overseas: Some("<b>"),
        ..AddressInput::default()
    };
    let found = problems(&input);
    let marked = found.iter().filter(|(_, code)| *code == Code::Markup);
    assert_eq!(marked.count(), 9, "five lines and four other texts");
}

fn uk(postcode: &str) -> Address {
    let input = AddressInput {
        lines: lines_of(["Flat 1", "23 Mill Lane", "", "London", ""]),
        postcode: Some(postcode),
        ..AddressInput::default()
    };
    Address::parse(&input).unwrap()
}

fn abroad(lines: [&str; 5], code: Option<&str>, country: Option<&str>) -> Address {
    let input = AddressInput {
        lines: lines_of(lines),
        postcode: code,
        country,
        is_overseas: true,
        ..AddressInput::default()
    };
    Address::parse(&input).unwrap()
}

#[test]
fn the_postcode_says_where_it_is() {
    for (postcode, kind) in [
        ("e81aa", AddressKind::Uk),
        ("BFPO 57", AddressKind::Bfpo),
        ("BF1 3AA", AddressKind::Bfpo),
        ("JE2 3AB", AddressKind::CrownDependency),
        ("FIQQ 1ZZ", AddressKind::OverseasTerritory),
        ("ZZ99 3VZ", AddressKind::NoFixedAbode),
        ("ZZ99 3WZ", AddressKind::NotKnown),
        ("ZZ99 6CZ", AddressKind::Overseas),
    ] {
        assert_eq!(uk(postcode).kind(), kind, "{postcode}");
    }
    let paris = abroad(
        ["12 rue des Lilas", "", "", "Paris", "France"],
        Some("75007"),
        None,
    );
    assert_eq!(paris.kind(), AddressKind::Overseas);
    assert_eq!(paris.country().map(Country::code), Some("FR"));
    assert_eq!(paris.mailable(), Ok(()));
}

#[test]
fn what_cannot_be_mailed_says_why() {
    let lined = |first: &str, second: &str, postcode: &str| {
        let input = AddressInput {
            lines: [Some(first), Some(second), None, None, None],
            postcode: Some(postcode),
            ..AddressInput::default()
        };
        Address::parse(&input).unwrap().mailable()
    };
    assert_eq!(lined("1 Mare Street", "", "E8 1AA"), Ok(()));
    for (first, second, postcode, why) in [
        ("NFA", "", "E8 1AA", Unmailable::NoFixedAbode),
        ("Of no  fixed ABODE", "", "E8 1AA", Unmailable::NoFixedAbode),
        ("1 Mare Street", "", "ZZ99 3VZ", Unmailable::NoFixedAbode),
        ("1 Mare Street", "", "ZZ99 3WZ", Unmailable::PseudoPostcode),
        (
            "1 Mare Street",
            "(rear)",
            "E8 1AA",
            Unmailable::ForbiddenStart,
        ),
        ("-", "--", "E8 1AA", Unmailable::NothingInFirstLines),
    ] {
        assert_eq!(
            lined(first, second, postcode),
            Err(why),
            "{first} {postcode}"
        );
    }
    let nowhere = abroad(["12 Long Road", "", "", "", ""], Some("75007"), None);
    assert_eq!(nowhere.mailable(), Err(Unmailable::NoPostcodeOrCountry));
    let germany = abroad(["1 Barracks", "", "", "", ""], Some("75007"), Some("DE"));
    assert_eq!(germany.mailable(), Ok(()));
    assert_eq!(
        one_line("somewhere").mailable(),
        Err(Unmailable::NoPostcodeOrCountry)
    );
}

#[test]
fn the_pds_path_needs_premises_or_street_and_a_town() {
    let input = AddressInput {
        lines: lines_of(["", "", "Hackney", "", ""]),
        needs: AddressNeeds::PremisesOrStreetAndTown,
        ..AddressInput::default()
    };
    assert_eq!(
        problems(&input),
        [
            (Field::AddressLine(1), Code::Required),
            (Field::AddressLine(4), Code::Required)
        ]
    );
    let enough = AddressInput {
        lines: lines_of(["", "23 Mill Lane", "", "Leeds", ""]),
        ..input
    };
    let address = Address::parse(&enough).unwrap();
    assert_eq!(address.line(2), Some("23 Mill Lane"), "positions are kept");
    assert_eq!(address.kind(), AddressKind::NotKnown);
}

#[test]
fn keys_are_parsed() {
    let input = AddressInput {
        lines: lines_of(["1 Mare Street", "", "", "", ""]),
        postcode: Some("E8 1AA"),
        uprn: Some("100021045676 "),
        paf_key: Some("00012345"),
        ..AddressInput::default()
    };
    let wrong = AddressInput {
        uprn: Some("10002104567612"),
        paf_key: Some("12345"),
        postcode: Some("E8"),
        ..input
    };
    assert_eq!(
        problems(&wrong),
        [
            (Field::Postcode, Code::NotAPostcode),
            (Field::Uprn, Code::NotAUprn),
            (Field::PafKey, Code::NotAPafKey)
        ]
    );
    assert_eq!(
        Address::parse(&input).unwrap().paf_key().unwrap().as_str(),
        "00012345"
    );
}

#[test]
fn a_text_is_read_into_lines() {
    for (text, shown, kind) in [
        (
            "Flat 1, 23 Mill Lane, London E8 1AA",
            "Flat 1, 23 Mill Lane, London, E8 1AA",
            AddressKind::Uk,
        ),
        (
            "23, Mill Lane\nLeeds\nls1 6ae",
            "23 Mill Lane, Leeds, LS1 6AE",
            AddressKind::Uk,
        ),
        (
            "12 rue des Lilas, 75007 Paris, FRANCE",
            "12 rue des Lilas, 75007 Paris, FRANCE",
            AddressKind::Overseas,
        ),
        (
            "1 Havre Place, St Helier, JE2 3AB, Jersey",
            "1 Havre Place, St Helier, JE2 3AB, Jersey",
            AddressKind::CrownDependency,
        ),
    ] {
        let text = AddressText::read(text);
        let address = Address::parse(&text.input()).unwrap();
        assert_eq!((address.shown().as_str(), address.kind()), (shown, kind));
    }
    let slip = AddressText::read("23 Mill Lane, Leeds LSI 6AE");
    assert_eq!(
        slip.mended().unwrap().shown(),
        "23 Mill Lane, Leeds, LS1 6AE"
    );
}

#[test]
fn an_address_on_one_line_is_where_its_text_ends() {
    assert_eq!(
        one_line("12 Mill Lane, London E8 1AA").kind(),
        AddressKind::Uk
    );
    assert_eq!(one_line("12 Mill Lane, London E8 1AA").mailable(), Ok(()));
    assert_eq!(
        one_line("12 Mill Lane, Paris, France").kind(),
        AddressKind::Overseas
    );
}
