//! The words for what happens to a sample detail in the course of time. Days are counted from the start
//! of the demo: `_ago` before it, `_in` and `_for` after it.

use contactable_domain::contact_detail::{EndReason, FailureKind, VerifiedBy};
use contactable_domain::vocabulary::Means;

use super::SampleDetail;

/// That a sample detail was found to be right.
#[derive(Clone, Copy)]
pub struct SampleVerification {
    /// How.
    pub how: VerifiedBy,
    /// How many days before the start of the demo.
    pub days_ago: u32,
}

/// That something sent to a sample detail did not arrive.
#[derive(Clone, Copy)]
pub struct SampleFailure {
    /// For good or for now.
    pub kind: FailureKind,
    /// By which means it was sent.
    pub means: Means,
    /// How it is known.
    pub evidence: &'static str,
    /// How many days before the start of the demo.
    pub days_ago: u32,
}

impl SampleDetail {
    /// Made this many days ago.
    pub(super) const fn days_ago(mut self, days: u32) -> Self {
        self.recorded_days_ago = days;
        self
    }

    /// Valid from the day so many days ahead; negative for a day that is past.
    pub(super) const fn starts_in(mut self, days: i32) -> Self {
        self.starts_in_days = Some(days);
        self
    }

    /// Valid for this many days more; negative when it lapsed so many days ago.
    pub(super) const fn valid_for(mut self, days: i32) -> Self {
        self.valid_for_days = Some(days);
        self
    }

    /// Retired this many days ago; nobody said why.
    pub(super) const fn ended(mut self, days: u32) -> Self {
        self.ended_days_ago = Some(days);
        self
    }

    /// Retired this many days ago, for this reason.
    pub(super) const fn ended_because(mut self, days: u32, reason: EndReason) -> Self {
        self.end_reason = Some(reason);
        self.ended(days)
    }

    /// Retired this many days ago, for this reason, and the next detail in the table took its place on
    /// that day.
    pub(super) const fn replaced(mut self, days: u32, reason: EndReason) -> Self {
        self.is_replaced = true;
        self.ended_because(days, reason)
    }

    /// Found to be right this many days ago.
    pub(super) const fn verified(mut self, how: VerifiedBy, days_ago: u32) -> Self {
        self.verified = Some(SampleVerification { how, days_ago });
        self
    }

    /// This many days ago something did not arrive, for good or for now.
    pub(super) const fn undeliverable(
        mut self,
        kind: FailureKind,
        means: Means,
        evidence: &'static str,
        days_ago: u32,
    ) -> Self {
        self.failure = Some(SampleFailure {
            kind,
            means,
            evidence,
            days_ago,
        });
        self
    }
}
