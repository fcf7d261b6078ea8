//! One way to reach somebody (PDS, "telecom").

use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::vocabulary::{Channel, FhirCode, FhirSystem, FhirUse};
use serde::Serialize;

use super::elements::{Extension, Id, PeriodElement};

/// A `ContactPoint`.
#[derive(Serialize)]
pub(crate) struct Telecom<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Id<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<PeriodElement>,
    system: &'static str,
    value: &'a str,
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    usage: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extension: Option<[Extension<'static>; 1]>,
}

impl<'a> Telecom<'a> {
    /// The person's own; `None` for a record that is no item of the list.
    pub(crate) fn of(record: &'a ContactDetail) -> Option<Self> {
        let FhirCode::Telecom { usage, .. } = record.fhir_code()? else {
            return None;
        };
        Some(Self {
            id: Some(Id::of(record)),
            period: PeriodElement::of(record.period),
            usage: Some(usage.as_str()),
            ..Self::bare(record)?
        })
    }

    /// With neither id, use nor period: as part of something that has them. `None` for an address.
    pub(crate) fn bare(record: &'a ContactDetail) -> Option<Self> {
        let system = system_of(record.channel())?;
        let textphone = system == FhirSystem::Other;
        Some(Self {
            id: None,
            period: None,
            system: system.as_str(),
            value: record.information.value.one_line(),
            usage: None,
            extension: textphone.then(|| [Extension::textphone()]),
        })
    }

    /// Of somebody else: without an id.
    pub(crate) fn of_another(record: &'a ContactDetail, usage: Option<FhirUse>) -> Option<Self> {
        Some(Self {
            period: PeriodElement::of(record.period),
            usage: usage.map(FhirUse::as_str),
            ..Self::bare(record)?
        })
    }
}

fn system_of(channel: Channel) -> Option<FhirSystem> {
    match channel {
        Channel::Phone => Some(FhirSystem::Phone),
        Channel::Email => Some(FhirSystem::Email),
        Channel::Fax => Some(FhirSystem::Fax),
        Channel::Textphone => Some(FhirSystem::Other),
        Channel::Address => None,
    }
}
