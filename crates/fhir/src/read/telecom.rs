//! Reading of a telecom (PDS, "telecom").

use contactable_domain::time::Period;
use contactable_domain::vocabulary::{FhirSystem, FhirUse};

use super::{Node, Sink, period, textphone};
use crate::outcome::Problem;

/// A telecom as it is written.
pub(crate) struct TelecomTexts<'a> {
    pub(crate) system: FhirSystem,
    /// Always there in a patient's own list, never in a contact.
    pub(crate) usage: Option<FhirUse>,
    pub(crate) value: &'a str,
    pub(crate) period: Option<Period>,
}

/// Where a telecom stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    /// In the patient's own list.
    Patient,
    /// In a contact.
    Contact,
}

const SYSTEMS: [(&str, FhirSystem); 4] = [
    ("phone", FhirSystem::Phone),
    ("fax", FhirSystem::Fax),
    ("email", FhirSystem::Email),
    ("other", FhirSystem::Other),
];

/// A contact is not reached by fax.
const CONTACT_SYSTEMS: [(&str, FhirSystem); 3] = [
    ("phone", FhirSystem::Phone),
    ("email", FhirSystem::Email),
    ("other", FhirSystem::Other),
];

const USES: [(&str, FhirUse); 4] = [
    ("home", FhirUse::Home),
    ("work", FhirUse::Work),
    ("temp", FhirUse::Temp),
    ("mobile", FhirUse::Mobile),
];

impl<'a> TelecomTexts<'a> {
    /// Reads one; `None` when a fault that was let pass leaves nothing of it.
    pub(crate) fn read(
        node: &Node<'a>,
        within: Within,
        sink: &mut dyn Sink,
    ) -> Result<Option<Self>, Problem> {
        let (known, systems): (&[&str], &[_]) = match within {
            Within::Patient => (
                &["id", "period", "system", "value", "use", "extension"],
                &SYSTEMS,
            ),
            Within::Contact => (&["system", "value", "extension"], &CONTACT_SYSTEMS),
        };
        if node.object(known, sink)?.is_none() {
            return Ok(None);
        }
        let Some(system) = node.word("system", systems, sink)? else {
            return Ok(None);
        };
        if !extension_fits(node, system, sink)? {
            return Ok(None);
        }
        let Some(value) = node.needed("value", sink)? else {
            return Ok(None);
        };
        let mut texts = Self {
            system,
            usage: None,
            value,
            period: None,
        };
        if within == Within::Patient {
            node.text("id", sink)?;
            texts.usage = node.word("use", &USES, sink)?;
            if texts.usage.is_none() {
                return Ok(None);
            }
            texts.period = period::read(node, sink)?;
        }
        Ok(Some(texts))
    }
}

/// The system `other` goes with the extension, and no other system does.
fn extension_fits(
    node: &Node<'_>,
    system: FhirSystem,
    sink: &mut dyn Sink,
) -> Result<bool, Problem> {
    if system == FhirSystem::Other {
        return textphone::is_said(node, sink);
    }
    if node.member("extension").is_some() {
        sink.unknown(node, &["extension"])?;
    }
    Ok(true)
}
