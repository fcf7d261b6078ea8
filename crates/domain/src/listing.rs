//! Asking for the records of a target.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::{Glimpse, Viewer};
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
    /// Who looks; what they do not see is never on a page.
    pub viewer: Viewer,
    /// Which of them.
    pub wanted: Wanted,
    /// As the service held them at this instant; now unless given.
    pub as_of: Option<Timestamp>,
    /// The day on which a record counts as valid or not.
    pub on: Date,
    /// Whether only records are wanted whose period this day lies in.
    pub valid_only: bool,
    /// Records after this place only.
    pub after: Option<Position>,
    /// At most this many.
    pub limit: usize,
}

/// Which records of a target are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// Neither retired nor past their validity; those that are not yet valid too.
    Active,
    /// Neither retired nor past their validity, and begun: for callers who cannot see when one begins.
    Usable,
    /// All, historic ones too.
    Everything,
}

impl Wanted {
    /// What a caller wants who can see when a record begins.
    pub fn for_callers(include_historic: bool) -> Self {
        if include_historic {
            Self::Everything
        } else {
            Self::Active
        }
    }

    /// What a caller of the deployed paths wants, who cannot: what has not begun would be used at once.
    pub fn for_deployed_callers(include_historic: bool) -> Self {
        if include_historic {
            Self::Everything
        } else {
            Self::Usable
        }
    }
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
    /// The day on which the records counted as valid or not.
    pub on: Date,
    /// How far somebody saw.
    pub glimpse: Glimpse,
}

impl Listing {
    /// Whether retired and lapsed records are wanted too.
    pub fn wants_historic(&self) -> bool {
        self.wanted == Wanted::Everything
    }

    /// Whether only records are wanted that are true on the day.
    pub fn wants_valid_only(&self) -> bool {
        self.valid_only || self.wanted == Wanted::Usable
    }

    /// Makes the page from the first records of each area, in any order: up to one more than the limit
    /// of each, so that it shows whether there are more.
    pub fn page_of(&self, mut records: Vec<ContactDetail>, glimpse: Glimpse) -> Page {
        records.sort_by_key(Position::of);
        let more = records.len() > self.limit;
        records.truncate(self.limit);
        let next = records.last().map(Position::of).filter(|_| more);
        Page {
            records,
            next,
            on: self.on,
            glimpse,
        }
    }
}
