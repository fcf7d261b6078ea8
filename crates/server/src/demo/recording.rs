//! Putting the invented people in: through the use cases, on a clock that is set back to when each
//! thing is said to have happened, so that history looks like history.

use std::sync::{Arc, Mutex, PoisonError};

use contactable_domain::actor::{AccessMode, Actor, Author};
use contactable_domain::area::{AreaKey, ServiceAreas};
use contactable_domain::contact_detail::{Information, NewContactDetail, Precondition, Target};
use contactable_domain::ids::{ContactDetailId, CorrelationId, TargetId};
use contactable_domain::listing::Listing;
use contactable_domain::ports::{Clock, Ids, Store};
use contactable_domain::value::PlainText;
use contactable_service::{Caller, ContactDetails, TargetRecord};
use contactable_store_sqlite::SqliteStore;
use jiff::{SignedDuration, Timestamp};

use super::sample_data::{SampleDetail, SampleTarget, targets};
use crate::failure::Failure;
use crate::{SystemClock, TimeOrderedIds};

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

/// What happens to one sample detail on one day.
struct Happening {
    days_ago: u32,
    retires: bool,
    target: SampleTarget,
    detail: SampleDetail,
    id: ContactDetailId,
}

/// Records the sample data, unless the store has it already.
pub async fn record_sample_data(
    store: Arc<SqliteStore>,
    areas: &ServiceAreas,
) -> Result<(), Failure> {
    let started = SystemClock.now();
    if has_sample_data(&store, areas, started).await? {
        return Ok(());
    }
    let clock = Arc::new(SetClock(Mutex::new(started)));
    let ids = Arc::new(TimeOrderedIds::default());
    let use_cases = ContactDetails::new(store, clock.clone(), ids.clone());
    let actor = recorder(areas);
    for happening in happenings(&ids, started) {
        clock.set(days_before(started, happening.days_ago));
        let caller = Caller {
            actor: &actor,
            correlation: CorrelationId::from(ids.next(started)),
        };
        let happened = if happening.retires {
            retire(&use_cases, caller, &happening).await
        } else {
            make(&use_cases, caller, &happening, started).await
        };
        happened
            .ok_or_else(|| Failure::SampleData(format!("a detail of {}", happening.target.who)))?;
    }
    Ok(())
}

async fn has_sample_data(
    store: &SqliteStore,
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
        areas: areas
            .iter()
            .map(|area| area.key().clone())
            .collect::<Vec<AreaKey>>(),
        include_historic: true,
        at,
        after: None,
        limit: 1,
    };
    Ok(!store.list(listing).await?.records.is_empty())
}

/// Who the sample data says recorded it: somebody of every area.
fn recorder(areas: &ServiceAreas) -> Actor {
    Actor {
        mode: AccessMode::Staff,
        author: Author {
            subject: "demo-records".to_owned(),
            name: Some("Robin Records".to_owned()),
            email: Some("robin.records@example.com".to_owned()),
        },
        areas: areas.iter().cloned().collect(),
    }
}

/// Everything in the order in which it happened; on one day the retirements come first.
fn happenings(ids: &TimeOrderedIds, started: Timestamp) -> Vec<Happening> {
    let mut happenings = Vec::new();
    for target in targets() {
        for detail in target.details {
            let made = days_before(started, detail.recorded_days_ago);
            let id = ContactDetailId::from(ids.next(made));
            let mut happens = |days_ago, retires| {
                happenings.push(Happening {
                    days_ago,
                    retires,
                    target,
                    detail: *detail,
                    id,
                });
            };
            happens(detail.recorded_days_ago, false);
            if let Some(days_ago) = detail.ended_days_ago {
                happens(days_ago, true);
            }
        }
    }
    happenings.sort_by_key(|h| (std::cmp::Reverse(h.days_ago), !h.retires));
    happenings
}

async fn make(
    use_cases: &ContactDetails,
    caller: Caller<'_>,
    happening: &Happening,
    started: Timestamp,
) -> Option<()> {
    let detail = &happening.detail;
    let until = |days: i32| {
        started
            .checked_add(SignedDuration::from_hours(24 * i64::from(days)))
            .ok()
    };
    let new = NewContactDetail {
        id: Some(happening.id),
        target: Target {
            id: TargetId::parse(happening.target.id)?,
            kind: happening.target.kind,
        },
        information: Information::parse(&detail.information(&super::input_rules().values)).ok()?,
        area: PlainText::parse(detail.area, 100).ok()?,
        is_default: detail.is_default,
        valid_until: detail.valid_for_days.and_then(until),
    };
    use_cases
        .create_contact_detail(caller, new)
        .await
        .ok()
        .map(drop)
}

async fn retire(
    use_cases: &ContactDetails,
    caller: Caller<'_>,
    happening: &Happening,
) -> Option<()> {
    let record = TargetRecord {
        target: TargetId::parse(happening.target.id)?,
        id: happening.id,
    };
    use_cases
        .end_contact_detail(caller, record, Precondition::Any)
        .await
        .ok()
        .map(drop)
}

fn days_before(started: Timestamp, days: u32) -> Timestamp {
    started
        .checked_sub(SignedDuration::from_hours(24 * i64::from(days)))
        .unwrap_or(started)
}
