//! NHS numbers, UPRNs and PAF keys as properties.

use contactable_domain::value::{NhsNumber, PafKey, Uprn};
use proptest::prelude::*;

/// Ten digits whose check digit fits, reckoned the way the rule is written.
fn valid() -> impl Strategy<Value = String> {
    let nine = prop::array::uniform9(0..10_u32);
    nine.prop_filter_map("no check digit, or all the same", |digits| {
        let weighted = digits.iter().zip([10, 9, 8, 7, 6, 5, 4, 3, 2]);
        let sum: u32 = weighted.map(|(digit, weight)| digit * weight).sum();
        let check = match 11 - sum % 11 {
            10 => return None,
            11 => 0,
            check => check,
        };
        let all: String = digits.iter().chain([&check]).map(u32::to_string).collect();
        let is_placeholder = all.chars().all(|c| all.starts_with(c));
        (!is_placeholder).then_some(all)
    })
}

proptest! {
    #[test]
    fn valid_numbers_are_taken_however_spaced(digits in valid(), at in 0..10_usize) {
        let number = NhsNumber::parse(&digits).unwrap();
        prop_assert_eq!(number.as_str(), &digits);
        prop_assert_eq!(NhsNumber::parse(&number.formatted()).unwrap(), number);
        let (start, end) = digits.split_at(at);
        prop_assert_eq!(NhsNumber::parse(&format!(" {start}-{end}")).unwrap(), number);
    }

    #[test]
    fn a_wrong_digit_is_noticed(digits in valid(), at in 0..10_usize, by in 1..10_u8) {
        let mut bytes = digits.into_bytes();
        bytes[at] = b'0' + (bytes[at] - b'0' + by) % 10;
        prop_assert!(NhsNumber::parse(&String::from_utf8(bytes).unwrap()).is_err());
    }

    #[test]
    fn swapped_neighbours_are_noticed(digits in valid(), at in 0..9_usize) {
        let mut bytes = digits.into_bytes();
        prop_assume!(bytes[at] != bytes[at + 1]);
        bytes.swap(at, at + 1);
        prop_assert!(NhsNumber::parse(&String::from_utf8(bytes).unwrap()).is_err());
    }

    #[test]
    fn no_text_makes_a_parser_panic(text in any::<String>()) {
        prop_assert!(NhsNumber::parse(&text).err().is_none_or(|reasons| !reasons.is_empty()));
        prop_assert!(Uprn::parse(&text).err().is_none_or(|reasons| !reasons.is_empty()));
        prop_assert!(PafKey::parse(&text).err().is_none_or(|reasons| !reasons.is_empty()));
        let stored = (Uprn::from_stored(text.clone()), PafKey::from_stored(text.clone()));
        prop_assert_eq!((stored.0.typed(), stored.1.typed()), (text.as_str(), text.as_str()));
    }

    #[test]
    fn zeros_before_a_uprn_do_not_matter(number in 1..1_000_000_u64, zeros in 0..6_usize) {
        let uprn = Uprn::parse(&format!("{}{number}", "0".repeat(zeros))).unwrap();
        prop_assert_eq!(uprn.as_str(), number.to_string());
    }

    #[test]
    fn zeros_before_a_paf_key_do(number in 0..100_000_000_u64) {
        let digits = format!("{number:08}");
        let key = PafKey::parse(&digits).unwrap();
        prop_assert_eq!(key.as_str(), &digits);
    }
}

#[test]
fn long_texts_are_refused() {
    for text in ["1".repeat(10_240), "é".repeat(5_120), " ".repeat(10_240)] {
        assert!(NhsNumber::parse(&text).is_err());
        assert!(Uprn::parse(&text).is_err());
        assert!(PafKey::parse(&text).is_err());
    }
}
