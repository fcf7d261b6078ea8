//! Bank accounts and payment cards.

use super::words::Words;

/// The most words between the sort code and the account number.
const REACH: usize = 8;

/// A sort code such as 12-34-56, or six digits behind "sort code", near an account number of 8 digits.
pub(super) fn has_account(words: &Words<'_>) -> bool {
    (0..words.count()).any(|at| {
        let is_near_account = |end: usize| {
            let before = at.saturating_sub(REACH)..at;
            before
                .chain(end..end + REACH)
                .any(|near| words.is_number_of(near, 8))
        };
        length_of_sort_code(words, at).is_some_and(|length| is_near_account(at + length))
    })
}

/// How many words the sort code at a position has.
fn length_of_sort_code(words: &Words<'_>, at: usize) -> Option<usize> {
    let pairs = (at..at + 3).all(|i| words.is_number_of(i, 2));
    if pairs && words.gap(at + 1) == "-" && words.gap(at + 2) == "-" {
        return Some(3);
    }
    let label = words.phrase(at, &["sort code is", "sort code"])?;
    let pairs = (at + label..at + label + 3).all(|i| words.is_number_of(i, 2));
    if pairs {
        return Some(label + 3);
    }
    words.is_number_of(at + label, 6).then_some(label + 1)
}

/// The groups in which card numbers are written.
const GROUPS: [&[usize]; 4] = [&[4, 4, 4, 4], &[4, 4, 4, 4, 3], &[4, 6, 5], &[4, 6, 4]];

/// 13 to 19 digits, together or in a card's groups, with a right check digit (Luhn). Card numbers start
/// with 2 to 6; a phone number with its country code starts with 0.
pub(super) fn has_card_number(words: &Words<'_>) -> bool {
    (0..words.count()).any(|at| {
        let together = words.is_number(at) && (13..=19).contains(&words.at(at).len());
        let groups = GROUPS.iter().find(|lengths| words.is_grouped(at, lengths));
        let length = if together {
            Some(1)
        } else {
            groups.map(|groups| groups.len())
        };
        words.at(at).starts_with(['2', '3', '4', '5', '6'])
            && length.is_some_and(|length| has_check_digit(words.digits(at, length)))
    })
}

/// Luhn: every second digit from the right doubled, and the digits of it all add up to a multiple of 10.
fn has_check_digit(digits: impl Iterator<Item = u32>) -> bool {
    let digits: Vec<u32> = digits.collect();
    let doubled = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit) {
            (0, digit) => *digit,
            (_, 9) => 9,
            (_, digit) => digit * 2 % 9,
        });
    doubled.sum::<u32>().is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_checked() {
        for (number, right) in [
            ("4111 1111 1111 1111", true),
            ("4111-1111-1111-1111", true),
            ("5555555555554444", true),
            ("3782 822463 10005", true),
            ("4111 1111 1111 1112", false),
            ("0044 2079 4601 2300", false),
        ] {
            assert_eq!(has_card_number(&Words::of(number)), right, "{number}");
        }
    }
}
