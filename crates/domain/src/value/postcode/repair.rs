//! What was probably meant by a text that is not a postcode.

use super::grammar::Shape;
use super::reading;

/// Where the forms of postcode have letters (`A`) and digits (`9`).
const PATTERNS: [&[u8]; 13] = [
    b"A99AA",
    b"A999AA",
    b"AA99AA",
    b"AA999AA",
    b"A9A9AA",
    b"AA9A9AA",
    b"AAA9AA",
    b"AAAA9AA",
    b"AA9999",
    b"AAAA9",
    b"AAAA99",
    b"AAAA999",
    b"AAAA9999",
];

/// More slips than this and any number abroad could be made a postcode.
const MOST_SLIPS: usize = 2;

/// The one postcode that was probably meant.
pub(super) struct Repair {
    pub(super) normal: String,
    pub(super) cause: Cause,
}

/// What went wrong in typing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cause {
    /// A letter was typed for the digit it looks like, or the other way round.
    Slip { typed: char, meant: char },
    /// A letter and the digit beside it, or the two halves, are the wrong way round.
    Order,
}

/// Finds the repair, when slips explain the text in one way only, or else when one exchange does.
pub(super) fn repair(compact: &[u8]) -> Option<Repair> {
    // One slip is likelier than two.
    let slips = (1..=MOST_SLIPS)
        .map(|slips| {
            only_one(
                PATTERNS
                    .into_iter()
                    .flat_map(|p| unslipped(compact, p, slips)),
            )
        })
        .find(|found| !matches!(found, Found::None));
    match slips.unwrap_or(Found::None) {
        Found::One(normal, cause) => Some(Repair { normal, cause }),
        Found::Many => None,
        // A text of the right shape has its letters and digits in order, and one with a character too
        // many is in order but for that.
        Found::None if Shape::of(compact).is_some() || has_one_too_many(compact) => None,
        Found::None => match only_one(exchanged(compact)) {
            Found::One(normal, cause) => Some(Repair { normal, cause }),
            Found::None | Found::Many => None,
        },
    }
}

fn has_one_too_many(compact: &[u8]) -> bool {
    compact
        .split_last()
        .is_some_and(|(_, rest)| reading::read(rest).is_some())
}

enum Found {
    None,
    One(String, Cause),
    Many,
}

fn only_one(candidates: impl Iterator<Item = (Vec<u8>, Cause)>) -> Found {
    let mut found = Found::None;
    for (candidate, cause) in candidates {
        let Some((_, normal)) = reading::read(&candidate) else {
            continue;
        };
        match &found {
            Found::None => found = Found::One(normal, cause),
            Found::One(first, _) if *first == normal => {}
            Found::One(..) | Found::Many => return Found::Many,
        }
    }
    found
}

/// The text as the pattern wants it with so many slips put right, once with each letter that a 1 can
/// stand for.
fn unslipped<'a>(
    compact: &'a [u8],
    pattern: &'a [u8],
    wanted: usize,
) -> impl Iterator<Item = (Vec<u8>, Cause)> + 'a {
    [b'I', b'L'].into_iter().filter_map(move |one| {
        if compact.len() != pattern.len() {
            return None;
        }
        // A 1 in the place of the area's second letter is more often a house number run together.
        if let ([_, b'1', ..], [_, b'A', b'9', ..]) = (compact, pattern) {
            return None;
        }
        let places = compact.iter().zip(pattern);
        let meant: Vec<u8> = places
            .map(|(typed, place)| meant(*typed, *place, one))
            .collect::<Option<_>>()?;
        let mut slips = compact.iter().zip(&meant).filter(|(t, m)| t != m);
        let (typed, first) = slips.next()?;
        let cause = Cause::Slip {
            typed: char::from(*typed),
            meant: char::from(*first),
        };
        (slips.count() + 1 == wanted).then_some((meant, cause))
    })
}

fn meant(typed: u8, place: u8, one: u8) -> Option<u8> {
    match (place, typed) {
        (b'A', b'A'..=b'Z') | (b'9', b'0'..=b'9') => Some(typed),
        (b'A', b'0') => Some(b'O'),
        (b'A', b'1') => Some(one),
        (b'A', b'5') => Some(b'S'),
        (b'9', b'O') => Some(b'0'),
        (b'9', b'I' | b'L') => Some(b'1'),
        (b'9', b'S') => Some(b'5'),
        _ => None,
    }
}

/// The text with a letter and the digit beside it exchanged, wherever there are such, and with its last
/// half first.
fn exchanged(compact: &[u8]) -> impl Iterator<Item = (Vec<u8>, Cause)> + '_ {
    let places = compact.windows(2).enumerate();
    let mixed = places
        .filter(|(_, pair)| matches!(pair, [a, b] if a.is_ascii_digit() != b.is_ascii_digit()));
    let pairs = mixed.map(|(first, _)| {
        let mut text = compact.to_vec();
        text.swap(first, first + 1);
        text
    });
    let turned = compact
        .split_first_chunk::<3>()
        .map(|(inward, outward)| [outward, inward].concat());
    pairs.chain(turned).map(|text| (text, Cause::Order))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_is_the_first_slip() {
        let found = repair(b"SWIAOAA").unwrap();
        assert_eq!(found.normal, "SW1A 0AA");
        let cause = Cause::Slip {
            typed: 'I',
            meant: '1',
        };
        assert_eq!(found.cause, cause);
        assert_eq!(repair(b"SWA11AA").unwrap().cause, Cause::Order);
    }

    #[test]
    fn a_right_shape_is_not_turned_round() {
        assert!(repair(b"EB11AA").is_none());
        assert!(repair(b"QX11AA").is_none());
    }

    #[test]
    fn digits_alone_are_not_made_a_postcode() {
        for abroad in ["55011", "10115", "110001", "75007", "1011011"] {
            assert!(repair(abroad.as_bytes()).is_none(), "{abroad}");
        }
    }
}
