//! From a text to the resources in it, each with its place.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::NotFhir;

/// A resource that is taken.
pub(super) enum Resource<'a> {
    Patient(&'a RawValue),
    Related {
        raw: &'a RawValue,
        /// What the Bundle calls it.
        full_url: Option<Cow<'a, str>>,
    },
}

/// A resource with its place, or why it is none.
pub(super) type Placed<'a> = (String, Result<Resource<'a>, &'static str>);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    #[serde(borrow, default)]
    resource_type: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    entry: Option<Vec<Entry<'a>>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    #[serde(borrow, default)]
    full_url: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    resource: Option<&'a RawValue>,
}

/// Every resource of a text, one after the other; after one that is not JSON it goes on with the next line.
pub(super) fn resources(text: &str) -> Result<Vec<Placed<'_>>, NotFhir> {
    let mut found = Vec::new();
    // A text from Windows may begin with the mark of its encoding.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut rest = text;
    loop {
        let line = line_of(text, rest.trim_start());
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            None => break,
            Some(Ok(raw)) => {
                of_value(raw, &format!("line {line}"), &mut found);
                rest = rest.get(values.byte_offset()..).unwrap_or_default();
            }
            Some(Err(_)) if found.is_empty() => return Err(NotFhir::NotJson { line }),
            Some(Err(_)) => {
                found.push((format!("line {line}"), Err("not JSON")));
                let next = rest.trim_start().split_once('\n');
                rest = next.map_or("", |(_, rest)| rest);
            }
        }
    }
    if found.is_empty() {
        return Err(NotFhir::Empty);
    }
    Ok(found)
}

/// On which line of a text the rest of it begins.
fn line_of(text: &str, rest: &str) -> usize {
    let before = text.get(..text.len().saturating_sub(rest.len()));
    let breaks = before.unwrap_or_default().bytes().filter(|b| *b == b'\n');
    breaks.count() + 1
}

fn of_value<'a>(raw: &'a RawValue, place: &str, found: &mut Vec<Placed<'a>>) {
    let head = serde_json::from_str::<Head<'a>>(raw.get());
    let Ok(head) = head else {
        found.push((place.to_owned(), Err(NO_RESOURCE)));
        return;
    };
    if head.resource_type.as_deref() != Some("Bundle") {
        let kind = head.resource_type.as_deref();
        found.push((place.to_owned(), of_kind(kind, raw, None)));
        return;
    }
    let entries = head.entry.unwrap_or_default();
    for (index, entry) in entries.into_iter().enumerate() {
        let place = format!("{place}, entry {}", index + 1);
        found.push((place, of_entry(entry)));
    }
}

const NO_RESOURCE: &str = "not a Patient, a RelatedPerson or a Bundle of them";

fn of_entry(entry: Entry<'_>) -> Result<Resource<'_>, &'static str> {
    let raw = entry.resource.ok_or("an entry without a resource")?;
    let head = serde_json::from_str::<Head<'_>>(raw.get()).map_err(|_| NO_RESOURCE)?;
    of_kind(head.resource_type.as_deref(), raw, entry.full_url)
}

fn of_kind<'a>(
    kind: Option<&str>,
    raw: &'a RawValue,
    full_url: Option<Cow<'a, str>>,
) -> Result<Resource<'a>, &'static str> {
    match kind {
        Some("Patient") => Ok(Resource::Patient(raw)),
        Some("RelatedPerson") => Ok(Resource::Related { raw, full_url }),
        _ => Err(NO_RESOURCE),
    }
}
