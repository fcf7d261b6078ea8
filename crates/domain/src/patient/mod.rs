//! A patient as PDS knows one: what the area that lives by PDS's rules holds about a person, in the lists in which
//! PDS shows it, and the rules by which those lists are changed as a whole (PDS, "Patient resource" to "PATCH rules
//! per field").

mod breach;
mod carried;
mod change;
mod confidentiality;
mod item_id;
mod items;
mod limits;
mod matched;
mod permitted;
mod rewrite;
mod wanted;

pub use breach::{Breach, Broken};
pub use carried::Carried;
pub use change::{Made, PatientChange, Reworded};
pub use confidentiality::Confidentiality;
pub use item_id::ItemId;
pub use items::{ContactItem, List, RelatedPerson};
pub use limits::{
    MAX_CONTACTS, MAX_CORRESPONDENCE_DAYS, MAX_PDS_TIMES, MAX_TEMPORARY_DAYS, MAX_WAYS,
    TEMPORARY_TEXTS,
};
pub use permitted::is_open_to_patients;
pub use rewrite::Rules;
pub use wanted::{Wanted, WantedItem, WantedPatient, WantedWishes};

use crate::access::{Basis, Rule};
use crate::contact_detail::ContactDetail;
use crate::ids::TargetId;
use crate::preferences::ContactPreferences;
use crate::target_version::TargetVersion;
use crate::value::NhsNumber;

/// What one area holds about a person that is not retired, whether it is valid today or not: that is for whoever
/// reads it to see (PDS, "Periods").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Patient {
    /// The NHS number. Not the one that was asked for when that was superseded.
    pub number: NhsNumber,
    /// The person.
    pub target: TargetId,
    /// How many changes the person's record has seen.
    pub version: TargetVersion,
    /// Whether the person is restricted.
    pub confidentiality: Confidentiality,
    /// Why the viewer sees the contact details, or the rule by which they are hidden; they are left out then.
    pub basis: Result<Basis, Rule>,
    /// The records that are not retired, in the order in which their lists show them.
    pub records: Vec<ContactDetail>,
    /// How the person wants to be reached, as the area was told.
    pub wishes: Option<ContactPreferences>,
    /// What came with the person from another system and is no contact detail.
    pub carried: Option<Carried>,
}

/// Who answers to an NHS number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PatientSight {
    /// Nobody that is known here.
    Nobody,
    /// A record that was marked as invalid and replaced by none (PDS, "Invalidated").
    Invalidated(TargetId),
    /// This person, who may have another number by now.
    Seen(Box<Patient>),
    /// This person as the request left them that is asked for again.
    Left(Box<Patient>),
}
