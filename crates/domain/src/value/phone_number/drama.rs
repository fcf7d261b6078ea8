//! The numbers that Ofcom set aside for film and television ("Telephone numbers for use in TV and
//! radio drama programmes"). Nobody answers them. Numbering plans, and so libphonenumber, count most of
//! them as in use, and three ranges as not.

use super::PhoneKind;

/// The kind of a drama number, or nothing if it is not one.
pub(super) fn drama_kind(e164: &str) -> Option<PhoneKind> {
    let national = e164.strip_prefix("+44").filter(|n| n.len() == 10)?;
    // Every range is a whole thousand, so all but the last three digits name it.
    let thousand: u32 = national.get(..7)?.parse().ok()?;
    match thousand {
        // No area, and Nottingham: the two that libphonenumber finds invalid.
        1_632_960 | 1_154_960
        // Leeds, Sheffield, Leicester, Bristol, Reading, Birmingham, Edinburgh, Glasgow, Liverpool,
        // Manchester.
        | 1_134_960 | 1_144_960 | 1_164_960 | 1_174_960 | 1_184_960 | 1_214_960 | 1_314_960
        | 1_414_960 | 1_514_960 | 1_614_960
        // Tyneside, London, Northern Ireland, Cardiff.
        | 1_914_980 | 2_079_460 | 2_896_496 | 2_920_180 => Some(PhoneKind::Landline),
        // Also invalid by libphonenumber.
        7_700_900 => Some(PhoneKind::Mobile),
        3_069_990 => Some(PhoneKind::Uan),
        8_081_570 => Some(PhoneKind::Freephone),
        9_098_790 => Some(PhoneKind::PremiumRate),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::phone_number::library;

    /// The first number of every range, by kind.
    const RANGES: &[(u64, PhoneKind)] = &[
        (1_134_960_000, PhoneKind::Landline),
        (1_144_960_000, PhoneKind::Landline),
        (1_154_960_000, PhoneKind::Landline),
        (1_164_960_000, PhoneKind::Landline),
        (1_174_960_000, PhoneKind::Landline),
        (1_184_960_000, PhoneKind::Landline),
        (1_214_960_000, PhoneKind::Landline),
        (1_314_960_000, PhoneKind::Landline),
        (1_414_960_000, PhoneKind::Landline),
        (1_514_960_000, PhoneKind::Landline),
        (1_614_960_000, PhoneKind::Landline),
        (1_632_960_000, PhoneKind::Landline),
        (1_914_980_000, PhoneKind::Landline),
        (2_079_460_000, PhoneKind::Landline),
        (2_896_496_000, PhoneKind::Landline),
        (2_920_180_000, PhoneKind::Landline),
        (3_069_990_000, PhoneKind::Uan),
        (7_700_900_000, PhoneKind::Mobile),
        (8_081_570_000, PhoneKind::Freephone),
        (9_098_790_000, PhoneKind::PremiumRate),
    ];

    #[test]
    fn both_edges_of_every_range() {
        for (first, kind) in RANGES {
            let of = |national: u64| drama_kind(&format!("+44{national}"));
            assert_eq!(of(first - 1), None, "before {first}");
            assert_eq!(of(*first), Some(*kind), "{first}");
            assert_eq!(of(first + 999), Some(*kind), "{first} + 999");
            assert_eq!(of(first + 1000), None, "after {first}");
        }
    }

    #[test]
    fn other_countries_and_lengths_are_not_drama() {
        for e164 in ["+17700900123", "+447700900", "+4477009001234", "+44", ""] {
            assert_eq!(drama_kind(e164), None, "{e164}");
        }
    }

    /// Where the library finds a range in use, it finds the kind that is said here.
    #[test]
    fn the_library_agrees_on_the_kinds() {
        let mut not_in_use = Vec::new();
        for (first, kind) in RANGES {
            match library::look_up(&format!("+44{first}")).unwrap().plan {
                Ok(found) => assert_eq!(found.kind, *kind, "{first}"),
                Err(_) => not_in_use.push(*first),
            }
        }
        assert_eq!(not_in_use, [1_154_960_000, 1_632_960_000, 7_700_900_000]);
    }
}
