//! A record as what an address must have, may have and must not have to be the same.

use super::words::{Word, words};
use crate::os_places::DpaRecord;

/// Words that stand together, in one part of the address.
pub(super) type Run = Vec<Word>;

/// What an address is compared with.
pub(super) struct Wanted {
    /// The number of the building, which stands right before the anchor. May be empty.
    pub(super) number: Run,
    /// What the address must name: its street; where there is none, one of its localities or its town.
    pub(super) anchors: Vec<Run>,
    /// The name of the building. May be empty.
    pub(super) name: Run,
    /// The flat. May be empty.
    pub(super) flat: Run,
    /// Who is there. May be empty. Needed when nothing else tells the premises.
    pub(super) organisation: Run,
    pub(super) department: Run,
    /// What the address may name after the anchor.
    pub(super) after: Vec<Run>,
}

impl Wanted {
    pub(super) fn of(record: &DpaRecord) -> Self {
        let streets = present([
            &record.dependent_thoroughfare_name,
            &record.thoroughfare_name,
        ]);
        let places = present([
            &record.double_dependent_locality,
            &record.dependent_locality,
            &record.post_town,
        ]);
        // The number belongs to the first street; the second only says where that is.
        let anchors = match streets.first() {
            Some(first) => vec![first.clone()],
            None => places.clone(),
        };
        Self {
            number: run(record.number()),
            anchors,
            name: run(record.name()),
            flat: run(record.sub_building_name.as_deref()),
            organisation: run(record.organisation_name.as_deref()),
            department: run(record.department_name.as_deref()),
            after: streets.into_iter().skip(1).chain(places).collect(),
        }
    }

    /// Whether it says more than a street or a place.
    pub(super) fn tells_premises(&self) -> bool {
        !(self.has_no_building() && self.organisation.is_empty())
    }

    /// Whether only the organisation tells the premises.
    pub(super) fn has_no_building(&self) -> bool {
        self.number.is_empty() && self.name.is_empty() && self.flat.is_empty()
    }

    /// The number of the flat, when that is all there is to it: "3" of "Flat 3".
    pub(super) fn flat_number(&self) -> Option<&Word> {
        match self.flat.as_slice() {
            [number] if number.is_number_or_letter() => Some(number),
            [flat, number] if flat.text == "FLAT" && number.is_number_or_letter() => Some(number),
            _ => None,
        }
    }
}

fn run(text: Option<&str>) -> Run {
    words(text.into_iter())
}

fn present<const N: usize>(fields: [&Option<String>; N]) -> Vec<Run> {
    let runs = fields.into_iter().map(|field| run(field.as_deref()));
    runs.filter(|run| !run.is_empty()).collect()
}
