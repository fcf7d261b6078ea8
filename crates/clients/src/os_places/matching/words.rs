//! Texts of an address as words that can be compared: one case, one spelling, no punctuation.

use super::spelling;

/// A word, and which part of the address it stands in. Commas, brackets and line breaks part.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) part: usize,
}

impl Word {
    /// Whether it starts with a digit: "12", "87A", "12-14".
    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Whether it can number a flat by itself: "12", "87A", "B".
    pub(super) fn is_number_or_letter(&self) -> bool {
        self.is_number() || is_letter(&self.text)
    }
}

/// The words of some texts, of which each is a part or several.
pub(super) fn words<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Word> {
    let parts = texts.flat_map(|text| text.split([',', ';', '(', ')', '\n', '\r']));
    let mut words = Vec::new();
    for (part, text) in parts.enumerate() {
        let texts = without_number_sign(numbers_joined(atoms(text)));
        words.extend(texts.into_iter().map(|text| Word { text, part }));
    }
    words
}

/// Single words in their one spelling; hyphens and slashes by themselves.
fn atoms(part: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(part.len() + 8);
    for c in part.chars().flat_map(char::to_uppercase).map(plain_letter) {
        match c {
            '\'' | '\u{2018}' | '\u{2019}' | '`' | '\u{b4}' => {}
            '&' => spaced.push_str(" AND "),
            '-' | '\u{2010}'..='\u{2015}' => spaced.push_str(" - "),
            '/' => spaced.push_str(" / "),
            c if c.is_alphanumeric() => spaced.push(c),
            _ => spaced.push(' '),
        }
    }
    let split = spaced.split_whitespace();
    split.flat_map(spelling::one_spelling).collect()
}

/// The letter without its accent, as Royal Mail writes it.
fn plain_letter(c: char) -> char {
    match c {
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => 'A',
        'Ç' => 'C',
        'È' | 'É' | 'Ê' | 'Ë' => 'E',
        'Ì' | 'Í' | 'Î' | 'Ï' => 'I',
        'Ñ' => 'N',
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => 'O',
        'Ù' | 'Ú' | 'Û' | 'Ü' => 'U',
        'Ŵ' | 'Ẁ' | 'Ẃ' | 'Ẅ' => 'W',
        'Ý' | 'Ÿ' | 'Ŷ' | 'Ỳ' => 'Y',
        c => c,
    }
}

/// "12 A" is "12A", "12 - 14" is "12-14", "3 / 1" is "3/1". Any other hyphen or slash parts words.
fn numbers_joined(atoms: Vec<String>) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(atoms.len());
    let mut sign = None;
    for atom in atoms {
        if atom == "-" || atom == "/" {
            sign = Some(atom);
            continue;
        }
        let sign = sign.take();
        match (
            words.last_mut().filter(|last| starts_with_digit(last)),
            sign,
        ) {
            (Some(last), _) if is_letter(&atom) && ends_with_digit(last) => last.push_str(&atom),
            (Some(last), Some(sign)) if starts_with_digit(&atom) => {
                last.push_str(&sign);
                last.push_str(&atom);
            }
            _ => words.push(atom),
        }
    }
    words
}

/// "No. 12" and "Number 12" are "12".
fn without_number_sign(words: Vec<String>) -> Vec<String> {
    let mut next = words.iter().skip(1);
    let before_number: Vec<bool> = words
        .iter()
        .map(|_| next.next().is_some_and(|next| starts_with_digit(next)))
        .collect();
    let kept = words.into_iter().zip(before_number);
    kept.filter(|(word, before_number)| {
        !(*before_number && matches!(word.as_str(), "NO" | "NUMBER"))
    })
    .map(|(word, _)| word)
    .collect()
}

fn starts_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_with_digit(word: &str) -> bool {
    word.ends_with(|c: char| c.is_ascii_digit())
}

fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_for_all() {
        for (typed, expected) in [
            ("Flat 2, 12 Mill Lane", "FLAT 2|12 MILL LN"),
            ("flat2,12 mill lane.", "FLAT 2|12 MILL LN"),
            ("Apt. 2B; Unit 02", "FLAT 2B|FLAT 2"),
            ("12 - 14 St. John's St", "12-14 ST JOHNS ST"),
            ("12\u{2013}14 Saint Johns Street", "12-14 ST JOHNS ST"),
            ("87 a The Avenue", "87A AVE"),
            ("12a - 12c", "12A-12C"),
            ("Flat 3/1", "FLAT 3/1"),
            ("No. 12 High Rd (rear)", "12 HIGH RD|REAR"),
            ("No Name House", "NO NAME HSE"),
            ("Stoke-on-Trent", "STOKE ON TRENT"),
            ("Marks & Sons", "MARKS AND SONS"),
            ("1st Floor Flat", "FIRST FLOOR FLAT"),
            ("Tŷ Gwyn\nLlanfair", "TY GWYN|LLANFAIR"),
            ("- / ,,", ""),
            ("007 0", "7 0"),
        ] {
            assert_eq!(shown(&words([typed].into_iter())), expected, "{typed}");
        }
    }

    fn shown(words: &[Word]) -> String {
        let parts = words.chunk_by(|a, b| a.part == b.part);
        let parts = parts.map(|part| {
            let texts: Vec<&str> = part.iter().map(|word| word.text.as_str()).collect();
            texts.join(" ")
        });
        parts.collect::<Vec<_>>().join("|")
    }
}
