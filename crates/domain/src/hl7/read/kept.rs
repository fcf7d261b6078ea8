//! What several elements need: keeping a text, and keeping it once.

use super::super::{Hl7Error, V3Refusal, V3Text};
use super::source::Open;

/// The text of an element or of one of its attributes; none when it is blank.
pub(super) fn text(raw: &str, open: &Open) -> Result<Option<V3Text>, Hl7Error> {
    match V3Text::parse(raw) {
        Ok(text) => Ok(Some(text)),
        Err(V3Refusal::Blank) => Ok(None),
        Err(V3Refusal::TooLong) => Err(Hl7Error::TooLong {
            element: open.element.as_str(),
            line: open.line,
        }),
        Err(_) => Err(Hl7Error::ControlCharacter { line: open.line }),
    }
}

/// Fills a slot that may be filled once. An element without content fills nothing.
pub(super) fn once<T>(
    slot: &mut Option<T>,
    content: Option<T>,
    open: &Open,
) -> Result<(), Hl7Error> {
    if content.is_none() {
        return Ok(());
    }
    match std::mem::replace(slot, content) {
        None => Ok(()),
        Some(_) => Err(Hl7Error::Repeated {
            element: open.element.as_str(),
            line: open.line,
        }),
    }
}

/// The one code of the `use` attribute, read by `parse`.
pub(super) fn use_code<T>(open: &Open, parse: fn(&str) -> Option<T>) -> Result<T, Hl7Error> {
    let (element, line) = (open.element.as_str(), open.line);
    let codes = open.attributes.use_.as_deref().unwrap_or_default();
    let mut codes = codes.split_whitespace();
    let code = codes.next().ok_or(Hl7Error::MissingUse { element, line })?;
    if codes.next().is_some() {
        return Err(Hl7Error::SeveralUses { element, line });
    }
    parse(code).ok_or(Hl7Error::UnknownUse { element, line })
}
