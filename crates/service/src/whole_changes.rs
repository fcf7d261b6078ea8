//! What several changes together leave behind.

use contactable_domain::access::Rule;
use contactable_domain::area::AreaKey;
use contactable_domain::audit::{Action, AuditEntry, Outcome, Subject};
use contactable_domain::contact_detail::Stamp;
use contactable_domain::holding::{Rewrite, Step};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{Arrival, Whole, WholeChanges, WholeKey};
use contactable_domain::preferences::ContactPreferences;

use crate::recorder::{NO_CHANGE, Recorder, about, about_target};

/// What a rule has come to, before it is told to anybody.
pub(crate) struct Decided {
    /// The records that change.
    pub(crate) rewrite: Rewrite,
    /// The wishes, if they change.
    pub(crate) wishes: Option<ContactPreferences>,
    /// What comes with somebody who is taken over.
    pub(crate) arrival: Option<Arrival>,
    /// By which rule.
    pub(crate) by: Rule,
}

impl Recorder {
    /// What was decided, with its events and its audit entries: one for the request, and one for everything that it
    /// changes.
    pub(crate) fn whole_changes(
        &self,
        whole: &Whole,
        key: &WholeKey,
        decided: Decided,
        stamp: &Stamp,
    ) -> WholeChanges {
        let arrival = decided.arrival.as_ref();
        let arrives_restricted = arrival
            .and_then(|arrival| arrival.restriction.as_ref())
            .is_some_and(|word| word.is_on);
        let restricted = whole.holding.standing.is_restricted() || arrives_restricted;
        let steps = &decided.rewrite.steps;
        let events = steps.iter().map(|step| self.event(step, stamp, restricted));
        let events = events.collect();
        let wishes_event = decided
            .wishes
            .as_ref()
            .map(|wishes| self.preferences_event(wishes, stamp));
        let audit = self.whole_entries(key, &decided, stamp);
        WholeChanges {
            at: stamp.at,
            rewrite: decided.rewrite,
            wishes: decided.wishes,
            arrival: decided.arrival,
            events,
            wishes_event,
            audit,
        }
    }

    fn whole_entries(&self, key: &WholeKey, decided: &Decided, stamp: &Stamp) -> Vec<AuditEntry> {
        let steps = &decided.rewrite.steps;
        let nothing = steps.is_empty() && decided.wishes.is_none() && decided.arrival.is_none();
        let by = decided.by.as_str();
        let because = if nothing { NO_CHANGE } else { by };
        let subject = of_area(key.target, &key.area);
        let asked = self.entry(stamp.at, subject.clone(), Outcome::Allowed(because));
        let each = steps.iter().map(|step| AuditEntry {
            action: action_of(step),
            ..self.entry(stamp.at, about(&step.after), Outcome::Allowed(by))
        });
        let wishes = decided.wishes.iter().map(|_| AuditEntry {
            action: Action::SetPreferences,
            ..self.entry(stamp.at, subject.clone(), Outcome::Allowed(by))
        });
        std::iter::once(asked).chain(each).chain(wishes).collect()
    }
}

/// What an entry about all that an area holds about a target is about.
pub(crate) fn of_area(target: TargetId, area: &AreaKey) -> Subject {
    Subject {
        areas: vec![area.clone()],
        ..about_target(target)
    }
}

/// What one record's part of a change is called by itself.
fn action_of(step: &Step) -> Action {
    match (&step.before, &step.after.ended) {
        (None, _) => Action::Create,
        (Some(_), Some(_)) => Action::End,
        (Some(before), None) if before.is_default && !step.after.is_default => Action::LoseDefault,
        (Some(_), None) => Action::ReplaceInformation,
    }
}
