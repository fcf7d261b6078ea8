//! Postcodes as properties: spelling does not matter, nothing panics, no reason tells the value.

use contactable_domain::value::{Postcode, PseudoPostcode, PseudoPostcodes};
use proptest::prelude::*;

/// A postcode in its normal form. The areas are few; the letters and digits are any that are allowed.
fn normal() -> impl Strategy<Value = String> {
    prop_oneof![
        "(E|N|W|SW|EC|ZE|JE|BF|BX)[0-9] [0-9][ABD-HJLNP-UW-Z]{2}",
        "(E|N|B|SW|CF|IM|KY)[1-9][0-9] [0-9][ABD-HJLNP-UW-Z]{2}",
        "(E|N|W)[0-9][A-HJKPSTUW] [0-9][ABD-HJLNP-UW-Z]{2}",
        "(SW|EC|WC|GY)[0-9][ABEHMNPRVWXY] [0-9][ABD-HJLNP-UW-Z]{2}",
        "ZZ99 [0-9][A-Z]Z",
        "BFPO [1-9][0-9]{0,3}",
        "KY[1-3]-[0-9]{4}",
        "(ASCN|FIQQ|STHL) 1ZZ",
    ]
}

/// The text with other cases and with signs that do not count between its characters.
fn respelt(normal: &str, choices: &[u8]) -> String {
    let fillers = ["", " ", "-", "\u{a0}", ".", "\u{2013}", "(", "\u{200b}"];
    let mut text = String::new();
    let letters = normal.chars().filter(|c| c.is_ascii_alphanumeric());
    for (c, choice) in letters.zip(choices) {
        text.push_str(fillers[usize::from(choice % 8)]);
        text.push(if choice & 8 == 0 {
            c
        } else {
            c.to_ascii_lowercase()
        });
    }
    text
}

/// Whether one space parts it so that four characters stand after it: a postcode with a space in the wrong
/// place is refused where what stands before it could be a district.
fn has_one_space_before_four(typed: &str) -> bool {
    let halves: Vec<&str> = typed.split_whitespace().collect();
    matches!(halves.as_slice(), [_, second] if second.len() == 4)
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_normal_form_of_a_normal_form_is_itself(text in normal()) {
        let postcode = Postcode::parse(&text).unwrap();
        prop_assert_eq!(postcode.normal(), &text);
        prop_assert_eq!(Postcode::from_stored(text), postcode);
    }

    #[test]
    fn spelling_does_not_change_it(text in normal(), choices in prop::array::uniform8(any::<u8>())) {
        let typed = respelt(&text, &choices);
        prop_assume!(!has_one_space_before_four(&typed));
        let postcode = Postcode::parse(&typed).unwrap();
        prop_assert_eq!(postcode.normal(), text);
        prop_assert_eq!(postcode.typed(), typed);
    }

    #[test]
    fn what_is_suggested_is_a_postcode(text in "[A-Z0-9]{4,8}") {
        if let Some(meant) = Postcode::suggestion(&text) {
            prop_assert!(Postcode::parse(&text).is_err());
            let postcode = Postcode::parse(&meant).unwrap();
            prop_assert_eq!(postcode.normal(), meant);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        let postcode = Postcode::from_stored(text.clone());
        prop_assert_eq!(postcode.typed(), &text);
        let _ = Postcode::suggestion(&text);
        let _ = PseudoPostcodes::read_official(&text);
        match Postcode::parse(&text) {
            Ok(parsed) => prop_assert_eq!(parsed, postcode),
            Err(reasons) => prop_assert!(!reasons.is_empty()),
        }
    }

    #[test]
fn no_reason_tells_the_value(text in "[A-Z]{1,2}[0-9OIL][0-9A-Z]? ?[0-9OI][A-Z0-9]{2}|[A-Za-z0-9 <&#/.-]{5,14}") {
        let _ = Postcode::suggestion(&text);
        if let Err(reasons) = Postcode::parse(&text) {
            prop_assert!(!reasons.is_empty());
            for reason in reasons {
                let told = [reason.problem, reason.remedy];
                prop_assert!(text.trim().len() < 5 || told.iter().all(|t| !t.contains(&text)));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nor_does_a_long_one(piece in "\\PC{1,20}") {
        let text = piece.repeat(10_240 / piece.len() + 1);
        prop_assert!(Postcode::parse(&text).is_err());
        let _ = Postcode::suggestion(&text);
        let _ = Postcode::from_stored(text);
    }
}

#[test]
fn every_code_of_the_table_is_a_postcode() {
    for row in PseudoPostcodes::builtin().rows() {
        let postcode = Postcode::parse(row.code.as_str()).unwrap();
        assert_eq!(postcode.pseudo(), Some(row.code));
        assert_eq!(PseudoPostcode::parse(postcode.normal()), Ok(row.code));
    }
}
