//! Whom to reach in an emergency (PDS, "contact").

use contactable_domain::patient::ContactItem;
use serde::Serialize;

use super::Telecom;
use super::elements::{Coding, Concept, PeriodElement};
use crate::urls;

/// A contact: one item for all the ways in which one person is reached.
#[derive(Serialize)]
pub(crate) struct ContactElement<'a> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<PeriodElement>,
    relationship: [Concept<'static>; 1],
    telecom: Vec<Telecom<'a>>,
}

impl<'a> ContactElement<'a> {
    pub(crate) fn of(item: &ContactItem<'a>) -> Option<Self> {
        let first = item.records.first()?;
        Some(Self {
            id: item.id.as_str().to_owned(),
            period: PeriodElement::of(first.period),
            relationship: [Concept::of(Coding::new(
                urls::CONTACT_ROLES,
                "C",
                "Emergency Contact",
            ))],
            telecom: item
                .records
                .iter()
                .filter_map(|one| Telecom::bare(one))
                .collect(),
        })
    }
}
