//! What a Patient leaves open: what of it stays as it is here.

use contactable_domain::contact_detail::Information;
use contactable_domain::patient::{Wanted, WantedPatient, WantedWishes};
use contactable_domain::vocabulary::{FhirCode, FhirUse};
use contactable_fhir::import::Gaps;
use contactable_service::Unsaid;

/// How far a Patient speaks for all of a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// It says what it says. Search results of PDS have neither contact preferences nor temporary addresses.
    WhatIsSaid,
    /// What is not there is none.
    Whole,
}

const TEMPORARY: FhirCode = FhirCode::Address {
    usage: FhirUse::Temp,
};

/// What stays as it is. Of the lists, the wishes become what they are to be.
pub fn unsaid(gaps: Gaps, wanted: Option<&mut WantedPatient>, reach: Reach) -> Unsaid {
    let mut unsaid = Unsaid {
        lists: gaps.lists,
        kinds: Vec::new(),
        items: gaps.items,
        wishes: gaps.preference,
    };
    let Some(wanted) = wanted else {
        return unsaid;
    };
    match reach {
        Reach::Whole if gaps.has_no_preference => wanted.wishes = WantedWishes::Removed,
        Reach::Whole => {}
        Reach::WhatIsSaid => {
            unsaid.lists.extend(gaps.absent);
            if !wanted.addresses.iter().any(is_temporary) {
                unsaid.kinds.push(TEMPORARY);
            }
        }
    }
    unsaid
}

fn is_temporary(one: &Wanted) -> bool {
    let code = |what: &Information| FhirCode::of(what.value.channel(), what.label);
    let (Wanted::Changed(_, item) | Wanted::Added(_, item)) = one else {
        return false;
    };
    item.what.iter().any(|what| code(what) == Some(TEMPORARY))
}
