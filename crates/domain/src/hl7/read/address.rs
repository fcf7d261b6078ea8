//! Reading of `addr`.

use super::super::{Hl7Error, UseablePeriod, V3Address, V3Id, V3Text};
use super::element::Element;
use super::source::{Open, Source};
use super::{id, kept, period};
use crate::vocabulary::PdsAddressUse;

/// Reads an address; none when a `nullFlavor` stands in for its content.
pub(super) fn read(source: &mut Source<'_>, open: &Open) -> Result<Option<V3Address>, Hl7Error> {
    let mut parts = Parts::default();
    source.children(open.line, |source, child| parts.read(source, child))?;
    if parts.says_nothing() && open.attributes.null_flavor.is_some() {
        return Ok(None);
    }
    let use_ = match kept::use_code(open, PdsAddressUse::parse)? {
        PdsAddressUse::TemporaryAsTelecom => PdsAddressUse::Temporary,
        other => other,
    };
    Ok(Some(V3Address {
        use_,
        lines: parts.lines,
        postal_code: parts.postal_code,
        address_key: parts.address_key,
        description: parts.description,
        period: parts.period.unwrap_or_default(),
        id: parts.id,
        system_effective: None,
    }))
}

#[derive(Default)]
struct Parts {
    /// How many lines were met, the empty ones with them.
    met: usize,
    lines: [Option<V3Text>; 5],
    postal_code: Option<V3Text>,
    address_key: Option<V3Text>,
    description: Option<V3Text>,
    period: Option<UseablePeriod>,
    id: Option<V3Id>,
}

impl Parts {
    fn read(&mut self, source: &mut Source<'_>, open: &Open) -> Result<(), Hl7Error> {
        match open.element {
            Element::StreetAddressLine => self.read_line(source, open),
            Element::PostalCode => kept::once(&mut self.postal_code, text(source, open)?, open),
            Element::AddressKey => kept::once(&mut self.address_key, text(source, open)?, open),
            Element::Desc => kept::once(&mut self.description, text(source, open)?, open),
            Element::Id => kept::once(&mut self.id, id::read(source, open)?, open),
            Element::UseablePeriod => {
                let period = period::useable(source, open)?;
                kept::once(&mut self.period, Some(period), open)
            }
            // An address in other words, such as houseNumber, would be read as none.
            _ => source.skip_without_text(open.line),
        }
    }

    fn read_line(&mut self, source: &mut Source<'_>, open: &Open) -> Result<(), Hl7Error> {
        let slot = self.lines.get_mut(self.met);
        let slot = slot.ok_or(Hl7Error::TooManyLines { line: open.line })?;
        *slot = text(source, open)?;
        self.met += 1;
        Ok(())
    }

    /// Whether there is no text of an address; a period or an identifier alone is none.
    fn says_nothing(&self) -> bool {
        let parts = [&self.postal_code, &self.address_key, &self.description];
        self.lines.iter().chain(parts).all(Option::is_none)
    }
}

fn text(source: &mut Source<'_>, open: &Open) -> Result<Option<V3Text>, Hl7Error> {
    kept::text(&source.text()?, open)
}
