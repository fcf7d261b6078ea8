//! Tracing: whose number, e-mail address or postcode is this? What is looked up is kept as a keyed digest of its
//! normal form, so that the index by itself tells nobody's values.

mod term;

pub use term::{Fingerprint, LookupKey, LookupTerm, TermKind};

use crate::access::{Basis, Viewer};
use crate::contact_detail::ContactDetail;
use crate::ids::{ContactDetailId, TargetId};

/// The most records on a page of what was found.
pub const MAX_TRACED: usize = 100;

/// Which records are looked for, by whom.
#[derive(Clone, Debug)]
pub struct TraceQuery {
    /// What they hold or once held.
    pub term: LookupTerm,
    /// Who looks; nothing is found that they could not see.
    pub viewer: Viewer,
    /// After this record of this target only.
    pub after: Option<(TargetId, ContactDetailId)>,
    /// At most this many.
    pub limit: usize,
}

/// A record that was found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Traced {
    /// The record in its current version.
    pub record: ContactDetail,
    /// Whether it says so now, not only in an earlier version.
    pub says_so_now: bool,
    /// Why it is seen.
    pub basis: Basis,
}

/// Some of the records that were found, by target and record.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct TracePage {
    /// The records.
    pub found: Vec<Traced>,
    /// Where to go on, when there are more.
    pub next: Option<(TargetId, ContactDetailId)>,
}
