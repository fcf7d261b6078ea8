//! A Patient that is taken over.

use contactable_domain::patient::{Carried, Confidentiality, WantedPatient, WantedWishes};
use contactable_domain::preferences::MAX_CONTACT_TIMES;
use contactable_domain::value::{NhsNumber, PlainText};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::lenient::{Lenient, short};
use super::{Keep, Taken, form, items, label};
use crate::outcome::Problem;
use crate::patient::carry::{Carry, Person};
use crate::read::{Node, PreferenceTexts};
use crate::urls;

const OURS: [&str; 8] = [
    "resourceType",
    "id",
    "identifier",
    "meta",
    "telecom",
    "address",
    "contact",
    "extension",
];

/// The parts of a Patient that stay the text that they came as.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw<'a> {
    #[serde(borrow, default)]
    general_practitioner: Option<&'a RawValue>,
    #[serde(borrow, default)]
    extension: Option<&'a RawValue>,
}

impl<'a> Raw<'a> {
    /// The extensions, which were seen to be a list.
    fn extensions(&self) -> Vec<&'a RawValue> {
        let list = self.extension.map(|raw| serde_json::from_str(raw.get()));
        list.and_then(Result::ok).unwrap_or_default()
    }
}

/// Takes what can be kept.
pub(super) fn take(raw: &RawValue, keep: Keep) -> Result<Taken, &'static str> {
    let value: Value = serde_json::from_str(raw.get()).map_err(|_| "nested too deeply")?;
    let number = number(&value)?;
    let confidentiality = label::confidentiality(&value)?;
    form::check(&value, raw)?;
    let mut taking = Taking {
        root: Node::new(&value, ""),
        keep,
        sink: Lenient::default(),
    };
    let wanted = taking.wanted();
    let twice = |_| "a member is given twice";
    let parts = serde_json::from_str(raw.get()).map_err(twice)?;
    let person = serde_json::from_str(raw.get()).map_err(twice)?;
    let carried = taking.carried(person, &parts);
    let is_hidden = confidentiality.is_some_and(|level| level != Confidentiality::Unrestricted)
        && wanted.as_ref().is_none_or(says_nothing);
    Ok(Taken {
        number,
        version: version(&value),
        confidentiality,
        wanted: wanted.filter(|_| !is_hidden),
        carried,
        gaps: taking.sink.gaps,
        left_out: taking.sink.left_out,
    })
}

fn says_nothing(wanted: &WantedPatient) -> bool {
    let lists = [&wanted.telecoms, &wanted.addresses, &wanted.contacts];
    lists.iter().all(|list| list.is_empty()) && !matches!(wanted.wishes, WantedWishes::Set { .. })
}

struct Taking<'a> {
    root: Node<'a>,
    keep: Keep,
    sink: Lenient,
}

impl<'a> Taking<'a> {
    fn wanted(&mut self) -> Option<WantedPatient> {
        let mut read = || -> Result<WantedPatient, Problem> {
            Ok(WantedPatient {
                telecoms: items::telecoms(&self.root, &mut self.sink)?,
                addresses: items::addresses(&self.root, &mut self.sink)?,
                contacts: items::contacts(&self.root, &mut self.sink)?,
                wishes: wishes(&self.root, &mut self.sink)?,
            })
        };
        // The lenient lets every fault pass.
        read().ok()
    }

    /// What is carried along, if that was asked for; what is not is told of.
    fn carried(&mut self, person: Person<'a>, parts: &Raw<'a>) -> Option<Carried> {
        let everything = self.keep == Keep::Everything;
        let members = self.root.value.as_object().into_iter().flatten();
        for (name, _) in members.filter(|(name, _)| !OURS.contains(&name.as_str())) {
            if !Person::knows(name) && name != "generalPractitioner" {
                self.sink.note(short(name), "there is no place for it");
            } else if !everything {
                self.sink.note(name, "it is no contact detail");
            }
        }
        let mut carry = Carry {
            person,
            general_practitioner: parts.general_practitioner,
            ..Carry::default()
        };
        for (index, raw) in parts.extensions().into_iter().enumerate() {
            if self.is_preference(index) {
                carry.preference_at = carry.preference_at.or(Some(carry.extensions.len()));
            } else {
                carry.extensions.push(raw);
                if !everything {
                    self.sink
                        .note(format!("extension/{index}"), "it is no contact detail");
                }
            }
        }
        let text = carry.into_text().filter(|_| everything);
        text.map(Carried::new)
    }

    fn is_preference(&self, index: usize) -> bool {
        let list = self.root.value.get("extension");
        let extension = list.and_then(|list| list.get(index));
        extension.is_some_and(|value| {
            Node::new(value, "").is_named(urls::CONTACT_PREFERENCE, &self.sink)
        })
    }
}

/// The number, which its two places have to agree on.
fn number(patient: &Value) -> Result<NhsNumber, &'static str> {
    let identifiers = patient.get("identifier").and_then(Value::as_array);
    let mut identifiers = identifiers.into_iter().flatten();
    let identifier =
        identifiers.find(|one| one.get("system").and_then(Value::as_str) == Some(urls::NHS_NUMBER));
    let identifier = identifier
        .and_then(|one| one.get("value"))
        .and_then(Value::as_str);
    let identifier = identifier.map(|text| NhsNumber::parse(text).map_err(|_| NO_NUMBER));
    let parsed = |id: &Value| NhsNumber::parse(id.as_str()?).ok();
    // An id that is no number is no other name of the person either.
    let id = patient.get("id").map(parsed);
    match (id, identifier.transpose()?) {
        (Some(id), Some(other)) if id != Some(other) => Err("its id and its identifier differ"),
        (_, Some(number)) | (Some(Some(number)), None) => Ok(number),
        (_, None) => Err(NO_NUMBER),
    }
}

const NO_NUMBER: &str = "no NHS number, or one whose check digit does not fit";

fn version(patient: &Value) -> Option<u64> {
    patient.pointer("/meta/versionId")?.as_str()?.parse().ok()
}

/// The wishes, as far as they can be read.
fn wishes(root: &Node<'_>, sink: &mut Lenient) -> Result<WantedWishes, Problem> {
    let mut preferences = Vec::new();
    if let Some(list) = root.member("extension") {
        for extension in list.items(usize::MAX, sink)? {
            if extension.is_named(urls::CONTACT_PREFERENCE, sink) {
                preferences.push(extension);
            } else if !extension.value.get("url").is_some_and(Value::is_string) {
                // It may have been the preference.
                sink.gaps.preference = true;
            }
        }
    }
    let mut preferences = preferences.into_iter();
    let Some(first) = preferences.next() else {
        sink.gaps.has_no_preference = true;
        return Ok(WantedWishes::Kept);
    };
    let faults = sink.faults;
    let wanted = preference(&first, sink)?;
    for more in preferences {
        sink.note(more.path, "there are more than are kept");
    }
    sink.gaps.preference |= sink.faults > faults;
    Ok(match wanted {
        WantedWishes::Removed if sink.gaps.preference => WantedWishes::Kept,
        wanted => wanted,
    })
}

fn preference(extension: &Node<'_>, sink: &mut Lenient) -> Result<WantedWishes, Problem> {
    let texts = PreferenceTexts::read(extension, None, sink)?;
    let times = texts.times.and_then(|(path, text)| {
        let times = PlainText::parse(text, MAX_CONTACT_TIMES).ok();
        if times.is_none() {
            sink.note(path, "it is too long or has markup in it");
        }
        times
    });
    if texts.method.is_none() && texts.format.is_none() && times.is_none() {
        return Ok(WantedWishes::Removed);
    }
    Ok(WantedWishes::Set {
        method: texts.method,
        format: texts.format,
        times,
    })
}
