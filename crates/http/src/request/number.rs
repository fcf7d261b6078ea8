//! Whole numbers.

use std::ops::RangeInclusive;

use contactable_domain::refusal::{Code, Reason};

/// Reads a whole number of this range.
///
/// # Errors
/// [`Code::OutOfRange`].
pub fn whole_number(text: &str, range: &RangeInclusive<u64>) -> Result<u64, Reason> {
    // Digits only: no sign, no space.
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits);
    number
        .filter(|number| range.contains(number))
        .ok_or_else(|| out_of_range(range))
}

fn out_of_range(range: &RangeInclusive<u64>) -> Reason {
    let (least, most) = (range.start(), range.end());
    let remedy = match *most {
        u64::MAX => format!("Give a whole number, {least} or more"),
        most => format!("Give a whole number from {least} to {most}"),
    };
    Reason::new(Code::OutOfRange, "This number is out of range", remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_of_the_range_are_read_and_no_others() {
        for (text, number) in [
            ("1", Some(1)),
            ("500", Some(500)),
            ("007", Some(7)),
            ("0", None),
            ("501", None),
            ("-1", None),
            ("+1", None),
            (" 1", None),
            ("1.0", None),
            ("", None),
            ("ten", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(whole_number(text, &(1..=500)).ok(), number, "{text:?}");
        }
        let most = u64::MAX.to_string();
        assert_eq!(whole_number(&most, &(0..=u64::MAX)), Ok(u64::MAX));
    }
}
