//! What is said to have happened, in the order in which it did.

use std::cmp::Reverse;

use contactable_domain::contact_detail::EndReason;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::Ids as _;
use jiff::{SignedDuration, Timestamp};

use crate::TimeOrderedIds;
use crate::demo::sample_data::{
    SampleDetail, SampleFailure, SampleTarget, SampleVerification, SampleWishes, targets,
};

/// What happens to one sample target on one day.
pub struct Happening {
    pub days_ago: u32,
    pub target: SampleTarget,
    pub event: Event,
}

/// What can happen.
pub enum Event {
    /// A detail is retired.
    Ends(ContactDetailId, Option<EndReason>),
    /// A detail is made.
    Begins(ContactDetailId, SampleDetail),
    /// A detail is made in the place of another, which is retired for this reason.
    TakesPlace {
        id: ContactDetailId,
        detail: SampleDetail,
        old: ContactDetailId,
        reason: EndReason,
    },
    /// A detail is found to be right.
    IsVerified(ContactDetailId, SampleVerification),
    /// Something sent to a detail does not arrive.
    Fails(ContactDetailId, SampleFailure),
    /// The target says how they want to be reached.
    Wishes(SampleWishes),
}

impl Event {
    /// Of one day, what comes first.
    fn turn(&self) -> u8 {
        match self {
            Self::Ends(..) => 0,
            Self::Begins(..) | Self::TakesPlace { .. } => 1,
            Self::IsVerified(..) | Self::Fails(..) => 2,
            Self::Wishes(_) => 3,
        }
    }
}

/// Everything in the order in which it happened; on one day the retirements come first.
pub fn happenings(ids: &TimeOrderedIds, started: Timestamp) -> Vec<Happening> {
    let mut happenings = Vec::new();
    for target in targets() {
        let mut happens = |days_ago, event| {
            happenings.push(Happening {
                days_ago,
                target,
                event,
            });
        };
        let mut replaced = None;
        for detail in target.details {
            let made = days_before(started, detail.recorded_days_ago);
            let id = ContactDetailId::from(ids.next(made));
            replaced = follow(detail, id, replaced, &mut happens);
        }
        for wishes in target.wishes {
            happens(wishes.told_days_ago, Event::Wishes(*wishes));
        }
    }
    happenings.sort_by_key(|h| (Reverse(h.days_ago), h.event.turn()));
    happenings
}

/// Tells what happens to one detail. Returns its id and the reason if the next one takes its place.
fn follow(
    detail: &SampleDetail,
    id: ContactDetailId,
    replaced: Option<(ContactDetailId, EndReason)>,
    mut happens: impl FnMut(u32, Event),
) -> Option<(ContactDetailId, EndReason)> {
    let detail = *detail;
    let made = match replaced {
        None => Event::Begins(id, detail),
        Some((old, reason)) => Event::TakesPlace {
            id,
            detail,
            old,
            reason,
        },
    };
    happens(detail.recorded_days_ago, made);
    if let Some(verification) = detail.verified {
        happens(verification.days_ago, Event::IsVerified(id, verification));
    }
    if let Some(failure) = detail.failure {
        happens(failure.days_ago, Event::Fails(id, failure));
    }
    if detail.is_replaced {
        return Some((id, detail.end_reason.unwrap_or(EndReason::Superseded)));
    }
    if let Some(days_ago) = detail.ended_days_ago {
        happens(days_ago, Event::Ends(id, detail.end_reason));
    }
    None
}

/// The instant so many days before the start of the demo.
pub fn days_before(started: Timestamp, days: u32) -> Timestamp {
    started
        .checked_sub(SignedDuration::from_hours(24 * i64::from(days)))
        .unwrap_or(started)
}
