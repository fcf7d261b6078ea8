//! The axis: which days it shows, where each of them stands, and where it is marked.

use contactable_domain::timeline::Timeline;
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// Where the chart begins and ends, in the units of the picture.
pub const LEFT: f64 = 366.0;
pub const RIGHT: f64 = 975.0;

/// How far the axis reaches back and ahead at most. What lies beyond is drawn at its edge and told in words;
/// otherwise a single far day would leave no room for the rest.
const YEARS_BACK: i32 = 40;
const YEARS_AHEAD: i32 = 5;

/// The most marks that stand side by side without touching.
const MOST_TICKS: usize = 8;

/// The days between the first and the last one drawn.
#[derive(Clone, Copy)]
pub struct Axis {
    first: Date,
    last: Date,
}

/// Where a mark stands, and what it says.
pub struct Tick {
    pub x: f64,
    pub label: String,
}

impl Axis {
    /// The axis on which everything of this timeline has its place.
    pub fn of(timeline: &Timeline) -> Self {
        let on = timeline.on;
        let earliest = on.saturating_sub(YEARS_BACK.years());
        let latest = on.saturating_add(YEARS_AHEAD.years());
        let (mut first, mut last) = (on, on);
        for span in timeline.entries().filter_map(|entry| entry.used) {
            for day in [Some(span.first()), span.last()].into_iter().flatten() {
                first = first.min(day.max(earliest));
                last = last.max(day.min(latest));
            }
        }
        // A little more on both sides, so that nothing ends at the very edge.
        let margin = ((last - first).get_days() / 25).max(4);
        Self {
            first: first.saturating_sub(margin.days()),
            last: last.saturating_add(margin.saturating_mul(2).days()),
        }
    }

    /// Where a day begins; at the edge if it is not shown.
    pub fn x(self, day: Date) -> f64 {
        let shown = day.clamp(self.first, self.last);
        let share = f64::from(self.days_to(shown)) / f64::from(self.days_to(self.last).max(1));
        LEFT + share * (RIGHT - LEFT)
    }

    /// Whether a day lies after the last one that is shown.
    pub fn ends_before(self, day: Date) -> bool {
        self.last < day
    }

    /// Whether a day lies before the first one that is shown.
    pub fn begins_after(self, day: Date) -> bool {
        day < self.first
    }

    fn days_to(self, day: Date) -> i32 {
        (day - self.first).get_days()
    }

    /// The marks: of as fine a step as there is room for.
    pub fn ticks(self) -> Vec<Tick> {
        let fine = STEPS.iter().find(|step| {
            let days = step.days(self);
            days.take(MOST_TICKS + 1).count() <= MOST_TICKS
        });
        let step = fine.or(STEPS.last());
        let days = step.into_iter().flat_map(|step| step.days(self));
        let tick = |day: Date| Tick {
            x: self.x(day),
            label: step.map_or_else(String::new, |step| step.label(day)),
        };
        days.map(tick).collect()
    }
}

/// How far marks are apart.
enum Step {
    Weeks(i32),
    Months(i16),
    Years(i16),
}

const STEPS: &[Step] = &[
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
];

impl Step {
    fn days(&self, axis: Axis) -> impl Iterator<Item = Date> {
        let step = self.length();
        let mut day = Some(self.start(axis.first));
        let days = std::iter::from_fn(move || {
            let this = day?;
            day = this.checked_add(step).ok();
            Some(this)
        });
        days.skip_while(move |day| *day < axis.first)
            .take_while(move |day| *day <= axis.last)
    }

    fn length(&self) -> Span {
        match self {
            Self::Weeks(weeks) => weeks.weeks(),
            Self::Months(months) => i32::from(*months).months(),
            Self::Years(years) => i32::from(*years).years(),
        }
    }

    /// A round day at or before this one.
    fn start(&self, first: Date) -> Date {
        match self {
            Self::Weeks(_) => {
                let weekday = first.weekday().to_monday_zero_offset();
                first.saturating_sub(i32::from(weekday).days())
            }
            Self::Months(months) => {
                let month = i16::from(first.month()) - 1;
                let round = month - month % months + 1;
                date(first.year(), i8::try_from(round).unwrap_or(1), 1)
            }
            Self::Years(years) => date(first.year() - first.year().rem_euclid(*years), 1, 1),
        }
    }

    fn label(&self, day: Date) -> String {
        let shape = match self {
            Self::Weeks(_) => "%-d %b %Y",
            Self::Months(_) => "%b %Y",
            Self::Years(_) => "%Y",
        };
        day.strftime(shape).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_fit_whatever_the_span() {
        for days in [1, 8, 29, 60, 100, 200, 400, 900, 2_000, 5_000, 16_000] {
            let first = date(2023, 11, 17);
            let last = first.saturating_add(days.days());
            let ticks = Axis { first, last }.ticks();
            assert!(ticks.len() <= MOST_TICKS, "{days}");
            assert!(days < 13 || ticks.len() >= 2, "{days}");
            for tick in ticks {
                assert!((LEFT..=RIGHT).contains(&tick.x), "{days}");
            }
        }
    }

    #[test]
    fn months_begin_on_round_ones() {
        let axis = Axis {
            first: date(2025, 11, 17),
            last: date(2027, 2, 1),
        };
        let labels: Vec<String> = axis.ticks().into_iter().map(|tick| tick.label).collect();
        assert_eq!(
            labels,
            ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026", "Jan 2027"]
        );
    }
}
