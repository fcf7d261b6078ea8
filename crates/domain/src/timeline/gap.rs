use jiff::civil::Date;

use super::Span;

/// Days without a break on which no detail of a channel was in use; the first and the last belong to them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Gap {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Gap {
    /// How many days.
    pub fn days(self) -> i32 {
        (self.last - self.first).get_days().saturating_add(1)
    }

    /// The days after one and before another, if there are any.
    fn inside(before: Date, after: Date) -> Option<Self> {
        let (first, last) = (before.tomorrow().ok()?, after.yesterday().ok()?);
        (first <= last).then_some(Self { first, last })
    }
}

/// The gaps between these spans, from the first of them to this day: what is to come is not missing yet, and
/// before the first detail there was nothing to miss (house).
pub(super) fn between(spans: impl Iterator<Item = Span>, on: Date) -> Vec<Gap> {
    let mut begun: Vec<Span> = spans.filter(|span| span.first() <= on).collect();
    begun.sort_by_key(|span| span.first());
    let mut gaps = Vec::new();
    // The last day that is in use by any of the spans so far.
    let mut used_to: Option<Date> = None;
    for span in begun {
        gaps.extend(used_to.and_then(|day| Gap::inside(day, span.first())));
        let last = span.last().unwrap_or(Date::MAX);
        used_to = Some(used_to.map_or(last, |day| day.max(last)));
    }
    let after = on.tomorrow().unwrap_or(Date::MAX);
    gaps.extend(used_to.and_then(|day| Gap::inside(day, after)));
    gaps
}
