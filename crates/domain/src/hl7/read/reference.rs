//! Entities and character references: the five of XML and the numeric ones, each of which is one
//! character, so that nothing can grow.

use super::super::Hl7Error;
use super::super::text::is_xml;

/// The digits of the largest character reference, `&#x10FFFF;`, with a leading zero in decimal.
const MAX_DIGITS: usize = 8;

/// The character of a reference, given without its `&` and `;`.
pub(super) fn resolve(name: &str, line: usize) -> Result<char, Hl7Error> {
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => match name.strip_prefix('#') {
            Some(number) => numeric(number).ok_or(Hl7Error::CharacterReference { line }),
            None => Err(Hl7Error::UnknownEntity { line }),
        },
    }
}

/// Resolves every reference of an attribute's value.
pub(super) fn resolve_all(escaped: &str, line: usize) -> Result<String, Hl7Error> {
    let mut parts = escaped.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, after) = part
            .split_once(';')
            .ok_or(Hl7Error::UnknownEntity { line })?;
        text.push(resolve(name, line)?);
        text.push_str(after);
    }
    Ok(text)
}

fn numeric(number: &str) -> Option<char> {
    let (digits, radix) = match number.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (number, 10),
    };
    // A sign would be parsed too.
    let fits = digits.len() <= MAX_DIGITS && digits.chars().all(|c| c.is_digit(radix));
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|c| fits && is_xml(*c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_one_character_each() {
        let text = resolve_all("&lt;&#233;&#x1F600;&amp;amp;&quot;&apos;&gt;", 1).unwrap();
        assert_eq!(text, "<é😀&amp;\"'>");
    }

    #[test]
    fn what_is_no_character_is_refused() {
        for number in [
            "",
            "x",
            "0",
            "+65",
            "x-1",
            "xD800",
            "x110000",
            "xFFFF",
            "000000065",
            "27",
            "X41",
        ] {
            assert_eq!(
                resolve_all(&format!("&#{number};"), 7),
                Err(Hl7Error::CharacterReference { line: 7 }),
                "{number}"
            );
        }
        for entity in ["&nbsp;", "&;", "&", "& ", "&AMP;", "&amp"] {
            assert_eq!(
                resolve_all(entity, 7),
                Err(Hl7Error::UnknownEntity { line: 7 }),
                "{entity}"
            );
        }
    }
}
