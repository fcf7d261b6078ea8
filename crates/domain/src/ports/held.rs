//! What areas hold about a target, all of it.

use jiff::Timestamp;

use crate::area::AreaKey;
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
    /// How the target wants to be reached, by area.
    pub preferences: Vec<ContactPreferences>,
}

/// Which of it is wanted.
#[derive(Clone, Debug)]
pub struct HeldBy {
    /// By these areas; another area's records are never read.
    pub areas: Vec<AreaKey>,
    /// As the service held it at this instant; now unless given.
    pub as_of: Option<Timestamp>,
}
