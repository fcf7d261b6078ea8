//! One change of records, whatever the use case: may the actor touch it, what does the rule say, may they take away
//! what it takes away, what is left behind.

use std::sync::{Arc, OnceLock};

use contactable_domain::access::Whose;
use contactable_domain::audit::Subject;
use contactable_domain::contact_detail::{ContactDetail, Stamp};
use contactable_domain::holding::{Holding, Plan};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::{RecordKey, Scope, Sighted, StoreError};
use contactable_domain::refusal::Refusal;

use crate::recorder::{Recorder, about};
use crate::{ContactDetails, Failure};

impl ContactDetails {
    /// Changes what is in scope as the rule says, with its events and audit entries; a refusal leaves an
    /// audit entry of its own.
    pub(crate) async fn change(
        &self,
        recorder: Recorder,
        scope: Scope,
        rule: impl Fn(&Holding, &Stamp) -> Result<Plan, Refusal> + Send + Sync + 'static,
    ) -> Result<ContactDetail, Failure> {
        let asked = in_scope(&scope);
        let found = Arc::new(OnceLock::new());
        let wanted_by = asked.areas.first().cloned();
        let (inside, finding, about_what) = (recorder.clone(), found.clone(), scope.clone());
        let decide = move |holding: &Holding| {
            let standing = &holding.standing;
            let by = match &about_what {
                Scope::New { area, .. } => inside.may_make(standing, Whose::in_area(area))?,
                Scope::Existing(key) | Scope::Successor { old: key, .. } => {
                    let record = holding.records.get(&key.id).ok_or(Refusal::NotFound)?;
                    // The store may ask again when it has to start over; it is the same record then.
                    let _ = finding.set(about(record));
                    let by = inside.may_touch(standing, Whose::of(record))?;
                    inside.may_change_in_view(record, holding)?;
                    by
                }
            };
            let stamp = inside.stamp(holding);
            let id = id_in(&about_what);
            let kept_by = holding.records.get(&id).map(|record| &record.area);
            let holding = inside.under_its_rules(holding, kept_by.or(wanted_by.as_ref()));
            let plan = rule(&holding, &stamp)?;
            inside.may_change(standing, &plan.steps)?;
            Ok(inside.changes(plan, &stamp, standing, by))
        };
        match self.store.change(scope, Box::new(decide)).await {
            Ok(changes) => Ok(changes.plan.answer),
            Err(StoreError::Refused(Refusal::NotFound)) if found.get().is_none() => {
                self.refuse_what_is_not_theirs(&recorder, asked).await
            }
            Err(StoreError::Refused(refusal)) => {
                let subject = found.get().cloned().unwrap_or(asked);
                Err(self.refuse(&recorder, subject, refusal).await)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Refuses to change a record that none of the caller's areas has. It looks alike whether there is one
    /// elsewhere; the trail tells of which target it is, and by which rule it is not theirs.
    async fn refuse_what_is_not_theirs(
        &self,
        recorder: &Recorder,
        asked: Subject,
    ) -> Result<ContactDetail, Failure> {
        let found = match asked.record {
            Some(id) => self.store.find(id, recorder.viewer()).await?,
            None => Sighted::NothingThere,
        };
        let (asked, refusal) = match found {
            Sighted::Hidden(target, rule) => {
                let subject = Subject {
                    target: Some(target),
                    ..asked
                };
                (subject, Refusal::Hidden(rule))
            }
            Sighted::Seen(..) | Sighted::NothingThere => (asked, Refusal::NotFound),
        };
        Err(self.refuse(recorder, asked, refusal).await)
    }

    /// The scope of a change to a record in one of the caller's areas.
    pub(crate) async fn existing(
        &self,
        recorder: &Recorder,
        id: ContactDetailId,
        target: Option<TargetId>,
    ) -> Result<RecordKey, Failure> {
        let subject = Subject {
            target,
            record: Some(id),
            ..Subject::default()
        };
        let areas = self.areas_of(recorder, subject).await?;
        Ok(RecordKey { id, areas, target })
    }
}

fn id_in(scope: &Scope) -> ContactDetailId {
    match scope {
        Scope::New { id, .. } => *id,
        Scope::Existing(key) | Scope::Successor { old: key, .. } => key.id,
    }
}

fn in_scope(scope: &Scope) -> Subject {
    match scope {
        Scope::New { target, area, id } => Subject {
            target: Some(*target),
            record: Some(*id),
            areas: vec![area.clone()],
            ..Subject::default()
        },
        Scope::Existing(key) | Scope::Successor { old: key, .. } => Subject {
            target: key.target,
            record: Some(key.id),
            areas: key.areas.clone(),
            ..Subject::default()
        },
    }
}
