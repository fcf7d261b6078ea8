//! Reading the instant until which a record is valid.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use crate::refusal::{Code, Reason};

/// Reads a date and time (RFC 3339), or one without a zone, or a date; the last two are taken as UTC.
/// Cut to whole microseconds. The zero date (year 1) is refused (deployed service, "Validation").
///
/// # Errors
/// [`Code::NotADate`].
pub fn parse_valid_until(text: &str) -> Result<Timestamp, Reason> {
    let text = text.trim();
    let instant = text
        .parse::<Timestamp>()
        .ok()
        .or_else(|| in_utc(without_zone(text)?.parse::<DateTime>().ok()?))
        .or_else(|| {
            in_utc(
                without_zone(text)?
                    .parse::<Date>()
                    .ok()?
                    .to_datetime(jiff::civil::Time::midnight()),
            )
        });
    let micros = instant.and_then(|i| Timestamp::from_microsecond(i.as_microsecond()).ok());
    micros
        .filter(|i| *i >= first_allowed())
        .ok_or_else(not_a_date)
}

/// The text without a Z at its end. Nothing when it names a zone, which the parsers of local times would
/// pass over in silence.
fn without_zone(text: &str) -> Option<&str> {
    (!text.contains('[')).then(|| text.strip_suffix('Z').unwrap_or(text))
}

fn in_utc(local: DateTime) -> Option<Timestamp> {
    // Some callers send the last day of the calendar for "no end". It is past the last instant there is,
    // so the day before is kept.
    let last_day = jiff::civil::date(9999, 12, 30);
    let local = if local.date() > last_day {
        last_day.to_datetime(jiff::civil::Time::midnight())
    } else {
        local
    };
    local
        .to_zoned(TimeZone::UTC)
        .ok()
        .map(|zoned| zoned.timestamp())
}

/// The first instant after the year of the zero date.
fn first_allowed() -> Timestamp {
    in_utc(jiff::civil::date(2, 1, 1).to_datetime(jiff::civil::Time::midnight()))
        .unwrap_or(Timestamp::MIN)
}

fn not_a_date() -> Reason {
    Reason::new(
        Code::NotADate,
        "This is not a date and time",
        "Enter a date and time such as 2027-04-01T00:00:00Z, or leave it out for no end",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_and_plain_dates_are_read() {
        for (text, read) in [
            ("2027-04-01T00:00:00Z", "2027-04-01T00:00:00Z"),
            ("2027-04-01T01:00:00+01:00", "2027-04-01T00:00:00Z"),
            ("2027-04-01T00:00:00", "2027-04-01T00:00:00Z"),
            (
                "2027-04-01T00:00:00.1234567Z",
                "2027-04-01T00:00:00.123456Z",
            ),
            ("2027-04-01", "2027-04-01T00:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-30T00:00:00Z"),
            ("9999-12-31T23:59:59.9999999", "9999-12-30T00:00:00Z"),
        ] {
            let instant = parse_valid_until(text).unwrap_or_else(|_| panic!("{text} is a date"));
            assert_eq!(instant.to_string(), read, "{text}");
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
        ] {
            assert_eq!(
                parse_valid_until(text).unwrap_err().code,
                Code::NotADate,
                "{text}"
            );
        }
    }
}
