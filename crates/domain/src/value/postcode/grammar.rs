//! The shape of a postcode of the United Kingdom and the islands around it.

use super::areas;

/// The letters of the inward half: all but C I K M O V, which are easily misread (BS 7666).
const INWARD: &[u8] = b"ABDEFGHJLNPQRSTUWXYZ";
/// The letters that follow the digit in `A9A` (BS 7666).
const AFTER_ONE_LETTER: &[u8] = b"ABCDEFGHJKPSTUW";
/// The letters that follow the digit in `AA9A` (BS 7666).
const AFTER_TWO_LETTERS: &[u8] = b"ABEHMNPRVWXY";

/// Letters and digits in the places where a postcode has them: `A9`, `A99`, `AA9`, `AA99`, `A9A` or
/// `AA9A`, then `9AA`. Whether they are the right ones is said by [`Shape::flaws`].
pub(super) struct Shape<'a> {
    pub(super) area: &'a [u8],
    district: &'a [u8],
    inward: [u8; 2],
}

/// What is wrong with a text of the right shape.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Flaw {
    /// No such area.
    Area,
    /// A district of two digits that starts with 0: there is none, so an O was meant or nothing.
    LeadingZero,
    /// The district has a letter that districts have not.
    DistrictLetter,
    /// The last two letters are not those of a postcode.
    InwardLetter,
}

impl<'a> Shape<'a> {
    /// Finds the parts, when the text has the shape.
    pub(super) fn of(compact: &'a [u8]) -> Option<Self> {
        let (outward, [sector, inward @ ..]) = compact.split_last_chunk::<3>()?;
        let is_inward = sector.is_ascii_digit() && inward.iter().all(u8::is_ascii_uppercase);
        let (area, district) = outward_parts(outward)?;
        is_inward.then_some(Self {
            area,
            district,
            inward: *inward,
        })
    }

    /// Everything that is wrong, nothing for a postcode.
    pub(super) fn flaws(&self) -> impl Iterator<Item = Flaw> {
        let area = areas::area(self.area).is_none().then_some(Flaw::Area);
        let [district, inward] = self.flaws_after_area();
        [area, district, inward].into_iter().flatten()
    }

    fn flaws_after_area(&self) -> [Option<Flaw>; 2] {
        let after_digit = if self.area.len() == 1 {
            AFTER_ONE_LETTER
        } else {
            AFTER_TWO_LETTERS
        };
        let district = match self.district {
            [b'0', b'0'..=b'9'] => Some(Flaw::LeadingZero),
            [_, letter @ b'A'..=b'Z'] if !after_digit.contains(letter) => {
                Some(Flaw::DistrictLetter)
            }
            _ => None,
        };
        let inward_is_right = self.inward.iter().all(|letter| INWARD.contains(letter));
        [district, (!inward_is_right).then_some(Flaw::InwardLetter)]
    }
}

/// The area of a postcode, when the text is one.
pub(super) fn area_of(compact: &[u8]) -> Option<&'static str> {
    let shape = Shape::of(compact)?;
    if shape.flaws_after_area().iter().any(Option::is_some) {
        return None;
    }
    areas::area(shape.area)
}

/// Area and district of an outward half: one or two letters; then a digit, two, or one and a letter.
pub(super) fn outward_parts(outward: &[u8]) -> Option<(&[u8], &[u8])> {
    let letters = outward
        .iter()
        .take_while(|b| b.is_ascii_uppercase())
        .count();
    let (area, district) = outward.split_at_checked(letters)?;
    let is_district = match district {
        [digit] => digit.is_ascii_digit(),
        [digit, other] => digit.is_ascii_digit() && other.is_ascii_alphanumeric(),
        _ => false,
    };
    (matches!(letters, 1 | 2) && is_district).then_some((area, district))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(compact: &str) -> Option<Vec<Flaw>> {
        Some(Shape::of(compact.as_bytes())?.flaws().collect())
    }

    #[test]
    fn each_of_the_six_shapes_is_read() {
        for postcode in ["E81AA", "N165AA", "CR02YR", "SW112AA", "W1A1AA", "EC1A1BB"] {
            assert_eq!(flaws(postcode), Some(vec![]), "{postcode}");
        }
    }

    #[test]
    fn other_shapes_are_not() {
        for text in [
            "", "E8", "1AA", "81AA", "E1AA", "ABC11AA", "E1231AA", "EA11A1", "E8A1A", "SW1AA1AA",
        ] {
            assert_eq!(flaws(text), None, "{text}");
        }
    }

    #[test]
    fn each_flaw_is_found() {
        assert_eq!(flaws("QX11AA"), Some(vec![Flaw::Area]));
        assert_eq!(flaws("S011AA"), Some(vec![Flaw::LeadingZero]));
        assert_eq!(flaws("W1Q1AA"), Some(vec![Flaw::DistrictLetter]));
        assert_eq!(flaws("EC1C1AA"), Some(vec![Flaw::DistrictLetter]));
        assert_eq!(flaws("E81AC"), Some(vec![Flaw::InwardLetter]));
        let all = vec![Flaw::Area, Flaw::DistrictLetter, Flaw::InwardLetter];
        assert_eq!(flaws("QX1Q1OO"), Some(all));
    }

    #[test]
    fn the_area_comes_with_it() {
        assert_eq!(area_of(b"ZE10AA"), Some("ZE"));
        assert_eq!(area_of(b"ZE10AC"), None);
    }
}
