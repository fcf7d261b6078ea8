//! Text that is safe to keep and to show: no markup, no control characters, bounded.

use crate::refusal::{Code, Reason};

/// Free text without markup (council code W42) and without control characters other than tab and
/// line breaks. Never blank.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PlainText(String);

impl PlainText {
    /// Parses text of at most `max` characters.
    ///
    /// # Errors
    /// Every reason the text is refused: blank, too long, a control character, markup.
    pub fn parse(typed: &str, max: usize) -> Result<Self, Vec<Reason>> {
        let mut reasons = Vec::new();
        if typed.trim().is_empty() {
            reasons.push(Reason::new(
                Code::Required,
                "This is blank",
                "Enter a value",
            ));
        }
        if typed.chars().count() > max {
            reasons.push(too_long(max));
        }
        if typed.chars().any(is_forbidden_control) {
            reasons.push(Reason::new(
                Code::ControlCharacter,
                "This has a control character in it",
                "Use letters, digits, punctuation and line breaks only",
            ));
        }
        if has_markup(typed) {
            reasons.push(Reason::new(
                Code::Markup,
                "This has markup in it",
                "Enter plain text, without < before a letter, !, / or ?, and without &#",
            ));
        }
        if reasons.is_empty() {
            Ok(Self(typed.to_owned()))
        } else {
            Err(reasons)
        }
    }

    /// Takes text that was parsed before it was stored. For stores only.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The text as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<PlainText> for String {
    fn from(text: PlainText) -> Self {
        text.0
    }
}

impl std::fmt::Debug for PlainText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlainText(..)")
    }
}

pub(super) fn too_long(max: usize) -> Reason {
    Reason::new(
        Code::TooLong,
        format!("This is longer than {max} characters"),
        format!("Enter {max} characters or fewer"),
    )
}

/// The reasons why a text is refused: this one, and that it holds markup, if it does.
pub(super) fn with_markup(reason: Reason, text: &str, remedy: &'static str) -> Vec<Reason> {
    let markup = || Reason::new(Code::Markup, "This has markup in it", remedy);
    let markup = has_markup(text).then(markup);
    std::iter::once(reason).chain(markup).collect()
}

/// Markup as the deployed council API means it: `<` before a letter, `!`, `/` or `?`, or `&#`
/// (deployed service, "Validation and the error body", W42).
pub(super) fn has_markup(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| {
        matches!(pair, [b'<', next] if next.is_ascii_alphabetic() || b"!/?".contains(next))
            || matches!(pair, [b'&', b'#'])
    })
}

/// Whether a text has neither tabs and line breaks nor marks that turn the direction in which it is written. With them
/// one line of an address or a number would be shown as something else than is kept (house; Unicode,
/// bidirectional formatting).
pub fn stays_on_its_line(text: &str) -> bool {
    let breaks = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{61c}'
            )
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    !text.chars().any(breaks)
}

fn is_forbidden_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<Code> {
        PlainText::parse(text, 10)
            .err()
            .into_iter()
            .flatten()
            .map(|r| r.code)
            .collect()
    }

    #[test]
    fn markup_is_refused_and_arithmetic_is_not() {
        for markup in ["<b", "a</a", "<!--", "<?x", "&#60;", "<SCRIPT"] {
            assert_eq!(codes(markup), [Code::Markup], "{markup}");
        }
        for plain in ["3 < 4", "a & b", "<3", "#1", "<", "&"] {
            assert_eq!(codes(plain), [], "{plain}");
        }
    }

    #[test]
    fn every_reason_is_given() {
        assert_eq!(
            codes("<b>\0 and much more"),
            [Code::TooLong, Code::ControlCharacter, Code::Markup]
        );
        assert_eq!(codes(" \n"), [Code::Required]);
    }

    #[test]
    fn what_would_show_as_something_else_does_not_stay_on_its_line() {
        for text in [
            "1 High\nStreet",
            "a\tb",
            "\u{202e}12",
            "x\u{2066}y",
            "a\u{2028}b",
            "\0",
        ] {
            assert!(!stays_on_its_line(text), "{text:?}");
        }
        for text in ["1 High Street", "", "Stryd Fawr, Ynys Môn", "O’Brien – 2½"] {
            assert!(stays_on_its_line(text), "{text:?}");
        }
    }

    #[test]
    fn debug_hides_the_text() {
        let text = PlainText::parse("secret", 10).unwrap();
        assert_eq!(format!("{text:?}"), "PlainText(..)");
    }
}
