//! A postcode without what people put between its letters and digits.

/// The most letters and digits that any form has: `BFPO c/o 1234`.
const LONGEST: usize = 11;

/// What was typed, in upper case, without spaces, dashes, brackets and full stops (GOV.UK Design
/// System, "Addresses": accept and strip them). Holds only as many characters as a postcode can have.
pub(super) struct Compact {
    bytes: [u8; LONGEST],
    len: usize,
    /// There is more than any postcode has.
    pub(super) is_too_long: bool,
    /// There is a sign or a letter that no postcode has.
    pub(super) has_other_sign: bool,
}

impl Compact {
    pub(super) fn read(typed: &str) -> Self {
        let mut compact = Self {
            bytes: [0; LONGEST],
            len: 0,
            is_too_long: false,
            has_other_sign: false,
        };
        typed
            .chars()
            .filter(|c| !is_filler(*c))
            .for_each(|c| compact.push(c));
        compact
    }

    fn push(&mut self, c: char) {
        match u8::try_from(c) {
            // The stroke is for "BFPO c/o 57".
            Ok(byte) if byte.is_ascii_alphanumeric() || byte == b'/' => {
                match self.bytes.get_mut(self.len) {
                    Some(slot) => {
                        *slot = byte.to_ascii_uppercase();
                        self.len += 1;
                    }
                    None => self.is_too_long = true,
                }
            }
            _ => self.has_other_sign = true,
        }
    }

    /// The letters and digits read.
    pub(super) fn kept(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    /// The letters and digits, when there was nothing else.
    pub(super) fn whole(&self) -> Option<&[u8]> {
        (!self.is_too_long && !self.has_other_sign).then(|| self.kept())
    }

    pub(super) fn is_blank(&self) -> bool {
        self.len == 0 && !self.has_other_sign
    }
}

/// Spaces of any kind, also those without width that come along when text is copied from a page or a
/// spreadsheet; dashes; brackets; full stops. Not a vertical tab or another control character.
fn is_filler(c: char) -> bool {
    match c {
        ' ' | '\t' | '\n' | '\r' | '-' | '.' | '(' | ')' | '[' | ']' | '{' | '}' => true,
        _ if c.is_ascii() => false,
        // Spaces without width, and marks of the direction of writing.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2060}' | '\u{feff}'
        // Dashes.
        | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => true,
        _ => c.is_whitespace() && !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_is_left_out() {
        for typed in [
            "e8 1aa",
            "E8-1AA",
            "(E8) [1AA]",
            "E.8.1.A.A.",
            "\u{feff}E8\u{a0}1\u{2013}AA",
        ] {
            assert_eq!(Compact::read(typed).whole(), Some(&b"E81AA"[..]), "{typed}");
        }
    }

    #[test]
    fn too_much_and_other_signs_are_noticed() {
        assert!(Compact::read("ABCDEFGHIJKL").is_too_long);
        for typed in ["E8_1AA", "É8 1AA", "E8\u{b}1AA", "Ｅ8 1AA", "E8\0"] {
            assert!(Compact::read(typed).has_other_sign, "{typed}");
        }
        assert!(Compact::read(" -.\u{200b}").is_blank());
    }
}
