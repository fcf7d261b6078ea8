//! What somebody is to a patient, in FHIR's words: a table.

use contactable_domain::vocabulary::Relationship;

use crate::patient::elements::{Coding, Concept};
use crate::urls::{CONTACT_ROLES, ROLES};

/// The code that comes nearest, with our own word where that says less.
pub(super) fn role(relationship: Relationship) -> Concept<'static> {
    let (system, code, display) = match relationship {
        Relationship::Wife => (ROLES, "WIFE", "wife"),
        Relationship::Husband => (ROLES, "HUSB", "husband"),
        Relationship::Spouse => (ROLES, "SPS", "spouse"),
        Relationship::Child => (ROLES, "CHILD", "child"),
        Relationship::Sibling => (ROLES, "SIB", "sibling"),
        Relationship::Relative => (ROLES, "FAMMEMB", "family member"),
        Relationship::Neighbour => (ROLES, "NBOR", "neighbor"),
        Relationship::Carer
        | Relationship::Doctor
        | Relationship::SocialWorker
        | Relationship::Solicitor => (CONTACT_ROLES, "O", "Other"),
    };
    Concept {
        text: Some(relationship.as_str()),
        ..Concept::of(Coding::new(system, code, display))
    }
}
