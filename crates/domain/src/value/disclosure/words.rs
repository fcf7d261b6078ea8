//! A text as words and what stands between them.

/// One run of letters and digits. An apostrophe between letters is part of the word.
struct Word<'a> {
    text: &'a str,
    /// What stands between the word before, or the start, and this one.
    gap: &'a str,
}

/// A text as words.
pub(super) struct Words<'a> {
    words: Vec<Word<'a>>,
    /// What stands behind the last word.
    tail: &'a str,
}

impl<'a> Words<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let mut words = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(char::is_alphanumeric) {
            let (gap, from_word) = rest.split_at(start);
            let (word, after) = from_word.split_at(end_of_word(from_word));
            words.push(Word { text: word, gap });
            rest = after;
        }
        Self { words, tail: rest }
    }

    /// How many words there are.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    /// The word at a position; empty where there is none.
    pub(super) fn at(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.text)
    }

    /// What stands before the word at a position, or at the end of the text.
    pub(super) fn gap(&self, index: usize) -> &'a str {
        self.words.get(index).map_or(self.tail, |word| word.gap)
    }

    /// Whether the word at a position is one of those given, which are in lower case.
    pub(super) fn is(&self, index: usize, any: &[&str]) -> bool {
        let word = self.at(index);
        any.iter().any(|one| one.eq_ignore_ascii_case(word))
    }

    /// Whether the word before a position is one of those given.
    pub(super) fn is_before(&self, index: usize, any: &[&str]) -> bool {
        index
            .checked_sub(1)
            .is_some_and(|before| self.is(before, any))
    }

    /// Whether one of the phrases starts at a position; its number of words. Phrases are in lower case
    /// with single spaces; in the text a hyphen or a line break may stand for a space.
    pub(super) fn phrase(&self, index: usize, phrases: &[&str]) -> Option<usize> {
        let begins = |text: &str| text.bytes().next().map(|byte| byte.to_ascii_lowercase());
        let begin = begins(self.at(index));
        phrases.iter().find_map(|phrase| {
            // Most are ruled out by their first letter.
            if begins(phrase) != begin {
                return None;
            }
            let mut length = 0;
            for word in phrase.split(' ') {
                let joined = length == 0 || !self.is_break(index + length);
                if !joined || !self.is(index + length, &[word]) {
                    return None;
                }
                length += 1;
            }
            Some(length)
        })
    }

    /// Whether a new sentence or another part of an address starts at a position, or the text ends.
    pub(super) fn is_break(&self, index: usize) -> bool {
        index >= self.words.len()
            || self
                .gap(index)
                .contains(['.', ',', ';', '!', '?', '\n', '|'])
    }

    /// Whether a new sentence starts at a position, or the text ends. A comma is no end.
    pub(super) fn is_end(&self, index: usize) -> bool {
        index >= self.words.len() || self.gap(index).contains(['.', ';', '!', '?', '\n', '|'])
    }
}

fn end_of_word(text: &str) -> usize {
    let mut end = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let goes_on = |next: &(usize, char)| next.1.is_alphanumeric();
        let inside = matches!(c, '\'' | '’') && signs.peek().is_some_and(goes_on);
        if !c.is_alphanumeric() && !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_cut_into_words_and_gaps() {
        let words = Words::of("  Dad's key-safe: 12#");
        let cut: Vec<_> = (0..=words.count())
            .map(|i| (words.gap(i), words.at(i)))
            .collect();
        assert_eq!(
            cut,
            [
                ("  ", "Dad's"),
                (" ", "key"),
                ("-", "safe"),
                (": ", "12"),
                ("#", "")
            ]
        );
    }

    #[test]
    fn phrases_go_over_hyphens_but_not_over_sentences() {
        for (text, length) in [
            ("Key Safe", Some(2)),
            ("key-safe", Some(2)),
            ("key. safe", None),
            ("key", None),
        ] {
            assert_eq!(Words::of(text).phrase(0, &["key safe"]), length, "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(?s).{0,200}") {
            let words = Words::of(&text);
            let whole: String = (0..=words.count()).flat_map(|i| [words.gap(i), words.at(i)]).collect();
            prop_assert_eq!(whole, text);
        }
    }
}
