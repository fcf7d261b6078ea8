//! How long an area keeps what it has retired.

use jiff::ToSpan;
use jiff::civil::Date;

use super::ServiceArea;
use crate::contact_detail::ContactDetail;

impl ServiceArea {
    /// The last day in London on which a retired record of this area is kept, if the area has an end to that
    /// (reference "Governance").
    pub fn kept_until(&self, record: &ContactDetail) -> Option<Date> {
        let ended = record.ended.as_ref()?.stamp.day();
        Some(years_after(ended, self.retention_years()?))
    }
}

/// The same day of a later year; of 29 February the 28th where there is no other.
fn years_after(day: Date, years: u8) -> Date {
    day.saturating_add(i16::from(years).years())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn years_are_counted_by_the_calendar() {
        for (day, years, until) in [
            (date(2026, 11, 20), 6, date(2032, 11, 20)),
            (date(2024, 2, 29), 1, date(2025, 2, 28)),
            (date(2024, 2, 29), 4, date(2028, 2, 29)),
            (date(9990, 5, 1), 100, Date::MAX),
        ] {
            assert_eq!(years_after(day, years), until, "{day} and {years} years");
        }
    }
}
