use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The rules of London's clocks, summer time included.
static LONDON: TimeZone = jiff::tz::get!("Europe/London");

/// Which day it is in London at this instant.
pub fn day_of(at: Timestamp) -> Date {
    LONDON.to_datetime(at).date()
}

/// The first instant of a day in London.
pub fn start_of(day: Date) -> Timestamp {
    // The calendar has a few days more than there are instants, at either end.
    let beyond = if day.year() > 0 {
        Timestamp::MAX
    } else {
        Timestamp::MIN
    };
    LONDON.to_timestamp(day.at(0, 0, 0, 0)).unwrap_or(beyond)
}

/// A day where there is only room for an instant (council `recordValidUntil`): its midnight in UTC, which
/// lies on that very day in London, in summer too. Before 1847, when London's clocks were behind by 75
/// seconds, it is the first instant of the day there. The last two days of the calendar have none; the last
/// instant there is stands for them.
pub fn as_instant(day: Date) -> Timestamp {
    let midnight = TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0));
    midnight.map_or(Timestamp::MAX, |midnight| midnight.max(start_of(day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_begins_at_midnight_in_london() {
        for (instant, day) in [
            ("2026-01-31T23:59:59.999999Z", date(2026, 1, 31)),
            ("2026-02-01T00:00:00Z", date(2026, 2, 1)),
            // Summer time: an hour before UTC.
            ("2026-06-30T22:59:59.999999Z", date(2026, 6, 30)),
            ("2026-06-30T23:00:00Z", date(2026, 7, 1)),
            // The days on which the clocks change have 23 and 25 hours.
            ("2026-03-29T00:30:00Z", date(2026, 3, 29)),
            ("2026-03-29T22:59:59Z", date(2026, 3, 29)),
            ("2026-03-29T23:00:00Z", date(2026, 3, 30)),
            ("2026-10-24T23:00:00Z", date(2026, 10, 25)),
            ("2026-10-25T23:59:59Z", date(2026, 10, 25)),
            ("2026-10-26T00:00:00Z", date(2026, 10, 26)),
        ] {
            let instant: Timestamp = instant.parse().unwrap();
            assert_eq!(day_of(instant), day, "{instant}");
            assert!(start_of(day) <= instant, "{instant}");
            assert!(instant < start_of(day.tomorrow().unwrap()), "{instant}");
        }
    }

    #[test]
    fn a_day_written_as_an_instant_is_that_day() {
        for (first, last) in [
            (date(2, 1, 1), date(2, 2, 1)),
            (date(1847, 11, 1), date(1848, 2, 1)),
            (date(1968, 1, 1), date(1972, 1, 1)),
            (date(2026, 1, 1), date(2028, 1, 1)),
            (date(9999, 12, 1), date(9999, 12, 30)),
        ] {
            let mut day = first;
            while day < last {
                assert_eq!(day_of(as_instant(day)), day);
                assert!(as_instant(day) < start_of(day.tomorrow().unwrap()));
                day = day.tomorrow().unwrap();
            }
        }
    }
}
