//! The words for how a sample target wants to be reached.

use contactable_domain::preferences::{ContactMethod, WrittenFormat};
use contactable_domain::vocabulary::Means;

use super::SampleTarget;

/// How a sample target wants to be reached, as one area was told.
#[derive(Clone, Copy)]
pub struct SampleWishes {
    /// The name of the service area.
    pub area: &'static str,
    /// How many days before the start of the demo it was told.
    pub told_days_ago: u32,
    /// How they want to be reached first.
    pub method: Option<ContactMethod>,
    /// The form of what is written to them.
    pub format: Option<WrittenFormat>,
    /// When they want to be reached.
    pub times: Option<&'static str>,
    /// The means that are not to be used.
    pub do_not_use: &'static [Means],
}

/// What an area was told this many days ago.
pub(super) const fn told(area: &'static str, days_ago: u32) -> SampleWishes {
    SampleWishes {
        area,
        told_days_ago: days_ago,
        method: None,
        format: None,
        times: None,
        do_not_use: &[],
    }
}

impl SampleWishes {
    /// In this way first.
    pub(super) const fn by(mut self, method: ContactMethod) -> Self {
        self.method = Some(method);
        self
    }

    /// With what is written in this form.
    pub(super) const fn in_format(mut self, format: WrittenFormat) -> Self {
        self.format = Some(format);
        self
    }

    /// At these times.
    pub(super) const fn at(mut self, times: &'static str) -> Self {
        self.times = Some(times);
        self
    }

    /// By none of these means.
    pub(super) const fn never(mut self, means: &'static [Means]) -> Self {
        self.do_not_use = means;
        self
    }
}

impl SampleTarget {
    /// With these wishes.
    pub(super) const fn wishing(mut self, wishes: &'static [SampleWishes]) -> Self {
        self.wishes = wishes;
        self
    }
}
