//! What clients wanted, and what they were told of it: written down before a request is sent and after its answer came,
//! so that it can be held against what the service keeps.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;

/// What a client wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// A new record.
    Create,
    /// Another description of a record.
    Describe,
    /// Another value of a record.
    Replace,
    /// A record to be retired.
    Retire,
    /// Other wishes of a target.
    Wish,
    /// A grant by which an area sees another's records.
    Share,
    /// The end of such a grant.
    Unshare,
    /// Another value in a Patient.
    Patch,
}

impl Wanted {
    /// Everything that clients want.
    pub const ALL: [Self; 8] = [
        Self::Create,
        Self::Describe,
        Self::Replace,
        Self::Retire,
        Self::Wish,
        Self::Share,
        Self::Unshare,
        Self::Patch,
    ];
}

/// How one try to have it came out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fate {
    /// The service never saw it.
    Unsent,
    /// It was answered: it is done, in this version of what it is about.
    Acknowledged { at: u64, version: Option<u64> },
    /// It was answered: what it builds on is not there any more, and nobody else changes that. So an earlier try is done.
    DoneBefore { at: u64 },
    /// It was answered: it is not done.
    Refused { at: u64, status: u16, why: String },
    /// No answer came, or one that says that nobody knows.
    Unknown,
}

/// One try: the same request may have several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attempt {
    /// By which the service's events and audit entries name it.
    pub correlation: Uuid,
    /// When it was sent.
    pub sent: u64,
    pub fate: Fate,
}

/// A request, told by the id that the client chose, and all its tries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    pub wanted: Wanted,
    pub target: Uuid,
    /// The record or grant; of wishes and Patients the target.
    pub subject: Uuid,
    /// A text that nothing else says: it has to be found where this was written, and there only.
    pub mark: String,
    pub attempts: Vec<Attempt>,
}

impl Request {
    /// Whether the client was told that it is done.
    pub fn is_acknowledged(&self) -> bool {
        self.attempts.iter().any(|attempt| {
            matches!(
                attempt.fate,
                Fate::Acknowledged { .. } | Fate::DoneBefore { .. }
            )
        })
    }

    /// Whether some try may have been carried out.
    pub fn may_be_done(&self) -> bool {
        self.attempts
            .iter()
            .any(|attempt| attempt.fate == Fate::Unknown)
    }

    /// Whether the client knows what became of it.
    pub fn is_settled(&self) -> bool {
        !matches!(
            self.attempts.last().map(|last| &last.fate),
            Some(Fate::Unsent | Fate::Unknown)
        )
    }

    /// When the client was told that it is done.
    pub fn acknowledged_at(&self) -> Option<u64> {
        self.attempts.iter().find_map(|attempt| match attempt.fate {
            Fate::Acknowledged { at, .. } | Fate::DoneBefore { at } => Some(at),
            _ => None,
        })
    }
}

/// Says before and after for all clients together: each moment is asked for once.
#[derive(Clone, Default)]
pub struct Moments(Arc<AtomicU64>);

impl Moments {
    /// A moment after all that were asked for before.
    pub fn next(&self) -> u64 {
        self.0.fetch_add(1, Ordering::SeqCst)
    }
}

/// How many requests came out how.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Tally {
    pub acknowledged: usize,
    pub refused: usize,
    /// Of those acknowledged, how many had to be sent again.
    pub again: usize,
    /// Never settled: nobody knows, and nobody asked again.
    pub open: usize,
}

impl Tally {
    /// Counts requests.
    pub fn of(told: &[Request]) -> Self {
        let mut tally = Self::default();
        for request in told {
            if request.is_acknowledged() {
                tally.acknowledged += 1;
                tally.again += usize::from(request.attempts.len() > 1);
            } else if request.is_settled() {
                tally.refused += 1;
            } else {
                tally.open += 1;
            }
        }
        tally
    }

    /// Two tallies together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            acknowledged: self.acknowledged + other.acknowledged,
            refused: self.refused + other.refused,
            again: self.again + other.again,
            open: self.open + other.open,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} acknowledged ({} after being sent again), {} refused, {} left open",
            self.acknowledged, self.again, self.refused, self.open
        )
    }
}
