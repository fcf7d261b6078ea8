use jiff::Timestamp;

use crate::restriction::{Pass, Restriction};
use crate::sharing::SharingGrant;
use crate::value::NhsNumber;

/// What is known of a target that decides who may see and do what about it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Standing {
    /// The latest word on whether the person is restricted; `None` when nobody ever said.
    pub restriction: Option<Restriction>,
    /// The target's NHS number, if one is tied to it. A store may leave it out for whoever is no patient.
    pub nhs_number: Option<NhsNumber>,
    /// Every sharing grant about the target, withdrawn and expired ones too.
    pub grants: Vec<SharingGrant>,
    /// The breakings of the glass. A store may leave them out when the person is not restricted.
    pub passes: Vec<Pass>,
    /// When the target was last changed, by any area.
    pub changed_at: Option<Timestamp>,
}

impl Standing {
    /// Whether the person is restricted.
    pub fn is_restricted(&self) -> bool {
        self.restriction.as_ref().is_some_and(|last| last.is_on)
    }
}
