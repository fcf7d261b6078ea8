//! Reading days and instants as callers write them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, date};

use super::london::day_of;
use crate::refusal::{Code, Reason};

/// The last day that can also be written as an instant. Some callers send the last day of the calendar
/// for "no end"; this one is kept for it.
const LAST_DAY: Date = date(9999, 12, 30);

/// The first day after the year of the zero date (deployed service, "Validation").
const FIRST_DAY: Date = date(2, 1, 1);

/// Reads a date, or a date and time of which the day counts: with a zone (RFC 3339) the day that it is in
/// London then, without one the day it names. The zero date (year 1) is refused.
///
/// # Errors
/// [`Code::NotADate`].
pub fn parse_day(text: &str) -> Result<Date, Reason> {
    let text = without_named_zone(text);
    let with_zone = text.and_then(|text| text.parse::<Timestamp>().ok());
    let day = with_zone.map(day_of).or_else(|| day_without_zone(text?));
    day.map(|day| day.min(LAST_DAY))
        .filter(|day| *day >= FIRST_DAY)
        .ok_or_else(not_a_date)
}

/// The text, unless it names a zone: some parsers would pass over that in silence, others over an offset
/// beside it.
fn without_named_zone(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.contains('['))
}

/// The day of a text without a zone, but for a Z at its end.
fn day_without_zone(text: &str) -> Option<Date> {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let day = text.parse::<DateTime>().ok().map(DateTime::date);
    day.or_else(|| text.parse::<Date>().ok())
}

/// Reads an instant: a date and time with a zone (RFC 3339). Cut to whole microseconds, as instants are
/// kept.
///
/// # Errors
/// [`Code::NotAnInstant`].
pub fn parse_instant(text: &str) -> Result<Timestamp, Reason> {
    let instant = without_named_zone(text).and_then(|text| text.parse::<Timestamp>().ok());
    let micros =
        instant.and_then(|instant| Timestamp::from_microsecond(instant.as_microsecond()).ok());
    micros.ok_or_else(|| {
        Reason::new(
            Code::NotAnInstant,
            "This is not a date and time with its zone",
            "Give a date and time such as 2027-04-01T09:30:00Z",
        )
    })
}

/// Reads an instant that is not to come: what a service held can be asked of the past only.
///
/// # Errors
/// [`Code::NotAnInstant`]; [`Code::InTheFuture`].
pub fn parse_past_instant(text: &str, now: Timestamp) -> Result<Timestamp, Reason> {
    let instant = parse_instant(text)?;
    if instant > now {
        return Err(Reason::new(
            Code::InTheFuture,
            "This is in the future",
            "Give an instant of the past, or leave it out for now; validOn may lie in the future",
        ));
    }
    Ok(instant)
}

fn not_a_date() -> Reason {
    Reason::new(
        Code::NotADate,
        "This is not a date",
        "Enter a date such as 2027-04-01, or leave it out",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_instants_are_read_as_days_in_london() {
        for (text, read) in [
            ("2027-04-01", "2027-04-01"),
            (" 2027-04-01 ", "2027-04-01"),
            ("2027-04-01T00:00:00Z", "2027-04-01"),
            ("2027-04-01T01:00:00+01:00", "2027-04-01"),
            ("2027-04-01T00:00:00", "2027-04-01"),
            ("2027-04-01T23:30:00", "2027-04-01"),
            // In summer the last hour by UTC is the next day in London.
            ("2027-04-01T22:59:59Z", "2027-04-01"),
            ("2027-04-01T23:00:00Z", "2027-04-02"),
            ("2027-01-01T23:30:00Z", "2027-01-01"),
            ("9999-12-31T23:59:59Z", "9999-12-30"),
            ("9999-12-31T23:59:59.9999999", "9999-12-30"),
            ("9999-12-31", "9999-12-30"),
        ] {
            let day = parse_day(text).unwrap_or_else(|_| panic!("{text} is a date"));
            assert_eq!(day.to_string(), read, "{text}");
        }
    }

    #[test]
    fn the_zero_date_and_other_texts_are_refused() {
        for text in [
            "0001-01-01T00:00:00",
            "0001-01-01T00:00:00Z",
            "",
            "soon",
            "01/04/2027",
            "2027-02-30",
            "2027-04-01T00:00:00ZZ",
            "2027-04-01T12:00:00[America/New_York]",
            "2027-04-01[Europe/London]",
            "2027-04-01T12:00:00+01:00[America/New_York]",
        ] {
            assert_eq!(parse_day(text).unwrap_err().code, Code::NotADate, "{text}");
        }
    }

    #[test]
    fn the_past_ends_now() {
        let now = parse_instant("2026-11-22T09:30:00Z").unwrap();
        assert_eq!(parse_past_instant("2026-11-22T09:30:00Z", now), Ok(now));
        let refused = parse_past_instant("2026-11-22T09:30:00.000001Z", now);
        assert_eq!(refused.unwrap_err().code, Code::InTheFuture);
    }

    #[test]
    fn an_instant_needs_its_zone() {
        let read = parse_instant("2027-04-01T01:00:00.1234567+01:00").unwrap();
        assert_eq!(read.to_string(), "2027-04-01T00:00:00.123456Z");
        for text in ["2027-04-01", "2027-04-01T00:00:00", "now", ""] {
            let refused = parse_instant(text).unwrap_err();
            assert_eq!(refused.code, Code::NotAnInstant, "{text}");
        }
    }
}
