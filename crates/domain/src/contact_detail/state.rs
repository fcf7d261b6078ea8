//! Whether a record is active, and whether it is true: worked out from its own dates, never stored.

use jiff::civil::Date;

use super::ContactDetail;
use crate::time::{day_of, last_day_within};
use crate::vocabulary::{Use, words};

words! {
    /// Whether the service still holds a record as current (PDS standard, "System-effective dates").
    Status {
        /// Not retired.
        Active = "active",
        /// Retired. Not to be used to reach anybody.
        Historic = "historic",
    }
}

words! {
    /// Whether a detail is true in the world on some day (PDS standard, "Business-effective dates").
    Validity {
        /// The day lies in its period.
        Valid = "valid",
        /// Its first day is still to come.
        NotYetValid = "not-yet-valid",
        /// Its last day is past.
        Expired = "expired",
        /// It is a temporary detail and its three months are over, though no end or a later one was said.
        NoLongerValid = "no-longer-valid",
    }
}

/// Both at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct State {
    /// Whether the service still holds it as current.
    pub status: Status,
    /// Whether it is true in the world.
    pub validity: Validity,
}

impl State {
    /// Whether it may be used: held as current, and true. For callers of the deployed paths, who cannot see
    /// when a detail begins, this is what counts as active.
    pub fn is_usable(self) -> bool {
        self.status == Status::Active && self.validity == Validity::Valid
    }

    /// Whether it counts as active on the specified paths, and for limits and defaults: held as current, and
    /// not past its validity.
    pub fn is_active(self) -> bool {
        self.status == Status::Active && !self.has_lapsed()
    }

    /// Whether its time is over.
    pub fn has_lapsed(self) -> bool {
        matches!(self.validity, Validity::Expired | Validity::NoLongerValid)
    }

    /// What to write beside it where it is shown: a historic and an invalid detail must be marked as such
    /// (PDS standard, "Displaying contact details" for healthcare workers).
    pub fn labels(self) -> impl Iterator<Item = &'static str> {
        let historic = (self.status == Status::Historic).then_some("Historic");
        let invalid = match self.validity {
            Validity::Valid => None,
            Validity::NotYetValid => Some("Not yet valid"),
            Validity::Expired => Some("Expired"),
            Validity::NoLongerValid => Some("No longer valid"),
        };
        historic.into_iter().chain(invalid)
    }
}

impl ContactDetail {
    /// Its state on this day, as the service knew it when this version was current. To see how it stood
    /// at an instant, take the version of that instant ([`super::as_of`]).
    pub fn state(&self, on: Date) -> State {
        State {
            status: match self.ended {
                Some(_) => Status::Historic,
                None => Status::Active,
            },
            validity: self.validity(on),
        }
    }

    fn validity(&self, on: Date) -> Validity {
        if self.period.end().is_some_and(|end| end < on) {
            Validity::Expired
        } else if on < self.starts_on() {
            Validity::NotYetValid
        } else if self.last_day().is_some_and(|last| last < on) {
            Validity::NoLongerValid
        } else {
            Validity::Valid
        }
    }

    /// Whether it is neither retired nor past its validity on this day.
    pub fn is_active(&self, on: Date) -> bool {
        self.state(on).is_active()
    }

    /// The first day on which it is true: the one that was said, else the day on which it was recorded
    /// (PDS, "Periods"), or the day of its end where that is earlier.
    pub fn starts_on(&self) -> Date {
        let recorded = || {
            let day = day_of(self.created.at);
            self.period.end().map_or(day, |end| day.min(end))
        };
        self.period.start().unwrap_or_else(recorded)
    }

    /// The last day on which it is true, if there is one: the one that was said, but of a temporary
    /// detail three months after its start at the latest.
    pub fn last_day(&self) -> Option<Date> {
        let temporary = self.information.label.usage == Some(Use::Temporary);
        let limit = temporary.then(|| last_day_within(self.starts_on()));
        match (self.period.end(), limit) {
            (Some(end), Some(limit)) => Some(end.min(limit)),
            (end, limit) => end.or(limit),
        }
    }
}
