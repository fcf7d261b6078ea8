//! Text that XML 1.0 can hold.

use super::V3Refusal;

/// A value as an HL7 V3 element holds it: never blank, no control characters, bounded. Whitespace at the
/// ends is trimmed, and a run of whitespace with a line break or tab in it is one space, because line
/// breaks in XML are layout (house).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct V3Text(String);

impl V3Text {
    /// The most characters of one value (house; far above what PDS holds).
    pub const MAX_CHARS: usize = 1024;

    /// Tidies and keeps a value.
    ///
    /// # Errors
    /// [`V3Refusal::Blank`], [`V3Refusal::TooLong`] or [`V3Refusal::ControlCharacter`].
    pub fn parse(raw: &str) -> Result<Self, V3Refusal> {
        let tidy = tidy(raw);
        if tidy.is_empty() {
            return Err(V3Refusal::Blank);
        }
        if tidy.chars().count() > Self::MAX_CHARS {
            return Err(V3Refusal::TooLong);
        }
        if tidy.chars().any(is_unfit) {
            return Err(V3Refusal::ControlCharacter);
        }
        Ok(Self(tidy))
    }

    /// The text, unescaped.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for V3Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("V3Text(..)")
    }
}

fn tidy(raw: &str) -> String {
    let mut tidy = String::with_capacity(raw.len());
    let mut gap = String::new();
    for c in raw.trim().chars() {
        if c.is_whitespace() {
            gap.push(c);
        } else {
            tidy.push_str(if gap.contains(is_break) { " " } else { &gap });
            gap.clear();
            tidy.push(c);
        }
    }
    tidy
}

fn is_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The house refuses the C1 controls too, which XML 1.0 would let pass.
fn is_unfit(c: char) -> bool {
    c.is_control() || !is_xml(c)
}

/// Whether XML 1.0 can hold the character, escaped or not (XML 1.0, production 2).
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..) && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_becomes_one_space_and_typed_spaces_stay() {
        let text = V3Text::parse("\n  1  Mill\r\n\t Lane\u{2028}East\t").unwrap();
        assert_eq!(text.as_str(), "1  Mill Lane East");
    }

    #[test]
    fn what_is_unfit_is_refused() {
        for (raw, refusal) in [
            ("", V3Refusal::Blank),
            (" \u{a0}\u{85}", V3Refusal::Blank),
            ("a\0b", V3Refusal::ControlCharacter),
            ("a\u{b}b", V3Refusal::ControlCharacter),
            ("a\u{7f}b", V3Refusal::ControlCharacter),
            ("a\u{9b}b", V3Refusal::ControlCharacter),
            ("a\u{ffff}b", V3Refusal::ControlCharacter),
        ] {
            assert_eq!(V3Text::parse(raw), Err(refusal), "{raw:?}");
        }
        let long = "é".repeat(V3Text::MAX_CHARS);
        assert!(V3Text::parse(&long).is_ok());
        assert_eq!(V3Text::parse(&(long + "é")), Err(V3Refusal::TooLong));
    }
}
