//! What every use case leaves behind: events for changes, audit entries for everything.

use std::sync::{Arc, OnceLock};

use contactable_domain::access;
use contactable_domain::actor::{Actor, PurposeOfUse};
use contactable_domain::area::AreaKey;
use contactable_domain::audit::{Action, AuditEntry, Outcome, Subject};
use contactable_domain::contact_detail::{ContactDetail, Stamp};
use contactable_domain::event::{ContactDetailEvent, PreferencesEvent};
use contactable_domain::holding::{Holding, Plan};
use contactable_domain::ids::{AuditEntryId, ContactDetailId, CorrelationId, EventId};
use contactable_domain::ports::{
    Changes, Clock, Ids, PreferencesChanges, PreferencesKey, Scope, StoreError,
};
use contactable_domain::preferences::ContactPreferences;
use contactable_domain::refusal::Refusal;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Caller, ContactDetails, Failure};

/// The code in the audit trail of a request that was allowed and found nothing left to do.
const NO_CHANGE: &str = "no-change";

/// Makes the events and audit entries of one request.
#[derive(Clone)]
pub(crate) struct Recorder {
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    actor: Arc<Actor>,
    purpose: PurposeOfUse,
    correlation: CorrelationId,
    action: Action,
}

impl Recorder {
    /// The stamp of a change to what this holding shows.
    pub(crate) fn stamp(&self, holding: &Holding) -> Stamp {
        self.stamp_after(holding.changed_at)
    }

    /// The plan with its events and its audit entries.
    pub(crate) fn changes(&self, plan: Plan, stamp: &Stamp) -> Changes {
        let event = |step| {
            ContactDetailEvent::of(step, EventId::from(self.next(stamp.at)), self.correlation)
        };
        let events = plan.steps.iter().map(event).collect();
        let audit = self.entries(&plan, stamp.at);
        Changes {
            plan,
            events,
            audit,
        }
    }

    fn entries(&self, plan: &Plan, at: Timestamp) -> Vec<AuditEntry> {
        let because = if plan.steps.is_empty() {
            NO_CHANGE
        } else {
            access::OWN_AREA
        };
        let asked = self.entry(
            at,
            self.action,
            about(&plan.answer),
            Outcome::Allowed(because),
        );
        let others = plan
            .steps
            .iter()
            .filter(|step| step.after.id != plan.answer.id);
        let also = others.map(|step| {
            let outcome = Outcome::Allowed(access::OWN_AREA);
            let action = match step.after.ended {
                Some(_) => Action::End,
                None => Action::LoseDefault,
            };
            self.entry(at, action, about(&step.after), outcome)
        });
        std::iter::once(asked).chain(also).collect()
    }

    /// The audit entry and, when something changed, the event of a change of wishes.
    pub(crate) fn preferences_changes(
        &self,
        new: Option<ContactPreferences>,
        key: &PreferencesKey,
        stamp: &Stamp,
    ) -> PreferencesChanges {
        let event = |new: &ContactPreferences| {
            PreferencesEvent::of(new, EventId::from(self.next(stamp.at)), self.correlation)
        };
        let because = match &new {
            Some(_) => access::OWN_AREA,
            None => NO_CHANGE,
        };
        let subject = wishes_of(key);
        PreferencesChanges {
            event: new.as_ref().map(event),
            new,
            audit: self.entry(stamp.at, self.action, subject, Outcome::Allowed(because)),
        }
    }

    /// The stamp of a change now, but never before the target's last.
    pub(crate) fn stamp_after(&self, changed_at: Option<Timestamp>) -> Stamp {
        Stamp::following(changed_at, self.clock.now(), self.actor.author.clone())
    }

    fn entry(
        &self,
        at: Timestamp,
        action: Action,
        subject: Subject,
        outcome: Outcome,
    ) -> AuditEntry {
        let id = AuditEntryId::from(self.next(at));
        AuditEntry {
            id,
            at,
            issuer: self.actor.issuer.clone(),
            actor: self.actor.author.subject.clone(),
            mode: self.actor.mode.as_str(),
            purpose: self.purpose,
            action,
            subject,
            outcome,
            correlation: self.correlation,
        }
    }

    fn next(&self, at: Timestamp) -> Uuid {
        self.ids.next(at)
    }
}

/// What an entry about this record is about.
pub(crate) fn about(record: &ContactDetail) -> Subject {
    Subject {
        target: Some(record.target.id),
        record: Some(record.id),
        areas: vec![record.area.clone()],
    }
}

/// What an entry about a target's wishes is about.
pub(crate) fn wishes_of(key: &PreferencesKey) -> Subject {
    Subject {
        target: Some(key.target),
        record: None,
        areas: vec![key.area.clone()],
    }
}

impl ContactDetails {
    pub(crate) fn recorder(&self, caller: Caller<'_>, action: Action) -> Recorder {
        Recorder {
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            actor: caller.actor.clone(),
            purpose: caller.purpose,
            correlation: caller.correlation,
            action,
        }
    }

    /// Changes what is in scope as the rule says, with its events and audit entries; a refusal leaves an
    /// audit entry of its own.
    pub(crate) async fn change(
        &self,
        recorder: Recorder,
        scope: Scope,
        rule: impl Fn(&Holding, &Stamp) -> Result<Plan, Refusal> + Send + Sync + 'static,
    ) -> Result<ContactDetail, Failure> {
        let (id, asked) = (id_in(&scope), in_scope(&scope));
        let found = Arc::new(OnceLock::new());
        let (inside, finding) = (recorder.clone(), found.clone());
        let decide = move |holding: &Holding| {
            if let Some(record) = holding.records.get(&id) {
                // The store may ask again when it has to start over; it is the same record then.
                let _ = finding.set(about(record));
            }
            let stamp = inside.stamp(holding);
            let plan = rule(holding, &stamp)?;
            access::may_change(&inside.actor, &plan)?;
            Ok(inside.changes(plan, &stamp))
        };
        match self.store.change(scope, Box::new(decide)).await {
            Ok(changes) => Ok(changes.plan.answer),
            Err(StoreError::Refused(refusal)) => {
                let subject = found.get().cloned().unwrap_or(asked);
                Err(self.refuse(&recorder, subject, refusal).await)
            }
            Err(StoreError::Unavailable(unavailable)) => Err(unavailable.into()),
        }
    }

    /// Notes that something was seen.
    pub(crate) async fn note_seen(
        &self,
        recorder: &Recorder,
        subject: Subject,
    ) -> Result<(), Failure> {
        let outcome = Outcome::Allowed(access::OWN_AREA);
        let entry = recorder.entry(self.clock.now(), recorder.action, subject, outcome);
        Ok(self.store.note(entry).await?)
    }

    /// Notes a refusal and gives it back as the use case's failure.
    pub(crate) async fn refuse(
        &self,
        recorder: &Recorder,
        subject: Subject,
        refusal: Refusal,
    ) -> Failure {
        let outcome = Outcome::Refused(refusal.because());
        let entry = recorder.entry(self.clock.now(), recorder.action, subject, outcome);
        match self.store.note(entry).await {
            Ok(()) => refusal.into(),
            Err(unavailable) => unavailable.into(),
        }
    }
}

impl ContactDetails {
    /// The areas the caller may use; a refusal is noted.
    pub(crate) async fn areas_of(
        &self,
        recorder: &Recorder,
        caller: Caller<'_>,
        subject: Subject,
    ) -> Result<Vec<AreaKey>, Failure> {
        match access::usable_areas(caller.actor) {
            Ok(areas) => Ok(areas),
            Err(refusal) => Err(self.refuse(recorder, subject, refusal).await),
        }
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
        },
        Scope::Existing(key) | Scope::Successor { old: key, .. } => Subject {
            target: key.target,
            record: Some(key.id),
            areas: key.areas.clone(),
        },
    }
}
