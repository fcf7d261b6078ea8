//! From the lists as they are and as they are wanted to what has to change.

mod address;
mod check;
mod list;
mod pairing;
mod wishes;

use std::collections::BTreeSet;

use jiff::civil::Date;

use self::list::Rewriting;
use super::breach::Broken;
use super::{List, Patient, PatientChange, WantedPatient};
use crate::actor::AccessMode;
use crate::contact_detail::{ContactDetail, Information};
use crate::ids::ContactDetailId;
use crate::value::DramaNumbers;
use crate::vocabulary::FhirCode;

/// Which rules a change is held against.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rules {
    /// Those of the PDS path, for whoever comes in this mode.
    Interface(AccessMode, DramaNumbers),
    /// None: another system kept it so, and it is taken over as it is.
    TakingOver,
}

impl Patient {
    /// What has to change so that the lists become what is wanted. What stays as it is, is held against no rule: what
    /// was recorded under others must not stand in the way of a change to something else (PDS, "Periods").
    ///
    /// # Errors
    /// The first rule that is broken; nothing changes then.
    pub fn rewritten(
        &self,
        wanted: &WantedPatient,
        rules: Rules,
        on: Date,
    ) -> Result<PatientChange, Broken> {
        let mut change = PatientChange {
            may_share_places: rules == Rules::TakingOver,
            ..PatientChange::default()
        };
        for (list, items) in [
            (List::Telecom, &wanted.telecoms),
            (List::Address, &wanted.addresses),
            (List::Contact, &wanted.contacts),
        ] {
            let mut lists = Rewriting {
                patient: self,
                list,
                rules,
                on,
                change: &mut change,
            };
            lists.rewrite(items)?;
        }
        change.wishes = self.rewished(&wanted.wishes, rules)?;
        self.follow_on(&mut change);
        Ok(change)
    }

    /// What is made in the place of something that is retired takes it over.
    fn follow_on(&self, change: &mut PatientChange) {
        let mut followed: BTreeSet<ContactDetailId> = BTreeSet::new();
        for made in &mut change.made {
            let code = code_of(&made.information);
            let same = |record: &&ContactDetail| {
                code.is_some()
                    && record.fhir_code() == code
                    && change.retired.contains(&record.id)
                    && !followed.contains(&record.id)
            };
            made.supersedes = self.records.iter().find(same).map(|record| record.id);
            followed.extend(made.supersedes);
        }
    }
}

fn code_of(what: &Information) -> Option<FhirCode> {
    FhirCode::of(what.value.channel(), what.label)
}
