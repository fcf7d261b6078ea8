//! Putting the invented people in: through the use cases, on a clock that is set back to when each
//! thing is said to have happened, so that history looks like history.

mod agreements;
mod event;
mod happening;

use std::sync::{Arc, Mutex, PoisonError};

use contactable_domain::access::{Operation, Viewer};
use contactable_domain::actor::{AccessMode, Actor, Author, PurposeOfUse, Role};
use contactable_domain::area::{ServiceArea, ServiceAreas};
use contactable_domain::ids::{CorrelationId, TargetId};
use contactable_domain::listing::{Listing, Wanted};
use contactable_domain::ports::{Clock, Ids as _, Store};
use contactable_domain::time::day_of;
use contactable_service::{Caller, ContactDetails};
use jiff::Timestamp;

use super::sample_data::targets;
use crate::failure::Failure;
use crate::{SystemClock, TimeOrderedIds};
use event::Recording;
use happening::{days_before, happenings};

/// A clock that stands where it was set.
struct SetClock(Mutex<Timestamp>);

impl SetClock {
    fn set(&self, to: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = to;
    }
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Records the sample data, unless the store has it already.
pub async fn record_sample_data(
    store: Arc<dyn Store>,
    areas: &ServiceAreas,
) -> Result<(), Failure> {
    let started = SystemClock.now();
    if has_sample_data(store.as_ref(), areas, started).await? {
        return Ok(());
    }
    let clock = Arc::new(SetClock(Mutex::new(started)));
    let ids = Arc::new(TimeOrderedIds::default());
    let use_cases =
        ContactDetails::new(store, clock.clone(), ids.clone()).with_areas(Arc::new(areas.clone()));
    let actor = recorder(areas);
    for happening in happenings(&ids, started) {
        clock.set(days_before(started, happening.days_ago));
        let caller = Caller {
            actor: &actor,
            purpose: PurposeOfUse::General,
            correlation: CorrelationId::from(ids.next(started)),
        };
        let recording = Recording {
            use_cases: &use_cases,
            caller,
            started,
        };
        let recorded = recording.record(&happening).await;
        recorded.ok_or_else(|| {
            let (who, days) = (happening.target.who, happening.days_ago);
            Failure::SampleData(format!("what happened to {who} {days} days ago"))
        })?;
    }
    clock.set(started);
    let recording = Recording {
        use_cases: &use_cases,
        caller: Caller {
            actor: &actor,
            purpose: PurposeOfUse::General,
            correlation: CorrelationId::from(ids.next(started)),
        },
        started,
    };
    let agreed = recording.record_agreements().await;
    agreed.ok_or_else(|| Failure::SampleData("what was agreed about sharing".to_owned()))?;
    Ok(())
}

async fn has_sample_data(
    store: &dyn Store,
    areas: &ServiceAreas,
    at: Timestamp,
) -> Result<bool, Failure> {
    let Some(target) = targets()
        .first()
        .and_then(|first| TargetId::parse(first.id))
    else {
        return Ok(true);
    };
    let listing = Listing {
        target,
        viewer: Viewer {
            actor: recorder(areas),
            operation: Operation::SeeHistory,
            purpose: PurposeOfUse::General,
            at,
        },
        wanted: Wanted::Everything,
        as_of: None,
        on: day_of(at),
        valid_only: false,
        after: None,
        limit: 1,
    };
    Ok(!store.list(listing).await?.records.is_empty())
}

/// Who the sample data says recorded it: somebody of every area, who manages them all and so may record
/// for any of their teams, and who may record what is agreed about sharing and who is at risk.
pub(super) fn recorder(areas: &ServiceAreas) -> Arc<Actor> {
    let author = Author {
        subject: "demo-records".to_owned(),
        name: Some("Robin Records".to_owned()),
        email: Some("robin.records@example.com".to_owned()),
    };
    let all = areas.iter().cloned().collect();
    Arc::new(Actor {
        manages: areas.iter().map(ServiceArea::key).cloned().collect(),
        roles: vec![Role::Administrator, Role::Safeguarding],
        ..Actor::new(AccessMode::Staff, "demo", author, all)
    })
}
