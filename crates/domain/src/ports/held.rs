//! What areas hold about a target, all of it.

use jiff::Timestamp;

use crate::access::{Glimpse, Viewer};
use crate::contact_detail::ContactDetail;
use crate::ids::TargetId;
use crate::preferences::ContactPreferences;

/// Everything areas hold about one target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Held {
    /// The target.
    pub target: TargetId,
    /// All records, historic ones too, by [`crate::listing::Position`].
    pub records: Vec<ContactDetail>,
    /// How the target wants to be reached, as each area was told of which anything is seen.
    pub preferences: Vec<ContactPreferences>,
    /// How far it was seen.
    pub glimpse: Glimpse,
}

/// Which of it is wanted.
#[derive(Clone, Debug)]
pub struct HeldBy {
    /// What this viewer sees of it; nothing else is read.
    pub viewer: Viewer,
    /// As the service held it at this instant; now unless given.
    pub as_of: Option<Timestamp>,
}
