//! The small parts that resources are made of.

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::time::Period;
use jiff::civil::Date;
use serde::Serialize;

use crate::urls;

/// A code of a system.
#[derive(Serialize)]
pub(crate) struct Coding<'a> {
    pub(crate) system: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<&'a str>,
    pub(crate) code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) display: Option<&'a str>,
}

impl<'a> Coding<'a> {
    pub(crate) fn new(system: &'a str, code: &'a str, display: &'a str) -> Self {
        Self {
            display: Some(display),
            ..Self::bare(system, code)
        }
    }

    pub(crate) fn bare(system: &'a str, code: &'a str) -> Self {
        Self {
            system,
            version: None,
            code,
            display: None,
        }
    }
}

/// A concept of one code.
#[derive(Serialize)]
pub(crate) struct Concept<'a> {
    pub(crate) coding: [Coding<'a>; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<&'a str>,
}

impl<'a> Concept<'a> {
    pub(crate) fn of(coding: Coding<'a>) -> Self {
        Self {
            coding: [coding],
            text: None,
        }
    }
}

/// An extension with one of the values that we write.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(clippy::struct_field_names, reason = "FHIR's own names")]
pub(crate) struct Extension<'a> {
    pub(crate) url: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) extension: Vec<Extension<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value_coding: Option<Coding<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value_codeable_concept: Option<Concept<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value_string: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value_code: Option<&'a str>,
}

impl<'a> Extension<'a> {
    pub(crate) fn named(url: &'a str) -> Self {
        Self {
            url,
            extension: Vec::new(),
            value_coding: None,
            value_codeable_concept: None,
            value_string: None,
            value_code: None,
        }
    }

    /// What says that a telecom is a textphone.
    pub(crate) fn textphone() -> Extension<'static> {
        Extension {
            value_coding: Some(Coding::new(
                urls::OTHER_CONTACT_SYSTEM_CODES,
                "textphone",
                "Minicom (Textphone)",
            )),
            ..Extension::named(urls::OTHER_CONTACT_SYSTEM)
        }
    }
}

/// From when to when, as far as it is known.
#[derive(Serialize)]
pub(crate) struct PeriodElement {
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Date>,
}

impl PeriodElement {
    /// Nothing when neither end is known.
    pub(crate) fn of(period: Period) -> Option<Self> {
        let (start, end) = (period.start(), period.end());
        (start.is_some() || end.is_some()).then_some(Self { start, end })
    }
}

/// The id of an item, without another copy of it where the record has one of its own.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Id<'a> {
    Given(&'a str),
    Own(String),
}

impl<'a> Id<'a> {
    pub(crate) fn of(record: &'a ContactDetail) -> Self {
        match &record.item {
            Some(item) => Self::Given(item.as_str()),
            None => Self::Own(record.item_id().as_str().to_owned()),
        }
    }
}
