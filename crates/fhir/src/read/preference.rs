//! Reading of the contact preference (PDS, "Contact preference").

use contactable_domain::preferences::{ContactMethod, WrittenFormat};

use super::{Node, Sink, coding};
use crate::outcome::{Problem, Undecided};
use crate::urls;

/// The contact preference as it is written.
#[derive(Default)]
pub(crate) struct PreferenceTexts<'a> {
    pub(crate) method: Option<ContactMethod>,
    pub(crate) format: Option<WrittenFormat>,
    /// With where they stand.
    pub(crate) times: Option<(String, &'a str)>,
}

/// The most parts: one of each.
const MAX_PARTS: usize = 3;

impl<'a> PreferenceTexts<'a> {
    /// Reads the extension. `known` is the method as it is now: one that PDS has no code for may stay.
    pub(crate) fn read(
        node: &Node<'a>,
        known: Option<ContactMethod>,
        sink: &mut dyn Sink,
    ) -> Result<Self, Problem> {
        let mut texts = Self::default();
        if node.object(&["url", "extension"], sink)?.is_none() {
            return Ok(texts);
        }
        let Some(list) = node.member("extension") else {
            sink.told(node.missing("extension"))?;
            return Ok(texts);
        };
        for part in list.items(MAX_PARTS, sink)? {
            texts.part(&list, &part, known, sink)?;
        }
        Ok(texts)
    }

    fn part(
        &mut self,
        list: &Node<'a>,
        part: &Node<'a>,
        known: Option<ContactMethod>,
        sink: &mut dyn Sink,
    ) -> Result<(), Problem> {
        let names = ["url", "valueCodeableConcept", "valueString"];
        if part.object(&names, sink)?.is_none() {
            return Ok(());
        }
        let had = match part.needed("url", sink)? {
            Some("PreferredWrittenCommunicationFormat") => {
                let read = |code: &str| WrittenFormat::from_pds_code(code);
                let format = code(part, urls::WRITTEN_FORMATS, read, sink)?;
                std::mem::replace(&mut self.format, format).is_some()
            }
            Some("PreferredContactMethod") => {
                let takes_all = sink.is_lenient();
                let fits = |method: &ContactMethod| {
                    takes_all || *method != ContactMethod::Text || known == Some(*method)
                };
                let read = |code: &str| ContactMethod::from_pds_code(code).filter(fits);
                let method = code(part, urls::CONTACT_METHODS, read, sink)?;
                std::mem::replace(&mut self.method, method).is_some()
            }
            Some("PreferredContactTimes") => {
                if part.member("valueCodeableConcept").is_some() {
                    sink.unknown(part, &["valueCodeableConcept"])?;
                }
                let times = part.needed("valueString", sink)?;
                let times = times.map(|text| (format!("{}/valueString", part.path), text));
                std::mem::replace(&mut self.times, times).is_some()
            }
            Some(_) => {
                sink.told(part.unknown_code("url"))?;
                false
            }
            None => false,
        };
        if had {
            let sentence = "each part of a contact preference may be given once";
            sink.told(list.fault(Undecided::TooManyItems, sentence))?;
        }
        Ok(())
    }
}

/// The one code of a part.
fn code<T>(
    part: &Node<'_>,
    system: &str,
    read: impl Fn(&str) -> Option<T>,
    sink: &mut dyn Sink,
) -> Result<Option<T>, Problem> {
    if part.member("valueString").is_some() {
        sink.unknown(part, &["valueString"])?;
    }
    let Some(concept) = part.member("valueCodeableConcept") else {
        sink.told(part.missing("valueCodeableConcept"))?;
        return Ok(None);
    };
    let Some(coding) = coding::of_concept(&concept, system, sink)? else {
        return Ok(None);
    };
    let Some(text) = coding.needed("code", sink)? else {
        return Ok(None);
    };
    let meant = read(text);
    if meant.is_none() {
        sink.told(coding.unknown_code("code"))?;
    }
    Ok(meant)
}
