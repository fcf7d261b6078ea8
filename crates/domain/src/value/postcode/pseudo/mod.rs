//! Pseudo-postcodes: what stands in the postcode's place when there is none.

mod csv;
mod official;
mod table;

use crate::refusal::{Code, Reason};
use crate::vocabulary::words;
pub use csv::PseudoRow;
pub use official::LineProblem;
pub use table::PseudoPostcodes;

use super::compact::Compact;

words! {
    /// What a pseudo-postcode says about somebody.
    PseudoKind {
        /// They live in the United Kingdom without a fixed abode (`ZZ99 3VZ`).
        NoFixedAbode = "no-fixed-abode",
        /// Their address in the United Kingdom is not known (`ZZ99 3WZ`).
        NotKnown = "not-known",
        /// They live in the United Kingdom, or in the part of it that the code names; more is not said
        /// (`ZZ99 3CZ`, `3GZ`, `1WZ`, `2WZ`).
        NotStated = "not-stated",
        /// They live in a country or territory that the table names.
        Country = "country",
        /// The table does not have the code.
        Unknown = "unknown",
    }
}

/// A pseudo-postcode: `ZZ99`, a space, a digit, a letter and `Z` (PDS standard, "Structure of
/// pseudo-postcodes"). Any such code is one; what it means is told by [`PseudoPostcodes`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PseudoPostcode([u8; 8]);

impl PseudoPostcode {
    /// Parses a code in any case, with or without spaces.
    ///
    /// # Errors
    /// `required`, or `not-a-postcode` when it is another text.
    pub fn parse(typed: &str) -> Result<Self, Vec<Reason>> {
        let compact = Compact::read(typed);
        if compact.is_blank() {
            let reason = Reason::new(Code::Required, "This is blank", "Enter a pseudo-postcode");
            return Err(vec![reason]);
        }
        compact.whole().and_then(Self::from_compact).ok_or_else(|| {
            vec![Reason::new(
                Code::NotAPostcode,
                "This is not a pseudo-postcode",
                "Enter ZZ99, a digit, a letter and Z, like ZZ99 3VZ",
            )]
        })
    }

    /// Reads the letters and digits alone, in upper case.
    pub(super) fn from_compact(compact: &[u8]) -> Option<Self> {
        match compact {
            [
                b'Z',
                b'Z',
                b'9',
                b'9',
                digit @ b'0'..=b'9',
                letter @ b'A'..=b'Z',
                b'Z',
            ] => Some(Self([b'Z', b'Z', b'9', b'9', b' ', *digit, *letter, b'Z'])),
            _ => None,
        }
    }

    /// The eight characters, such as `ZZ99 3VZ`.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// What it says, by the table that comes with the program.
    pub fn circumstance(self) -> PseudoKind {
        PseudoPostcodes::builtin().circumstance(self)
    }

    /// The circumstance within the United Kingdom that the code is fixed to, whatever a table says
    /// (PDS standard, "Structure of pseudo-postcodes", for 3VZ, 3WZ and 3CZ; reference for the others).
    fn uk_circumstance(self) -> Option<PseudoKind> {
        let [.., digit, letter, _] = self.0;
        match (digit, letter) {
            (b'3', b'V') => Some(PseudoKind::NoFixedAbode),
            (b'3', b'W') => Some(PseudoKind::NotKnown),
            (b'3', b'C' | b'G') | (b'1' | b'2', b'W') => Some(PseudoKind::NotStated),
            _ => None,
        }
    }
}

impl std::fmt::Debug for PseudoPostcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PseudoPostcode(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> PseudoPostcode {
        PseudoPostcode::parse(text).unwrap()
    }

    #[test]
    fn each_spelling_has_one_normal_form() {
        for typed in ["ZZ99 6CZ", "zz996cz", " ZZ99-6CZ ", "Z Z 9 9 6 C Z"] {
            assert_eq!(code(typed).as_str(), "ZZ99 6CZ", "{typed}");
        }
        for other in [
            "",
            "ZZ99",
            "ZZ99 CZ",
            "ZZ99 6CY",
            "ZZ98 6CZ",
            "ZZ99 66Z",
            "ZZ99 6CZZ",
            "E8 1AA",
        ] {
            assert!(PseudoPostcode::parse(other).is_err(), "{other}");
        }
    }

    #[test]
    fn the_circumstance_is_told() {
        for (typed, kind) in [
            ("ZZ99 3VZ", PseudoKind::NoFixedAbode),
            ("ZZ99 3WZ", PseudoKind::NotKnown),
            ("ZZ99 3CZ", PseudoKind::NotStated),
            ("ZZ99 3GZ", PseudoKind::NotStated),
            ("ZZ99 1WZ", PseudoKind::NotStated),
            ("ZZ99 2WZ", PseudoKind::NotStated),
            ("ZZ99 6CZ", PseudoKind::Country),
            ("ZZ99 3HZ", PseudoKind::Country),
            ("ZZ99 0XZ", PseudoKind::Unknown),
        ] {
            assert_eq!(code(typed).circumstance(), kind, "{typed}");
        }
    }

    #[test]
    fn debug_hides_the_code() {
        assert_eq!(format!("{:?}", code("ZZ99 3VZ")), "PseudoPostcode(..)");
    }
}
