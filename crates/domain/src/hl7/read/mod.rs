//! Reading: a single pass over the XML that keeps only what it knows.
//!
//! [`source`] is the hardened door to quick-xml; the other files each read one kind of element from it.

mod address;
mod attributes;
mod element;
mod id;
mod kept;
mod period;
mod reference;
mod source;
mod telecom;

use self::element::Element;
use self::source::{Open, Source, Token};
use super::{Fragment, Hl7Error, SystemPeriod};

/// The largest input, in bytes (house).
pub const MAX_BYTES: usize = 1024 * 1024;
/// The deepest nesting of elements (house; a PDS response needs some 20).
pub const MAX_DEPTH: usize = 32;
/// The most telecoms and addresses of one input (house).
pub const MAX_FRAGMENTS: usize = 1000;
/// The most attributes of one element (house).
pub const MAX_ATTRIBUTES: usize = 128;

/// Reads every `telecom` and `addr` of the XML, in its order; none is no error.
///
/// Takes a bare element, several in sequence, or anything around them, with or without namespaces:
/// elements are known by their local name, and the unknown are passed over. A `systemEffectiveDate`
/// belongs to the fragments of the innermost `PartOfWhole` it is in.
///
/// Whose they are is not asked: a whole PDS response may hold those of a practice or a relative too, so
/// hand in the patient's part of it.
///
/// - The `use` is one code. HL7 V3 allows a set, and PDS sends one; a set is refused rather than
///   cut down, since another code may say that the first one must not be used. `HV` of an address is
///   read as temporary (PDS standard, "Contact details for healthcare workers").
/// - A fragment with a `nullFlavor` and no content says that nothing is known, and is left out.
/// - Comments and processing instructions are ignored, CDATA is text, and an attribute or element
///   without content is as if it were not there; only an empty address line holds its place.
///
/// # Errors
/// The first [`Hl7Error`] met. Takes time linear in the input, and bounded memory.
pub fn read(xml: &str) -> Result<Vec<Fragment>, Hl7Error> {
    let mut source = Source::new(xml)?;
    let mut found = Found::default();
    loop {
        match source.next()? {
            Token::Open(open) => found.open(&mut source, &open)?,
            Token::Close => found.close(source.depth()),
            Token::Text(_) => {}
            Token::End => return Ok(found.fragments),
        }
    }
}

#[derive(Default)]
struct Found {
    fragments: Vec<Fragment>,
    parts: Vec<Part>,
}

/// A `PartOfWhole` that is open.
struct Part {
    /// How many elements are open around it.
    depth: usize,
    /// Which fragments are in it, and in no part within it.
    fragments: Vec<usize>,
    system: Option<SystemPeriod>,
}

impl Found {
    fn open(&mut self, source: &mut Source<'_>, open: &Open) -> Result<(), Hl7Error> {
        match open.element {
            Element::Telecom => {
                let telecom = telecom::read(source, open)?;
                self.keep(telecom.map(Fragment::Telecom))
            }
            Element::Addr => {
                let address = address::read(source, open)?;
                self.keep(address.map(Fragment::Address))
            }
            Element::SystemEffectiveDate => {
                let period = period::system_effective(source, open)?;
                match self.parts.last_mut() {
                    Some(part) => kept::once(&mut part.system, Some(period), open),
                    None => Ok(()),
                }
            }
            Element::PartOfWhole => {
                self.parts.push(Part {
                    depth: source.depth().saturating_sub(1),
                    fragments: Vec::new(),
                    system: None,
                });
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn keep(&mut self, fragment: Option<Fragment>) -> Result<(), Hl7Error> {
        let Some(fragment) = fragment else {
            return Ok(());
        };
        if self.fragments.len() >= MAX_FRAGMENTS {
            return Err(Hl7Error::TooManyFragments);
        }
        if let Some(part) = self.parts.last_mut() {
            part.fragments.push(self.fragments.len());
        }
        self.fragments.push(fragment);
        Ok(())
    }

    /// Gives the system dates of a part that has just closed to its fragments.
    fn close(&mut self, depth: usize) {
        let Some(part) = self.parts.pop_if(|part| part.depth == depth) else {
            return;
        };
        let Some(period) = part.system else { return };
        for index in part.fragments {
            if let Some(fragment) = self.fragments.get_mut(index) {
                fragment.set_system_effective(period);
            }
        }
    }
}
