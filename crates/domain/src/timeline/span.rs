use jiff::civil::Date;

/// Days on which a detail could be used, without a break; the first and the last belong to them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    first: Date,
    last: Option<Date>,
}

impl Span {
    /// From this day to that, or without an end; `None` when the end comes before the start.
    pub fn new(first: Date, last: Option<Date>) -> Option<Self> {
        let is_empty = last.is_some_and(|last| last < first);
        (!is_empty).then_some(Self { first, last })
    }

    /// The first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day, if there is one.
    pub fn last(self) -> Option<Date> {
        self.last
    }
}
