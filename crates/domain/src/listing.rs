//! Asking for the records of a target.

use jiff::Timestamp;

use crate::area::AreaKey;
use crate::contact_detail::ContactDetail;
use crate::ids::{ContactDetailId, TargetId};

/// The most records on one page.
pub const MAX_PAGE_SIZE: usize = 500;

/// How many records a page has unless the caller says.
pub const DEFAULT_PAGE_SIZE: usize = 100;

/// Which records of a target, and how many at once.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Whose records.
    pub target: TargetId,
    /// Of which areas; another area's records are never read.
    pub areas: Vec<AreaKey>,
    /// Whether historic records are wanted too.
    pub include_historic: bool,
    /// The instant at which a record counts as active or historic.
    pub at: Timestamp,
    /// Records after this place only.
    pub after: Option<Position>,
    /// At most this many.
    pub limit: usize,
}

/// A record's place in the answer's order: by when it was made, then by id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position {
    /// When the record was made.
    pub created_at: Timestamp,
    /// Its id.
    pub id: ContactDetailId,
}

impl Position {
    /// The place of this record.
    pub fn of(record: &ContactDetail) -> Self {
        Self {
            created_at: record.created.at,
            id: record.id,
        }
    }
}

/// Some records of a target, in order, and where to go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// The records, by [`Position`].
    pub records: Vec<ContactDetail>,
    /// The place of the last one, when there are more.
    pub next: Option<Position>,
    /// The instant at which the records counted as active or historic.
    pub at: Timestamp,
}

impl Listing {
    /// Makes the page from the first records of each area, in any order: up to one more than the limit
    /// of each, so that it shows whether there are more.
    pub fn page_of(&self, mut records: Vec<ContactDetail>) -> Page {
        records.sort_by_key(Position::of);
        let more = records.len() > self.limit;
        records.truncate(self.limit);
        let next = records.last().map(Position::of).filter(|_| more);
        Page {
            records,
            next,
            at: self.at,
        }
    }
}
