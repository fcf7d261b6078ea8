//! Reading of an address (PDS, "address").

use contactable_domain::time::Period;
use contactable_domain::vocabulary::FhirUse;
use serde_json::Value;

use super::{Node, Sink, coding, period};
use crate::outcome::{Problem, Undecided};
use crate::urls;

/// The most lines.
const MAX_LINES: usize = 5;

/// A text with where it stands.
type Placed<'a> = (String, &'a str);

/// An address as it is written.
pub(crate) struct AddressTexts<'a> {
    pub(crate) usage: FhirUse,
    pub(crate) text: Option<&'a str>,
    /// As many as were given, the blank ones among them.
    pub(crate) lines: Vec<&'a str>,
    pub(crate) postcode: Option<&'a str>,
    pub(crate) paf_key: Option<Placed<'a>>,
    pub(crate) uprn: Option<Placed<'a>>,
    pub(crate) period: Option<Period>,
}

const USES: [(&str, FhirUse); 4] = [
    ("home", FhirUse::Home),
    ("temp", FhirUse::Temp),
    ("billing", FhirUse::Billing),
    ("work", FhirUse::Work),
];

const KNOWN: [&str; 7] = [
    "id",
    "period",
    "use",
    "text",
    "line",
    "postalCode",
    "extension",
];

impl<'a> AddressTexts<'a> {
    /// Reads one; `None` when a fault that was let pass leaves nothing of it.
    pub(crate) fn read(node: &Node<'a>, sink: &mut dyn Sink) -> Result<Option<Self>, Problem> {
        // Beside blank lines another system may write what stands for them.
        let beside: &[&str] = if sink.is_lenient() { &["_line"] } else { &[] };
        let known = [&KNOWN[..], beside].concat();
        if node.object(&known, sink)?.is_none() {
            return Ok(None);
        }
        let Some(usage) = node.word("use", &USES, sink)? else {
            return Ok(None);
        };
        node.text("id", sink)?;
        let mut texts = Self {
            usage,
            text: node.text("text", sink)?,
            lines: lines(node, sink)?,
            postcode: node.text("postalCode", sink)?,
            paf_key: None,
            uprn: None,
            period: period::read(node, sink)?,
        };
        texts.read_keys(node, sink)?;
        Ok(Some(texts))
    }

    fn read_keys(&mut self, node: &Node<'a>, sink: &mut dyn Sink) -> Result<(), Problem> {
        let Some(list) = node.member("extension") else {
            return Ok(());
        };
        for extension in list.items(usize::MAX, sink)? {
            let Some((kind, value)) = key(&extension, sink)? else {
                continue;
            };
            let slot = match kind {
                Kind::Paf => &mut self.paf_key,
                Kind::Uprn => &mut self.uprn,
            };
            if slot.replace(value).is_some() {
                let sentence = "an address has one key of each type";
                sink.told(list.fault(Undecided::TooManyItems, sentence))?;
            }
        }
        Ok(())
    }
}

fn lines<'a>(node: &Node<'a>, sink: &mut dyn Sink) -> Result<Vec<&'a str>, Problem> {
    let Some(list) = node.member("line") else {
        return Ok(Vec::new());
    };
    let mut lines = Vec::new();
    for item in list.items(MAX_LINES, sink)? {
        match item.value {
            Value::String(text) => lines.push(text.as_str()),
            Value::Null if sink.is_lenient() => lines.push(""),
            _ => {
                let sentence = format!("'{}' is not a text", item.path);
                sink.told(item.fault(Undecided::WrongType, sentence))?;
                lines.push("");
            }
        }
    }
    Ok(lines)
}

#[derive(Clone, Copy)]
enum Kind {
    Paf,
    Uprn,
}

/// A key: of which type it is, and what it says.
fn key<'a>(
    extension: &Node<'a>,
    sink: &mut dyn Sink,
) -> Result<Option<(Kind, Placed<'a>)>, Problem> {
    if extension.object(&["url", "extension"], sink)?.is_none() {
        return Ok(None);
    }
    if !extension.is_named(urls::ADDRESS_KEY, sink) {
        extension.needed("url", sink)?;
        sink.told(extension.unknown_code("url"))?;
        return Ok(None);
    }
    let Some(parts) = extension.member("extension") else {
        sink.told(extension.missing("extension"))?;
        return Ok(None);
    };
    let (mut kind, mut value) = (None, None);
    for part in parts.items(2, sink)? {
        match part.needed("url", sink)? {
            Some("type") => kind = key_type(&part, sink)?,
            Some("value") => {
                part.object(&["url", "valueString"], sink)?;
                let text = part.needed("valueString", sink)?;
                value = text.map(|text| (format!("{}/valueString", part.path), text));
            }
            Some(_) => sink.told(part.unknown_code("url"))?,
            None => {}
        }
    }
    if kind.is_none() || value.is_none() {
        // Only reached where no part was wrong: one of the two is not there at all.
        sink.told(extension.missing("extension"))?;
    }
    Ok(kind.zip(value))
}

fn key_type(part: &Node<'_>, sink: &mut dyn Sink) -> Result<Option<Kind>, Problem> {
    part.object(&["url", "valueCoding"], sink)?;
    let Some(coding) = part.member("valueCoding") else {
        sink.told(part.missing("valueCoding"))?;
        return Ok(None);
    };
    if !coding::is_of(&coding, urls::ADDRESS_KEY_TYPES, sink)? {
        return Ok(None);
    }
    coding.word("code", &[("PAF", Kind::Paf), ("UPRN", Kind::Uprn)], sink)
}
