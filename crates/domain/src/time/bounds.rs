use jiff::Timestamp;
use jiff::civil::Date;

use super::{earliest_start_within, start_of};

/// A day as a store asks for it. A store keeps days as [`super::as_instant`] writes them; an older one may
/// hold any other instant of the day in London in the same place. Both compare rightly with these:
/// `instant >= first` says that its day is this one or later, `instant < next` that it is this one or
/// earlier.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayBounds {
    /// The first instant of the day in London.
    pub first: Timestamp,
    /// The first instant of the day after.
    pub next: Timestamp,
    /// The first instant of the earliest day on which a temporary detail may have started that is not
    /// over by its three months on this day.
    pub temporary_from: Timestamp,
}

impl DayBounds {
    /// The bounds of this day.
    pub fn of(day: Date) -> Self {
        Self {
            first: start_of(day),
            next: day.tomorrow().map_or(Timestamp::MAX, start_of),
            temporary_from: start_of(earliest_start_within(day)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{as_instant, day_of};
    use jiff::SignedDuration;
    use jiff::civil::date;

    #[test]
    fn the_last_day_has_bounds_too() {
        let last = date(9999, 12, 30);
        let bounds = DayBounds::of(last);
        assert!(bounds.first <= as_instant(last) && as_instant(last) < bounds.next);
        assert!(start_of(date(2026, 1, 1)) < bounds.next);
    }

    #[test]
    fn bounds_hold_for_days_and_for_instants() {
        let mut day = date(2027, 3, 20);
        while day < date(2027, 4, 5) {
            let bounds = DayBounds::of(day);
            let mut at = start_of(date(2027, 3, 18));
            while at < start_of(date(2027, 4, 8)) {
                for instant in [at, as_instant(day_of(at))] {
                    assert_eq!(instant >= bounds.first, day_of(at) >= day, "{at} {day}");
                    assert_eq!(instant < bounds.next, day_of(at) <= day, "{at} {day}");
                }
                at += SignedDuration::from_mins(30);
            }
            day = day.tomorrow().unwrap();
        }
    }
}
