//! A postal address (PDS, "address").

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::value::{Address, PlainText, PostalCode};
use contactable_domain::vocabulary::{FhirCode, FhirUse};
use serde::Serialize;

use super::Look;
use super::elements::{Coding, Extension, Id, PeriodElement};
use crate::urls;

/// An Address.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddressElement<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<PeriodElement>,
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    usage: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    line: Vec<Option<&'a str>>,
    #[serde(rename = "_line", skip_serializing_if = "Vec::is_empty")]
    blanks: Vec<Option<Blank>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    extension: Vec<Extension<'a>>,
}

/// What stands for a line that is blank.
#[derive(Serialize)]
struct Blank {
    extension: [Extension<'static>; 1],
}

impl<'a> AddressElement<'a> {
    /// The person's own; `None` for a record that is no item of the list.
    pub(crate) fn of(record: &'a ContactDetail, look: Look) -> Option<Self> {
        let FhirCode::Address { usage } = record.fhir_code()? else {
            return None;
        };
        Some(Self {
            id: Some(Id::of(record)),
            ..Self::of_another(record, Some(usage), look)?
        })
    }

    /// Of somebody else: without an id. `None` for what is no address.
    pub(crate) fn of_another(
        record: &'a ContactDetail,
        usage: Option<FhirUse>,
        look: Look,
    ) -> Option<Self> {
        let address = record.information.value.address()?;
        let description = record.information.description.as_ref();
        let line = lines(address, look);
        Some(Self {
            id: None,
            period: PeriodElement::of(record.period),
            usage: usage.map(FhirUse::as_str),
            text: description.map(PlainText::as_str),
            blanks: blanks(&line),
            line,
            postal_code: address.postal_code().map(PostalCode::typed),
            extension: keys(address),
        })
    }
}

/// The lines that are not blank; or every line in its place, when it is to be seen which are.
fn lines(address: &Address, look: Look) -> Vec<Option<&str>> {
    let written = |text: &&str| !text.trim().is_empty();
    match address.lines().filter(|_| look.empty_address_lines) {
        None => address.texts().filter(written).map(Some).collect(),
        Some(known) => {
            let each = known.lines.each_ref();
            let each = each.map(|line| line.as_ref().map(PlainText::as_str).filter(written));
            let has_any = each.iter().any(Option::is_some);
            each.into_iter().filter(|_| has_any).collect()
        }
    }
}

/// Beside lines of which one is blank, an entry for each line.
fn blanks(lines: &[Option<&str>]) -> Vec<Option<Blank>> {
    let absent = |line: Option<&str>| {
        line.is_none().then(|| Blank {
            extension: [Extension {
                value_code: Some("not-applicable"),
                ..Extension::named(urls::ABSENT)
            }],
        })
    };
    let has_any = lines.iter().any(Option::is_none);
    lines
        .iter()
        .copied()
        .filter(|_| has_any)
        .map(absent)
        .collect()
}

/// Royal Mail's key and the property's number.
fn keys(address: &Address) -> Vec<Extension<'_>> {
    let paf = address.paf_key().map(|key| ("PAF", key.as_str()));
    let uprn = address.uprn().map(|uprn| ("UPRN", shown_uprn(uprn)));
    let each = paf.into_iter().chain(uprn);
    each.map(|(kind, value)| Extension {
        extension: vec![
            Extension {
                value_coding: Some(Coding::bare(urls::ADDRESS_KEY_TYPES, kind)),
                ..Extension::named("type")
            },
            Extension {
                value_string: Some(value),
                ..Extension::named("value")
            },
        ],
        ..Extension::named(urls::ADDRESS_KEY)
    })
    .collect()
}

/// As it was given where those are its digits: zeros before the number are kept.
fn shown_uprn(uprn: &contactable_domain::value::Uprn) -> &str {
    let typed = uprn.typed();
    let is_form = (1..=12).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_digit());
    if is_form { typed } else { uprn.as_str() }
}
