//! The attributes of one element.

use quick_xml::events::BytesStart;
use quick_xml::events::attributes::AttrError;

use super::super::Hl7Error;
use super::{MAX_ATTRIBUTES, reference};

/// The attributes that mean something here, unescaped; a blank one counts as absent. They have no
/// prefix in HL7 V3, so that `xsi:value` is another attribute.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) use_: Option<String>,
    pub(super) value: Option<String>,
    pub(super) root: Option<String>,
    pub(super) extension: Option<String>,
    /// Says why there is no value; which reason it gives makes no difference here.
    pub(super) null_flavor: Option<String>,
}

impl Attributes {
    /// Checks every attribute and keeps the known ones.
    pub(super) fn read(tag: &BytesStart<'_>, line: usize) -> Result<Self, Hl7Error> {
        let mut known = Self::default();
        for (index, attribute) in tag.attributes().enumerate() {
            if index >= MAX_ATTRIBUTES {
                return Err(Hl7Error::TooManyAttributes { line });
            }
            let attribute = attribute.map_err(|error| broken(&error, line))?;
            let name = attribute.key.0;
            if !is_name(name) || attribute.value.contains('<') {
                return Err(Hl7Error::Malformed { line });
            }
            let value = reference::resolve_all(&attribute.value, line)?;
            if !value.trim().is_empty() {
                known.keep(name, value);
            }
        }
        Ok(known)
    }

    fn keep(&mut self, name: &str, value: String) {
        let slot = match name {
            "use" => &mut self.use_,
            "value" => &mut self.value,
            "root" => &mut self.root,
            "extension" => &mut self.extension,
            "nullFlavor" => &mut self.null_flavor,
            _ => return,
        };
        *slot = Some(value);
    }
}

fn broken(error: &AttrError, line: usize) -> Hl7Error {
    match error {
        AttrError::Duplicated(..) => Hl7Error::DuplicateAttribute { line },
        _ => Hl7Error::Malformed { line },
    }
}

/// Whether this can name an element or an attribute. quick-xml takes all but spaces and `=`; this is
/// somewhat wider than XML 1.0, production 5, outside ASCII.
pub(super) fn is_name(name: &str) -> bool {
    let first = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':') || c > '\u{b7}';
    let rest = |c: char| first(c) || c.is_ascii_digit() || matches!(c, '-' | '.' | '\u{b7}');
    name.starts_with(first) && name.chars().all(rest)
}
