//! Digits in a text: alone, in groups, and as part of a code.

use super::words::Words;

/// How many digits the code of a door or a key safe has.
const CODE_DIGITS: std::ops::RangeInclusive<usize> = 3..=8;
/// The most characters of a code that has letters too.
const LONGEST_MIXED: usize = 10;

/// Words that say that the number behind or before them is a house number or a size.
const STREETS: &[&str] = &[
    "street", "st", "road", "rd", "lane", "ln", "avenue", "ave", "close", "drive", "way",
    "crescent", "court", "gardens", "grove", "hill", "mews", "place", "square", "terrace", "walk",
    "row", "estate", "house", "wharf", "dock", "harbour", "quay", "park", "green", "high",
];

impl Words<'_> {
    /// Whether the word at a position has ASCII digits only.
    pub(super) fn is_number(&self, index: usize) -> bool {
        is_digits(self.at(index))
    }

    /// Whether the word at a position is a number of so many digits.
    pub(super) fn is_number_of(&self, index: usize, digits: usize) -> bool {
        self.at(index).len() == digits && self.is_number(index)
    }

    /// Whether numbers of just these lengths stand at a position, with one space or hyphen between them
    /// and no further number joined to either end.
    pub(super) fn is_grouped(&self, index: usize, lengths: &[usize]) -> bool {
        let follows = |offset: usize| offset == 0 || self.is_joined(index + offset);
        let groups = lengths.iter().enumerate();
        let before =
            self.is_joined(index) && index.checked_sub(1).is_some_and(|i| self.is_number(i));
        let behind = index + lengths.len();
        let goes_on = self.is_joined(behind) && self.is_number(behind);
        let fits = |(offset, length): (usize, &usize)| {
            follows(offset) && self.is_number_of(index + offset, *length)
        };
        let mut groups = groups.map(fits);
        groups.all(|fits| fits) && !before && !goes_on
    }

    /// The digits of so many words from a position on.
    pub(super) fn digits(&self, index: usize, words: usize) -> impl Iterator<Item = u32> {
        let words = (index..index + words).map(|i| self.at(i));
        words.flat_map(|word| word.chars().filter_map(|c| c.to_digit(10)))
    }

    fn is_joined(&self, index: usize) -> bool {
        matches!(self.gap(index), " " | "-")
    }

    /// Whether a code stands at a position: three to eight digits, together or apart, or letters and
    /// digits such as `C1234X` or `C15Y`. Numbers with more digits are phone numbers and the like.
    pub(super) fn is_code(&self, index: usize) -> bool {
        let word = self.at(index);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if digits < word.len() {
            let letters_around = word.bytes().next().is_some_and(|b| b.is_ascii_alphabetic())
                && word.bytes().last().is_some_and(|b| b.is_ascii_alphabetic());
            let enough = if letters_around { 2 } else { 3 };
            return digits >= enough && word.len() <= LONGEST_MIXED && word.is_ascii();
        }
        digits > 0 && CODE_DIGITS.contains(&self.digits_together(index))
    }

    /// How many digits a number has with those joined to it on both sides, as in a phone number. Stops
    /// counting where it is longer than any code.
    fn digits_together(&self, index: usize) -> usize {
        let reach = *CODE_DIGITS.end();
        // A whole phone number beside a code is not part of it.
        let is_part =
            |at: usize| self.is_number(at) && self.at(at).len() < 9 && !self.is_area_code(at);
        let joins = |at: &usize| self.is_joined(*at) && is_part(*at);
        let behind = (index + 1..=index + reach).take_while(joins);
        let before = (index.saturating_sub(reach)..index).rev();
        let before = before.take_while(|at| self.is_joined(at + 1) && is_part(*at));
        let joined = behind.chain(before).map(|at| self.at(at).len());
        self.at(index).len() + joined.sum::<usize>()
    }

    fn is_area_code(&self, index: usize) -> bool {
        let word = self.at(index);
        word.starts_with('0') && word.len() >= 5
    }

    /// Whether `#` or `*` ends what is at a position, as on a keypad. `#5` starts the next word instead.
    pub(super) fn has_hash_behind(&self, index: usize) -> bool {
        let gap = self.gap(index + 1);
        let last = index + 1 >= self.count();
        gap.trim_start().starts_with(['#', '*']) && (last || gap.trim_start().len() > 1)
    }

    /// Whether a number at a position looks like that of a house: a street follows.
    pub(super) fn is_house_number(&self, index: usize) -> bool {
        let following = (index + 1..index + 4).take_while(|next| !self.is_break(*next));
        following.into_iter().any(|next| self.is(next, STREETS))
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_three_to_eight_digits() {
        for code in [
            "123",
            "1234",
            "C1234X",
            "1 2 3 4",
            "12-34",
            "12345678",
            "1234 Park",
        ] {
            assert!(Words::of(code).is_code(0), "{code}");
        }
        for other in [
            "12",
            "12A",
            "E8",
            "020 7946 0123",
            "07700900123",
            "code",
            "",
            "é123",
            "123456789",
        ] {
            assert!(!Words::of(other).is_code(0), "{other}");
        }
    }

    #[test]
    fn a_hash_behind_a_number_ends_it() {
        for ended in ["12#", "12 #", "12* then", "12# 3"] {
            assert!(Words::of(ended).has_hash_behind(0), "{ended}");
        }
        for other in ["12", "12 #3", "12-3", "12 3#"] {
            assert!(!Words::of(other).has_hash_behind(0), "{other}");
        }
    }

    #[test]
    fn groups_are_whole() {
        assert!(Words::of("943 476 5919").is_grouped(0, &[3, 3, 4]));
        for other in [
            "943  476 5919",
            "943 476 5919 1",
            "943 476 591",
            "943,476,5919",
        ] {
            assert!(!Words::of(other).is_grouped(0, &[3, 3, 4]), "{other}");
        }
        assert!(!Words::of("1 943 476 5919").is_grouped(1, &[3, 3, 4]));
    }
}
