//! Reading of `telecom`.

use super::super::{Hl7Error, V3Telecom, V3Text};
use super::element::Element;
use super::source::{Open, Source};
use super::{id, kept, period};
use crate::vocabulary::{PdsTelecomType, PdsTelecomUse};

/// Reads a telecom; none when a `nullFlavor` stands in for its value.
pub(super) fn read(source: &mut Source<'_>, open: &Open) -> Result<Option<V3Telecom>, Hl7Error> {
    let attributes = &open.attributes;
    if attributes.value.is_none() && attributes.null_flavor.is_some() {
        source.skip()?;
        return Ok(None);
    }
    let use_ = kept::use_code(open, PdsTelecomUse::parse)?;
    let (kind, value) = typed_value(open)?;
    let (mut period, mut id) = (None, None);
    source.children(open.line, |source, child| match child.element {
        Element::UseablePeriod => {
            kept::once(&mut period, Some(period::useable(source, child)?), child)
        }
        Element::Id => kept::once(&mut id, id::read(source, child)?, child),
        _ => source.skip(),
    })?;
    Ok(Some(V3Telecom {
        use_,
        kind,
        value,
        period: period.unwrap_or_default(),
        id,
        system_effective: None,
    }))
}

/// Parts the value from its prefix. What follows is plain text, not a URI: PDS does not escape it.
fn typed_value(open: &Open) -> Result<(PdsTelecomType, V3Text), Hl7Error> {
    let line = open.line;
    let value = open.attributes.value.as_deref();
    let value = value.ok_or(Hl7Error::MissingValue { line })?;
    let (prefix, value) = value
        .split_once(':')
        .ok_or(Hl7Error::MissingType { line })?;
    let kind = PdsTelecomType::parse(prefix.trim()).ok_or(Hl7Error::UnknownType { line })?;
    let value = kept::text(value, open)?.ok_or(Hl7Error::MissingValue { line })?;
    Ok((kind, value))
}
