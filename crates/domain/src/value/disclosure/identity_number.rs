//! NHS numbers and National Insurance numbers.

use super::words::Words;

/// Words that may stand between "NHS" and the number.
const FILLERS: &[&str] = &["no", "nos", "number", "num", "nr", "is", "id", "patient"];

/// Ten digits with a right check digit, in groups of 3, 3 and 4, or in any form behind "NHS".
pub(super) fn has_nhs_number(words: &Words<'_>) -> bool {
    (0..words.count()).any(|at| {
        // A phone number such as 016977 1234 can be grouped alike.
        let looks_like_a_phone = words.at(at).starts_with('0');
        (is_nhs_number(words, at, 3) && !looks_like_a_phone)
            || (words.is(at, &["nhs"]) && is_labelled(words, at + 1))
    })
}

fn is_labelled(words: &Words<'_>, from: usize) -> bool {
    let number = (from..from + 4).find(|at| !words.is(*at, FILLERS));
    number.is_some_and(|at| is_nhs_number(words, at, 3) || is_nhs_number(words, at, 1))
}

fn is_nhs_number(words: &Words<'_>, at: usize, groups: usize) -> bool {
    let grouped = if groups == 3 {
        words.is_grouped(at, &[3, 3, 4])
    } else {
        words.is_number_of(at, 10)
    };
    grouped && has_check_digit(words.digits(at, groups))
}

/// Modulus 11: the first nine digits by 10 to 2, and the tenth by 1, add up to a multiple of 11. A check
/// digit of 10 is never given, and cannot be written.
fn has_check_digit(digits: impl Iterator<Item = u32>) -> bool {
    let weighted = (1..=10)
        .rev()
        .zip(digits)
        .map(|(weight, digit)| weight * digit);
    weighted.sum::<u32>().is_multiple_of(11)
}

/// Two letters, six digits and A to D, together or in pairs.
pub(super) fn has_national_insurance_number(words: &Words<'_>) -> bool {
    (0..words.count()).any(|at| {
        let mut joined = String::new();
        for next in at..at + 5 {
            let apart = next > at && !matches!(words.gap(next), " " | "-");
            if apart || joined.len() + words.at(next).len() > 9 {
                break;
            }
            joined.push_str(words.at(next));
        }
        is_national_insurance_number(joined.as_bytes())
    })
}

fn is_national_insurance_number(text: &[u8]) -> bool {
    match text {
        [first, second, digits @ .., last] => {
            first.is_ascii_alphabetic()
                && second.is_ascii_alphabetic()
                && digits.len() == 6
                && digits.iter().all(u8::is_ascii_digit)
                && matches!(last.to_ascii_uppercase(), b'A'..=b'D')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_checked() {
        for (number, right) in [
            ("943 476 5919", true),
            ("943 476 5918", false),
            ("999 123 4567", false),
        ] {
            assert_eq!(has_nhs_number(&Words::of(number)), right, "{number}");
        }
    }
}
