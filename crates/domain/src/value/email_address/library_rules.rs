//! What validator.js takes: `isEmail` with its default options, version 13.15.35, written anew in
//! linear time. The PDS standard names that library ("Email address validation"). JavaScript counts
//! UTF-16 units and its patterns see a character beyond the basic plane as two surrogates, so lengths
//! and ranges here are those of UTF-16.

/// The most UTF-16 units of a whole address.
pub(super) const MAX_UNITS: usize = 254;
/// The most UTF-8 bytes before the `@`.
pub(super) const MAX_LOCAL_BYTES: usize = 64;
/// The most UTF-8 bytes after the `@`. Only letters beyond ASCII can get there.
pub(super) const MAX_DOMAIN_BYTES: usize = 254;
/// The most UTF-16 units between two dots of the domain.
pub(super) const MAX_LABEL_UNITS: usize = 63;

/// Whether `isEmail(typed)` is true.
pub(super) fn takes(typed: &str) -> bool {
    has_at_most(typed, MAX_UNITS)
        && typed
            .rsplit_once('@')
            .is_some_and(|(local, domain)| takes_local_part(local) && takes_domain(domain))
}

/// Whether a text has at most so many UTF-16 units. Long texts are not read to their end.
pub(super) fn has_at_most(text: &str, units: usize) -> bool {
    // Each unit is one to three bytes of UTF-8.
    text.len() <= units || (text.len() <= 3 * units && text.encode_utf16().count() <= units)
}

fn takes_local_part(local: &str) -> bool {
    local.len() <= MAX_LOCAL_BYTES
        && match quoted(local) {
            Some(inner) => takes_quoted(inner),
            None => local
                .split('.')
                .all(|section| !section.is_empty() && section.chars().all(is_local_character)),
        }
}

/// What stands between the quotation marks of a quoted local part. A single quotation mark counts as
/// both of them, as in the library.
pub(super) fn quoted(local: &str) -> Option<&str> {
    if local == "\"" {
        return Some("");
    }
    local.strip_prefix('"')?.strip_suffix('"')
}

/// Whether a quoted local part may hold this: any sign but NUL and the C1 controls, and `"` and `\`
/// only behind a `\`.
pub(super) fn takes_quoted(inner: &str) -> bool {
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        let fits = match c {
            '\\' => characters
                .next()
                .is_some_and(|next| !matches!(next, '\0' | '\n') && is_quotable(next)),
            '"' => false,
            _ => is_quotable(c),
        };
        if !fits {
            return false;
        }
    }
    true
}

fn is_quotable(c: char) -> bool {
    matches!(c, '\u{1}'..='\u{7F}' | '\u{A0}') || is_beyond_ascii(c)
}

/// Whether a section of an unquoted local part may hold this.
pub(super) fn is_local_character(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '!' | '#'..='\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^'..='`' | '{'..='~')
        || is_beyond_ascii(c)
}

/// Neither a control character nor a no-break space, a surrogate, of private use or a noncharacter.
fn is_beyond_ascii(c: char) -> bool {
    matches!(c, '\u{A1}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}')
}

fn takes_domain(domain: &str) -> bool {
    let Some((_, last)) = domain.rsplit_once('.') else {
        return false;
    };
    domain.len() <= MAX_DOMAIN_BYTES && takes_top_level(last) && domain.split('.').all(takes_label)
}

fn takes_label(label: &str) -> bool {
    !label.is_empty()
        && has_at_most(label, MAX_LABEL_UNITS)
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(is_label_character)
}

/// Whether a section of the domain may hold this. Full-width forms are out; what lies beyond the basic
/// plane is in, since both of its surrogates are.
pub(super) fn is_label_character(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => true,
        _ => c >= '\u{A1}' && !is_full_width(c),
    }
}

/// A full-width form of an ASCII sign.
pub(super) fn is_full_width(c: char) -> bool {
    ('\u{FF01}'..='\u{FF5E}').contains(&c)
}

/// Whether a domain may end with this: two or more letters of any script, or the ASCII form of such an
/// ending. Digits alone match neither.
pub(super) fn takes_top_level(label: &str) -> bool {
    let letters = label.chars().all(is_top_level_letter) && label.chars().nth(1).is_some();
    letters || is_encoded(label)
}

/// Whether the last part of a domain may hold this letter. The library leaves out U+00A9 and white space.
pub(super) fn is_top_level_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (is_beyond_ascii(c) && c != '\u{A9}' && !c.is_whitespace() && c != '\u{FEFF}')
}

/// `xn` and two or more ASCII letters, digits or hyphens.
fn is_encoded(label: &str) -> bool {
    match label.as_bytes() {
        [b'x' | b'X', b'n' | b'N', rest @ ..] => {
            rest.len() >= 2 && rest.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // tests/email_vectors.rs holds these rules against the library itself.

    #[test]
    fn lengths_are_counted_in_utf16_units() {
        assert!(has_at_most("😀😀", 4));
        assert!(!has_at_most("😀😀", 3));
        assert!(has_at_most("例例", 2));
        assert!(!has_at_most("例例", 1));
    }

    #[test]
    fn oddities_of_the_library() {
        for taken in [
            "\"@example.com",
            "\"\"@example.com",
            "a@b\u{3000}c.com",
            "a@😀.com",
        ] {
            assert!(takes(taken), "{taken:?}");
        }
        for refused in [
            "😀@example.com",
            "a@b.c\u{3000}m",
            "a@b.c©m",
            "a@b.😀😀",
            "a@ｂ.com",
        ] {
            assert!(!takes(refused), "{refused:?}");
        }
    }

    #[test]
    fn long_inputs_are_not_read_to_their_end() {
        let long = "a".repeat(5_000_000);
        assert!(!has_at_most(&long, MAX_UNITS));
    }
}
