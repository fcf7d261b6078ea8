use jiff::civil::Date;

use crate::refusal::{Code, Reason};

/// From which day to which a detail is true in the world, as far as it was said (PDS standard,
/// "Business-effective dates"). Both days belong to it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug)]
pub struct Period {
    start: Option<Date>,
    end: Option<Date>,
}

impl Period {
    /// From one day to another; `None` where nothing was said.
    ///
    /// # Errors
    /// [`Code::EndBeforeStart`].
    pub fn new(start: Option<Date>, end: Option<Date>) -> Result<Self, Reason> {
        if start.zip(end).is_some_and(|(start, end)| end < start) {
            return Err(Reason::new(
                Code::EndBeforeStart,
                "This is before the day on which it starts",
                "Give the same day or a later one, or leave it out for no end",
            ));
        }
        Ok(Self { start, end })
    }

    /// Takes what a store kept, which was a period when it was recorded.
    pub fn from_stored(start: Option<Date>, end: Option<Date>) -> Self {
        Self { start, end }
    }

    /// Until this day, from a day that was not said.
    pub fn until(end: Date) -> Self {
        Self::from_stored(None, Some(end))
    }

    /// The first day.
    pub fn start(self) -> Option<Date> {
        self.start
    }

    /// The last day.
    pub fn end(self) -> Option<Date> {
        self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_may_be_a_single_day_but_not_less() {
        let day = date(2026, 3, 1);
        assert!(Period::new(Some(day), Some(day)).is_ok());
        let refused = Period::new(Some(day), Some(date(2026, 2, 28))).unwrap_err();
        assert_eq!(refused.code, Code::EndBeforeStart);
    }
}
