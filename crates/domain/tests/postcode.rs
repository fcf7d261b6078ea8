//! Postcodes by hand: what is taken, what is refused and how, and what is suggested.

use contactable_domain::refusal::Code;
use contactable_domain::value::{Postcode, PostcodeKind};
use contactable_domain::warning::WarningCode;

/// Typed, normal form, kind, area.
const TAKEN: &[(&str, &str, &str, &str)] = &[
    // The six shapes, and districts and areas at the edges of the letter rules.
    ("E8 1AA", "E8 1AA", "uk", "E"),
    ("N16 5AA", "N16 5AA", "uk", "N"),
    ("CR0 2YR", "CR0 2YR", "uk", "CR"),
    ("SW11 2AA", "SW11 2AA", "uk", "SW"),
    ("W1A 1AA", "W1A 1AA", "uk", "W"),
    ("EC1A 1BB", "EC1A 1BB", "uk", "EC"),
    ("E1W 1AA", "E1W 1AA", "uk", "E"),
    ("N1C 4AG", "N1C 4AG", "uk", "N"),
    ("N1P 2AA", "N1P 2AA", "uk", "N"),
    ("SW1A 2AA", "SW1A 2AA", "uk", "SW"),
    ("SW1Y 4AR", "SW1Y 4AR", "uk", "SW"),
    ("SE1P 5LX", "SE1P 5LX", "uk", "SE"),
    ("NW1W 8AA", "NW1W 8AA", "uk", "NW"),
    ("WC1A 1AA", "WC1A 1AA", "uk", "WC"),
    ("WC2R 0AA", "WC2R 0AA", "uk", "WC"),
    ("M1 1AE", "M1 1AE", "uk", "M"),
    ("B33 8TH", "B33 8TH", "uk", "B"),
    ("DN55 1PT", "DN55 1PT", "uk", "DN"),
    ("ZE1 0AA", "ZE1 0AA", "uk", "ZE"),
    ("BT1 5GS", "BT1 5GS", "uk", "BT"),
    ("CF10 3NP", "CF10 3NP", "uk", "CF"),
    ("KY11 9UR", "KY11 9UR", "uk", "KY"),
    ("BX1 1LT", "BX1 1LT", "uk", "BX"),
    ("BS98 1TL", "BS98 1TL", "uk", "BS"),
    ("GIR 0AA", "GIR 0AA", "uk", "GIR"),
    // Spellings.
    ("e81aa", "E8 1AA", "uk", "E"),
    ("  e8  1aa ", "E8 1AA", "uk", "E"),
    ("sw1a-1aa", "SW1A 1AA", "uk", "SW"),
    ("(SW1A) 1AA", "SW1A 1AA", "uk", "SW"),
    ("S.W.1.A 1.A.A.", "SW1A 1AA", "uk", "SW"),
    ("E8\u{a0}1AA", "E8 1AA", "uk", "E"),
    ("E8\u{2013}1AA\r\n", "E8 1AA", "uk", "E"),
    ("\u{200e}E8 1AA\u{feff}", "E8 1AA", "uk", "E"),
    ("E 8 1 A A", "E8 1AA", "uk", "E"),
    ("gir0aa", "GIR 0AA", "uk", "GIR"),
    // The islands around.
    ("JE2 3XP", "JE2 3XP", "crown-dependency", "JE"),
    ("gy1 1wr", "GY1 1WR", "crown-dependency", "GY"),
    ("IM99 1AA", "IM99 1AA", "crown-dependency", "IM"),
    // Overseas territories.
    ("ASCN 1ZZ", "ASCN 1ZZ", "overseas-territory", ""),
    ("BBND1ZZ", "BBND 1ZZ", "overseas-territory", ""),
    ("biqq 1zz", "BIQQ 1ZZ", "overseas-territory", ""),
    ("FIQQ-1ZZ", "FIQQ 1ZZ", "overseas-territory", ""),
    ("PCRN 1ZZ", "PCRN 1ZZ", "overseas-territory", ""),
    ("SIQQ 1ZZ", "SIQQ 1ZZ", "overseas-territory", ""),
    ("STHL 1ZZ", "STHL 1ZZ", "overseas-territory", ""),
    ("TDCU 1ZZ", "TDCU 1ZZ", "overseas-territory", ""),
    ("TKCA 1ZZ", "TKCA 1ZZ", "overseas-territory", ""),
    ("gx111aa", "GX11 1AA", "overseas-territory", ""),
    ("AI-2640", "AI-2640", "overseas-territory", ""),
    ("ai 2640", "AI-2640", "overseas-territory", ""),
    ("KY1-1001", "KY1-1001", "overseas-territory", ""),
    ("ky3 2501", "KY3-2501", "overseas-territory", ""),
    ("VG 1110", "VG1110", "overseas-territory", ""),
    ("MSR 1110", "MSR1110", "overseas-territory", ""),
    // The forces.
    ("BFPO 57", "BFPO 57", "bfpo", ""),
    ("bfpo57", "BFPO 57", "bfpo", ""),
    ("bfpo c/o 57", "BFPO 57", "bfpo", ""),
    ("B.F.P.O. 0057", "BFPO 57", "bfpo", ""),
    ("BFPO 1234", "BFPO 1234", "bfpo", ""),
    ("bf1 2as", "BF1 2AS", "bfpo", "BF"),
    // Pseudo-postcodes.
    ("ZZ99 3VZ", "ZZ99 3VZ", "pseudo", ""),
    ("zz993wz", "ZZ99 3WZ", "pseudo", ""),
    ("ZZ99-6CZ", "ZZ99 6CZ", "pseudo", ""),
    ("ZZ99 0KZ", "ZZ99 0KZ", "pseudo", ""),
];

#[test]
fn postcodes_are_taken() {
    for (typed, normal, kind, area) in TAKEN {
        let postcode = Postcode::parse(typed).unwrap_or_else(|e| panic!("{typed}: {e:?}"));
        assert_eq!(postcode.typed(), *typed);
        assert_eq!(postcode.normal(), *normal);
        assert_eq!(postcode.kind().as_str(), *kind, "{typed}");
        assert_eq!(postcode.area().unwrap_or_default(), *area, "{typed}");
        assert_eq!(postcode.is_pseudo(), *kind == "pseudo", "{typed}");
        assert_eq!(Postcode::suggestion(typed), None, "{typed}");
        assert_eq!(Postcode::from_stored((*typed).to_owned()), postcode);
    }
}

/// Typed, the start of the first problem.
const REFUSED: &[(&str, &str)] = &[
    ("E8", "This is only the first half"),
    ("e8 1", "This is only the first half"),
    ("SW1A", "This is only the first half"),
    ("SW1A 1", "This is only the first half"),
    ("1AA", "This is only the last half"),
    ("QX1 1AA", "No postcode starts with QX"),
    ("QZ1 1AA", "No postcode starts with QZ"),
    ("A1 1AA", "No postcode starts with A"),
    ("ZZ1 1AA", "No postcode starts with ZZ"),
    ("ZZ99 3VA", "A pseudo-postcode is"),
    ("ZZ99", "A pseudo-postcode is"),
    ("ZZ99 VZ", "A pseudo-postcode is"),
    ("ZZZ SECUR", "This is not a postcode"),
    ("BFPO", "This has no British Forces"),
    ("BFPO 0", "This has no British Forces"),
    ("BFPO 12345", "This has no British Forces"),
    ("S01 1AA", "This has the digit 0 where a letter belongs"),
    ("E08 1AA", "No postcode has a 0 there"),
    ("W1Q 1AA", "No postcode has that letter"),
    ("EC1C 1AA", "No postcode has that letter"),
    ("E8 1CC", "The last two letters"),
    ("E8 1AV", "The last two letters"),
    ("E8 OAA", "This has the letter O where a digit belongs"),
    ("SW1A 0A5", "This has the digit 5 where a letter belongs"),
    ("EI4 4AA", "This has the letter I where a digit belongs"),
    ("E8 lAA", "This has the letter L where a digit belongs"),
    (
        "8E 1AA",
        "The letters and digits of this are in the wrong order",
    ),
    ("75007", "This is not a postcode"),
    ("90210-1234", "This is not a postcode"),
    ("10115 Berlin Mitte", "This is longer than a postcode"),
    ("D02 X285", "This is not a postcode"),
    ("E8 1AA!", "This has a sign"),
    ("E8/1AA", "This is not a postcode"),
    ("É8 1AA", "This has a sign"),
    ("Ｅ８ １ＡＡ", "This has a sign"),
    ("E8 1AA\0", "This has a sign"),
    ("HM 12", "This is not a postcode"),
    ("E8 1AAAA", "This is not a postcode"),
    ("EE8 8 1AA", "No postcode starts with EE"),
    ("KY4-1001", "This is not a postcode"),
    ("MSR 2110", "This is not a postcode"),
    ("GX11 1AB", "No postcode starts with GX"),
    ("FIQQ 1ZY", "This is not a postcode"),
    (
        "1 Mare Street, London E8 1AA",
        "This is longer than a postcode",
    ),
];

#[test]
fn other_texts_are_refused_with_a_reason() {
    for (typed, problem) in REFUSED {
        let reasons = Postcode::parse(typed).unwrap_err();
        let first = &reasons[0];
        assert_eq!(first.code, Code::NotAPostcode, "{typed}");
        assert!(
            first.problem.starts_with(problem),
            "{typed}: {}",
            first.problem
        );
    }
}

#[test]
fn every_reason_is_given() {
    let codes = |typed: &str| -> Vec<Code> {
        let reasons = Postcode::parse(typed).unwrap_err();
        reasons.into_iter().map(|reason| reason.code).collect()
    };
    assert_eq!(codes("QX1Q 1CC"), [Code::NotAPostcode; 3]);
    assert_eq!(codes(""), [Code::Required]);
    assert_eq!(codes(" \t-.()\u{200b}"), [Code::Required]);
    assert_eq!(codes("<b>"), [Code::NotAPostcode, Code::Markup]);
    assert_eq!(codes(&format!("E8{}1AA", " ".repeat(50))), [Code::TooLong]);
    assert_eq!(codes(&"<b>".repeat(50)), [Code::TooLong, Code::Markup]);
}

#[test]
fn texts_from_abroad_are_pointed_to_the_overseas_address() {
    for typed in [
        "75007",
        "K1A 0B1",
        "110001",
        "1012 AB",
        "Republic of Ireland",
    ] {
        let reasons = Postcode::parse(typed).unwrap_err();
        assert!(
            reasons[0].remedy.contains("overseas"),
            "{typed}: {reasons:?}"
        );
    }
}

/// Typed, what was probably meant.
const SUGGESTED: &[(&str, &str)] = &[
    ("E8 OAA", "E8 0AA"),
    ("E8 IAA", "E8 1AA"),
    ("e8 laa", "E8 1AA"),
    ("E8 SAA", "E8 5AA"),
    ("EI4 4AA", "E14 4AA"),
    ("EL4 4AA", "E14 4AA"),
    ("SWIA 1AA", "SW1A 1AA"),
    ("SW1A OAA", "SW1A 0AA"),
    ("SWIA OAA", "SW1A 0AA"),
    ("5W1A 1AA", "SW1A 1AA"),
    ("5E1 5AA", "SE1 5AA"),
    ("0X1 1AA", "OX1 1AA"),
    ("S015 1AA", "SO15 1AA"),
    ("S01 1AA", "SO1 1AA"),
    ("P01 2AB", "PO1 2AB"),
    ("L1 1A5", "L1 1AS"),
    ("11 1AA", "L1 1AA"),
    ("1V1 1AA", "IV1 1AA"),
    ("W1O 1AA", "W10 1AA"),
    ("N16 5A5", "N16 5AS"),
    ("BN1 1A1", "BN1 1AL"),
    ("CRO 2YR", "CR0 2YR"),
    ("G1R OAA", "GIR 0AA"),
    ("GIR OAA", "GIR 0AA"),
    ("ZZ99 3V2", ""),
    ("ZZ99 SVZ", "ZZ99 5VZ"),
    ("BFP0 57", "BFPO 57"),
    ("BFPO S7", "BFPO 57"),
    ("AI-264O", "AI-2640"),
    ("FIQQ IZZ", "FIQQ 1ZZ"),
    ("BF1 2A5", "BF1 2AS"),
    ("8E 1AA", "E8 1AA"),
    ("E8 A1A", "E8 1AA"),
    ("SWA1 1AA", "SW1A 1AA"),
    ("1AA E8", "E8 1AA"),
    ("1AA SW1A", "SW1A 1AA"),
    // Not one, or not only one.
    ("E8", ""),
    ("QX1 1AA", ""),
    ("EB1 1AA", ""),
    ("E8 1CC", ""),
    ("75007", ""),
    ("55011", ""),
    ("E8 1AA!", ""),
    ("", ""),
];

#[test]
fn what_was_meant_is_suggested() {
    for (typed, meant) in SUGGESTED {
        let found = Postcode::suggestion(typed);
        assert_eq!(found.as_deref().unwrap_or_default(), *meant, "{typed}");
    }
}

#[test]
fn halves_are_given_where_there_are_any() {
    for (typed, halves) in [
        ("e81aa", Some(("E8", "1AA"))),
        ("GIR0AA", Some(("GIR", "0AA"))),
        ("FIQQ1ZZ", Some(("FIQQ", "1ZZ"))),
        ("BF12AS", Some(("BF1", "2AS"))),
        ("ZZ993VZ", Some(("ZZ99", "3VZ"))),
        ("BFPO 57", None),
        ("AI-2640", None),
        ("VG1110", None),
    ] {
        let postcode = Postcode::parse(typed).unwrap();
        assert_eq!(postcode.outward().zip(postcode.inward()), halves, "{typed}");
    }
}

#[test]
fn what_was_stored_is_kept_whatever_it_is() {
    let old = Postcode::from_stored(" not known ".to_owned());
    assert_eq!((old.typed(), old.normal()), (" not known ", "not known"));
    assert_eq!(old.kind(), PostcodeKind::Unrecognised);
    assert_eq!(
        (old.outward(), old.inward(), old.area()),
        (None, None, None)
    );
    assert!(!old.is_pseudo());
}

#[test]
fn a_pseudo_postcode_is_warned_of() {
    let warnings = Postcode::parse("ZZ99 3VZ").unwrap().warnings();
    assert_eq!(warnings[0].code, WarningCode::PseudoPostcode);
    assert_eq!(Postcode::parse("E8 1AA").unwrap().warnings(), []);
}

#[test]
fn debug_hides_the_value() {
    let postcode = Postcode::parse("E8 1AA").unwrap();
    assert_eq!(format!("{postcode:?}"), "Postcode(..)");
}

/// Without the space they would be of another district.
#[test]
fn a_character_too_many_is_not_taken_for_another_district() {
    for (typed, joined) in [
        ("E1 41AA", "E14 1AA"),
        ("SE1 61AA", "SE16 1AA"),
        ("E8 11EA", "E81 1EA"),
    ] {
        assert!(Postcode::parse(typed).is_err(), "{typed}");
        assert_eq!(Postcode::suggestion(typed).as_deref(), Some(joined));
        let kept = Postcode::from_stored(typed.to_owned());
        assert_eq!(kept.normal(), joined, "what is stored stays readable");
    }
    for typed in ["E141AA", "E14 1AA", "E 14 1 AA", "SW1A1 AA"] {
        assert!(Postcode::parse(typed).is_ok(), "{typed}");
    }
}
