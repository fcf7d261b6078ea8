//! What every use case leaves behind: events for changes, audit entries for everything.

use std::borrow::Cow;
use std::sync::Arc;

use contactable_domain::access::{
    Operation, Rule, Standing, Viewer, Whose, may_change, may_change_in_view, may_touch,
};
use contactable_domain::actor::{Actor, PurposeOfUse};
use contactable_domain::area::{AreaKey, ServiceArea};
use contactable_domain::audit::{Action, AuditEntry, Outcome, Subject};
use contactable_domain::contact_detail::{ContactDetail, Stamp};
use contactable_domain::event::{
    AccessEvent, AccessEventKind, ContactDetailEvent, PreferencesEvent,
};
use contactable_domain::holding::{Holding, Plan, Step};
use contactable_domain::ids::{AuditEntryId, CorrelationId, EventId, TargetId};
use contactable_domain::ports::{Changes, Clock, Ids, PreferencesChanges, PreferencesKey};
use contactable_domain::preferences::ContactPreferences;
use contactable_domain::refusal::Refusal;
use contactable_domain::time::day_of;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Caller, ContactDetails};

/// The code in the audit trail of a request that was allowed and found nothing left to do.
pub(crate) const NO_CHANGE: &str = "no-change";

/// Makes the events and audit entries of one request.
#[derive(Clone)]
pub(crate) struct Recorder {
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
    actor: Arc<Actor>,
    purpose: PurposeOfUse,
    correlation: CorrelationId,
    action: Action,
    operation: Operation,
}

impl Recorder {
    /// The same request, which wants more than its action usually does.
    pub(crate) fn wanting(self, operation: Operation) -> Self {
        Self { operation, ..self }
    }

    /// The same request, for what it says elsewhere that it is for.
    pub(crate) fn for_purpose(self, purpose: PurposeOfUse) -> Self {
        Self { purpose, ..self }
    }

    /// Who asks.
    pub(crate) fn actor(&self) -> &Arc<Actor> {
        &self.actor
    }

    /// What they want to do.
    pub(crate) fn operation(&self) -> Operation {
        self.operation
    }

    /// For what they ask.
    pub(crate) fn purpose(&self) -> PurposeOfUse {
        self.purpose
    }

    /// Who looks, as a store is told.
    pub(crate) fn viewer(&self) -> Viewer {
        Viewer {
            actor: self.actor.clone(),
            operation: self.operation,
            purpose: self.purpose,
            at: self.clock.now(),
        }
    }

    /// Whether they may do this with something that a target's areas hold.
    pub(crate) fn may_touch(&self, standing: &Standing, whose: Whose<'_>) -> Result<Rule, Refusal> {
        let now = self.clock.now();
        may_touch(
            &self.actor,
            self.operation,
            self.purpose,
            standing,
            whose,
            now,
        )
    }

    /// Whether they may make something new about a target, in words that give away no more than that they may not.
    pub(crate) fn may_make(&self, standing: &Standing, whose: Whose<'_>) -> Result<Rule, Refusal> {
        let mode = self.actor.mode;
        self.may_touch(standing, whose)
            .map_err(|refusal| match refusal {
                Refusal::Hidden(rule) => rule.told_to(mode),
                other => other,
            })
    }

    /// Whether a record is among what whoever comes this way is shown.
    pub(crate) fn may_change_in_view(
        &self,
        record: &ContactDetail,
        holding: &Holding,
    ) -> Result<(), Refusal> {
        let held = holding.records.values().cloned();
        may_change_in_view(self.actor.mode, record, held, day_of(self.clock.now()))
    }

    /// Whether they may take away what these steps take away.
    pub(crate) fn may_change(&self, standing: &Standing, steps: &[Step]) -> Result<(), Refusal> {
        may_change(&self.actor, self.purpose, standing, steps, self.clock.now())
    }

    /// The stamp of a change to what this holding shows.
    pub(crate) fn stamp(&self, holding: &Holding) -> Stamp {
        self.stamp_after(holding.standing.changed_at)
    }

    /// The stamp of a change now, but never before the target's last.
    pub(crate) fn stamp_after(&self, changed_at: Option<Timestamp>) -> Stamp {
        Stamp::following(changed_at, self.clock.now(), self.actor.author.clone())
    }

    /// The holding with the places of the area that has it, which is one of the actor's.
    pub(crate) fn under_its_rules<'a>(
        &self,
        holding: &'a Holding,
        area: Option<&AreaKey>,
    ) -> Cow<'a, Holding> {
        let own = area.and_then(|key| self.actor.area_of_key(key));
        holding.under(own.map(ServiceArea::places).unwrap_or_default())
    }

    /// The plan with its events and its audit entries.
    pub(crate) fn changes(
        &self,
        plan: Plan,
        stamp: &Stamp,
        standing: &Standing,
        by: Rule,
    ) -> Changes {
        let restricted = standing.is_restricted();
        let steps = plan.steps.iter();
        let events = steps.map(|step| self.event(step, stamp, restricted));
        let events = events.collect();
        let audit = self.entries(&plan, stamp.at, by);
        Changes {
            plan,
            events,
            audit,
        }
    }

    /// The event that tells of one step.
    pub(crate) fn event(&self, step: &Step, stamp: &Stamp, restricted: bool) -> ContactDetailEvent {
        let id = EventId::from(self.next(stamp.at));
        ContactDetailEvent::of(step, id, self.correlation).withheld_if(restricted)
    }

    /// The event that tells of new wishes.
    pub(crate) fn preferences_event(
        &self,
        new: &ContactPreferences,
        stamp: &Stamp,
    ) -> PreferencesEvent {
        PreferencesEvent::of(new, EventId::from(self.next(stamp.at)), self.correlation)
    }

    fn entries(&self, plan: &Plan, at: Timestamp, by: Rule) -> Vec<AuditEntry> {
        let because = if plan.steps.is_empty() {
            NO_CHANGE
        } else {
            by.as_str()
        };
        let asked = self.entry(at, about(&plan.answer), Outcome::Allowed(because));
        let others = plan
            .steps
            .iter()
            .filter(|step| step.after.id != plan.answer.id);
        let also = others.map(|step| {
            let outcome = Outcome::Allowed(by.as_str());
            let action = match step.after.ended {
                Some(_) => Action::End,
                None => Action::LoseDefault,
            };
            AuditEntry {
                action,
                ..self.entry(at, about(&step.after), outcome)
            }
        });
        std::iter::once(asked).chain(also).collect()
    }

    /// The audit entry and, when something changed, the event of a change of wishes.
    pub(crate) fn preferences_changes(
        &self,
        new: Option<ContactPreferences>,
        key: &PreferencesKey,
        stamp: &Stamp,
        by: Rule,
    ) -> PreferencesChanges {
        let event = |new: &ContactPreferences| self.preferences_event(new, stamp);
        let because = match &new {
            Some(_) => by.as_str(),
            None => NO_CHANGE,
        };
        let subject = wishes_of(key);
        PreferencesChanges {
            event: new.as_ref().map(event),
            new,
            audit: self.entry(stamp.at, subject, Outcome::Allowed(because)),
        }
    }

    /// The event that something changed in who may see a target's details.
    pub(crate) fn access_event(
        &self,
        kind: AccessEventKind,
        target: TargetId,
        stamp: &Stamp,
    ) -> AccessEvent {
        let id = EventId::from(self.next(stamp.at));
        AccessEvent::of(kind, target, stamp, (id, self.correlation))
    }

    /// An entry about what was asked.
    pub(crate) fn entry(&self, at: Timestamp, subject: Subject, outcome: Outcome) -> AuditEntry {
        AuditEntry {
            id: AuditEntryId::from(self.next(at)),
            at,
            issuer: self.actor.issuer.clone(),
            actor: self.actor.author.subject.clone(),
            mode: self.actor.mode.as_str(),
            purpose: self.purpose,
            action: self.action,
            subject,
            outcome,
            correlation: self.correlation,
        }
    }

    /// An entry about what was asked, now.
    pub(crate) fn entry_now(&self, subject: Subject, outcome: Outcome) -> AuditEntry {
        self.entry(self.clock.now(), subject, outcome)
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
        ..Subject::default()
    }
}

/// What an entry about this target is about.
pub(crate) fn about_target(target: TargetId) -> Subject {
    Subject {
        target: Some(target),
        ..Subject::default()
    }
}

/// What an entry about a target's wishes is about.
pub(crate) fn wishes_of(key: &PreferencesKey) -> Subject {
    Subject {
        areas: vec![key.area.clone()],
        ..about_target(key.target)
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
            operation: action.operation(),
        }
    }
}
