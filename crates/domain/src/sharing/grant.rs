use jiff::Timestamp;

use super::{Terms, Withdrawal};
use crate::contact_detail::Stamp;
use crate::ids::{GrantId, TargetId};
use crate::time::day_of;
use crate::vocabulary::words;

/// The recorded agreement that what one area holds about a target may be used by another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SharingGrant {
    /// Its id.
    pub id: GrantId,
    /// About whom.
    pub target: TargetId,
    /// What was agreed.
    pub terms: Terms,
    /// Who recorded it, and when. It holds from then on.
    pub recorded: Stamp,
    /// Who withdrew it.
    pub withdrawn: Option<Withdrawal>,
}

words! {
    /// Whether a grant holds.
    GrantStatus {
        /// It holds.
        Live = "live",
        /// It holds, and the day has come to look at it again.
        ReviewDue = "review-due",
        /// Its last day is over.
        Expired = "expired",
        /// It was withdrawn.
        Withdrawn = "withdrawn",
    }
}

impl SharingGrant {
    /// Whether it holds at this instant: recorded, not withdrawn, its last day not over. A withdrawal counts as soon
    /// as it is on record, whatever the clock says.
    pub fn is_live(&self, at: Timestamp) -> bool {
        matches!(self.status(at), GrantStatus::Live | GrantStatus::ReviewDue)
    }

    /// Whether it holds at this instant, or why not.
    pub fn status(&self, at: Timestamp) -> GrantStatus {
        let today = day_of(at);
        if self.withdrawn.is_some() {
            GrantStatus::Withdrawn
        } else if self.terms.expires_on.is_some_and(|last| last < today) {
            GrantStatus::Expired
        } else if self.terms.review_on.is_some_and(|day| day <= today) {
            GrantStatus::ReviewDue
        } else {
            GrantStatus::Live
        }
    }

    /// The same grant, withdrawn. Withdrawn once, it stays as it was withdrawn.
    #[must_use]
    pub fn withdraw(&self, withdrawal: Withdrawal) -> Self {
        let mut after = self.clone();
        after.withdrawn.get_or_insert(withdrawal);
        after
    }
}
