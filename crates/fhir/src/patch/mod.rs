//! A change of a Patient as JSON Patch, the way PDS takes one (PDS, "PATCH mechanics"): not a bare list of patches,
//! but an object that has one; applied to the Patient as it is shown, all or nothing.

mod application;
mod breach;
mod items;
mod lists;
mod naming;
mod op;
mod outside;
mod parse;
mod path;
mod permitted;
mod removal;
mod value;
mod view;
mod why;
mod wishes;

use contactable_domain::actor::AccessMode;
use contactable_domain::patient::{Patient, PatientChange, Rules, WantedPatient};
use contactable_domain::value::DramaNumbers;
use jiff::civil::Date;

use self::application::Application;
use self::op::Op;
use self::view::View;
use crate::outcome::{Codes, Problem};
use crate::patient::Shown;

pub use parse::{MAX_DEPTH, MAX_PATCHES};

/// What a request asks to change. Its `Debug` form hides it.
#[derive(Clone)]
pub struct Patches {
    /// What is wrong with one of them is told only after the version was looked at (PDS, "Order of checks").
    ops: Result<Vec<Op>, Problem>,
}

/// Reads the body of a PATCH. A patch that is wrong in itself is told of by [`Patches::change`]: PDS looks at the
/// record's version first.
///
/// # Errors
/// A body without patches, or with too many.
pub fn parse(body: &[u8], codes: &Codes) -> Result<Patches, Problem> {
    let patches = parse::patches(body, codes)?;
    Ok(Patches {
        ops: parse::ops(&patches, codes),
    })
}

impl Patches {
    /// What has to change in the patient's records, asked for by somebody who came in this mode, on this day, where
    /// numbers set aside for film and television are taken or not.
    ///
    /// # Errors
    /// The first thing that is wrong; nothing changes then. In this order: the patches' form, what they are about,
    /// whether they say which item, whether they apply, who may change this, whether the ids fit, and the rules.
    pub fn change(
        &self,
        patient: &Patient,
        by: AccessMode,
        (on, drama): (Date, DramaNumbers),
        codes: &Codes,
    ) -> Result<PatientChange, Problem> {
        if Shown::of(patient) != Shown::Whole {
            return Err(Problem::restricted(codes));
        }
        let ops = self.ops.as_ref().map_err(Problem::clone)?;
        outside::check_known(ops, by)?;
        naming::check(ops, codes)?;
        removal::check(ops)?;
        let view = View::of(patient);
        let applied = Application::of(&view, ops)?;
        permitted::check(patient, &view, &applied, by)?;
        outside::check(&applied)?;
        applied.check_ids(&view, codes)?;
        let wanted = wanted(patient, &view, &applied, codes)?;
        let change = patient.rewritten(&wanted, Rules::Interface(by, drama), on);
        change.map_err(|broken| breach::problem(&broken, &applied.document, codes))
    }
}

/// The patient's lists as the patched Patient has them.
fn wanted(
    patient: &Patient,
    view: &View,
    applied: &Application,
    codes: &Codes,
) -> Result<WantedPatient, Problem> {
    let lists = lists::Lists {
        patient,
        view,
        applied,
        codes,
    };
    Ok(WantedPatient {
        telecoms: lists.telecoms()?,
        addresses: lists.addresses()?,
        contacts: lists.contacts()?,
        wishes: wishes::wanted(patient, view, applied, codes)?,
    })
}

impl std::fmt::Debug for Patches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Patches(..)")
    }
}
