//! Three months: as long as a temporary detail lasts at most (PDS standard, "Address type" and "Retrieving
//! contact details"). Months are those of the calendar; where the last one is too short, its last day
//! stands for the day that it lacks. The day itself still counts.

use jiff::ToSpan;
use jiff::civil::Date;

/// The last day of the three months that begin on this day.
pub fn last_day_within(start: Date) -> Date {
    start.checked_add(3.months()).unwrap_or(Date::MAX)
}

/// The earliest day whose three months are not over on this day. For asking a database.
pub fn earliest_start_within(on: Date) -> Date {
    let mut start = on.checked_sub(3.months()).unwrap_or(Date::MIN);
    while last_day_within(start) < on
        && let Ok(next) = start.tomorrow()
    {
        start = next;
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn three_months_are_counted_by_the_calendar() {
        for (start, last) in [
            (date(2026, 1, 15), date(2026, 4, 15)),
            (date(2026, 11, 22), date(2027, 2, 22)),
            // Across the ends of months.
            (date(2026, 1, 31), date(2026, 4, 30)),
            (date(2026, 3, 31), date(2026, 6, 30)),
            (date(2026, 11, 30), date(2027, 2, 28)),
            // Leap years.
            (date(2027, 11, 29), date(2028, 2, 29)),
            (date(2027, 11, 30), date(2028, 2, 29)),
            (date(2027, 11, 28), date(2028, 2, 28)),
            (date(2028, 2, 29), date(2028, 5, 29)),
        ] {
            assert_eq!(last_day_within(start), last, "{start}");
        }
    }

    #[test]
    fn the_earliest_start_is_the_first_that_is_still_within() {
        let mut on = date(2026, 1, 1);
        while on < date(2029, 1, 1) {
            let start = earliest_start_within(on);
            assert!(last_day_within(start) >= on, "{on}");
            assert!(last_day_within(start.yesterday().unwrap()) < on, "{on}");
            on = on.tomorrow().unwrap();
        }
    }
}
