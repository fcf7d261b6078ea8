//! The two periods of HL7 V3: when a detail is true, and when PDS held it.

use jiff::civil::{Date, DateTime};

use super::V3Refusal;

/// The dates between which a detail is true: `useablePeriod` (PDS standard, "Business-effective dates").
/// Written `yyyymmdd`. Empty when nothing is said.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct UseablePeriod {
    low: Option<Date>,
    high: Option<Date>,
}

impl UseablePeriod {
    /// From the first and to the last day, either of them open.
    ///
    /// # Errors
    /// [`V3Refusal::EndsBeforeStart`], or [`V3Refusal::YearOutOfRange`] outside the years 0 to 9999.
    pub fn new(low: Option<Date>, high: Option<Date>) -> Result<Self, V3Refusal> {
        check_years([low, high])?;
        if ends_before_start(low, high) {
            return Err(V3Refusal::EndsBeforeStart);
        }
        Ok(Self { low, high })
    }

    /// The first day.
    pub fn low(&self) -> Option<Date> {
        self.low
    }

    /// The last day.
    pub fn high(&self) -> Option<Date> {
        self.high
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.low.is_none() && self.high.is_none()
    }
}

/// The instants between which PDS held a detail as current: `systemEffectiveDate` (PDS standard,
/// "System-effective dates"). Written `yyyymmddHHMMSS`, as PDS's clock had it; a bare date is read as
/// its midnight. An end means that the detail is historic.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct SystemPeriod {
    low: Option<DateTime>,
    high: Option<DateTime>,
}

impl SystemPeriod {
    /// From and to an instant, either of them open. Parts of a second are dropped.
    ///
    /// # Errors
    /// [`V3Refusal::EndsBeforeStart`], or [`V3Refusal::YearOutOfRange`] outside the years 0 to 9999.
    pub fn new(low: Option<DateTime>, high: Option<DateTime>) -> Result<Self, V3Refusal> {
        check_years([low.map(DateTime::date), high.map(DateTime::date)])?;
        let (low, high) = (low.map(whole_seconds), high.map(whole_seconds));
        if ends_before_start(low, high) {
            return Err(V3Refusal::EndsBeforeStart);
        }
        Ok(Self { low, high })
    }

    /// When PDS began to hold it.
    pub fn low(&self) -> Option<DateTime> {
        self.low
    }

    /// When PDS moved it to history.
    pub fn high(&self) -> Option<DateTime> {
        self.high
    }
}

fn ends_before_start<T: PartialOrd>(low: Option<T>, high: Option<T>) -> bool {
    matches!((low, high), (Some(low), Some(high)) if high < low)
}

/// Four digits are all the format has for a year.
fn check_years(dates: [Option<Date>; 2]) -> Result<(), V3Refusal> {
    if dates.into_iter().flatten().any(|date| date.year() < 0) {
        return Err(V3Refusal::YearOutOfRange);
    }
    Ok(())
}

fn whole_seconds(instant: DateTime) -> DateTime {
    let time = instant.time();
    let nanoseconds = i64::from(time.subsec_nanosecond());
    let whole = time.saturating_sub(jiff::SignedDuration::from_nanos(nanoseconds));
    instant.date().to_datetime(whole)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    #[test]
    fn one_day_is_a_period_and_a_backward_one_is_not() {
        let day = date(2020, 1, 1);
        assert!(UseablePeriod::new(Some(day), Some(day)).is_ok());
        assert_eq!(
            UseablePeriod::new(Some(date(2020, 1, 2)), Some(day)),
            Err(V3Refusal::EndsBeforeStart)
        );
        assert_eq!(
            UseablePeriod::new(Some(date(-1, 1, 1)), None),
            Err(V3Refusal::YearOutOfRange)
        );
    }

    #[test]
    fn system_instants_are_whole_seconds() {
        let period =
            SystemPeriod::new(Some(datetime(2020, 1, 1, 0, 0, 0, 999_999_999)), None).unwrap();
        assert_eq!(period.low(), Some(datetime(2020, 1, 1, 0, 0, 0, 0)));
    }
}
