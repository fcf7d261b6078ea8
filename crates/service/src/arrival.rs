//! The rule by which somebody is taken over from another system.

use std::sync::Arc;

use contactable_domain::access::Rule;
use contactable_domain::audit::Outcome;
use contactable_domain::contact_detail::Stamp;
use contactable_domain::event::{AccessEvent, AccessEventKind};
use contactable_domain::holding::Rewrite;
use contactable_domain::identifier::{Identifier, IdentifierSystem};
use contactable_domain::patient::{
    Breach, Carried, Confidentiality, Patient, PatientChange, Rules,
};
use contactable_domain::ports::{
    Arrival, StoreError, TargetIdentifier, Unavailable, Whole, WholeChanges,
};
use contactable_domain::refusal::{Code, Field, Reason, Refusal};
use contactable_domain::restriction::{Level, Restriction};
use contactable_domain::target_version::TargetVersion;
use contactable_domain::value::PlainText;
use jiff::civil::Date;

use crate::change_patient::Rewriting;
use crate::recorder::Recorder;
use crate::take_over::{Arriving, Manner, TakenOver};
use crate::whole_changes::{Decided, of_area};

/// Why somebody is restricted who comes so from another system.
const RESTRICTED_ELSEWHERE: &str = "Restricted in the system that the record was taken over from";

/// The code in the audit trail of somebody who was looked at to see what taking them over would change.
const ON_TRIAL: &str = "on-trial";

/// An arrival on its way to what it writes.
pub(crate) struct Arrivals {
    pub(crate) arriving: Arc<Arriving>,
    pub(crate) rewriting: Rewriting,
}

impl Arrivals {
    /// What has to change here. What another system hides says nothing of what is here.
    ///
    /// # Errors
    /// A period that is none is refused; lists that contradict themselves are none that come from a reader.
    pub(crate) fn change(
        known: &Patient,
        arriving: &Arriving,
        on: Date,
    ) -> Result<PatientChange, StoreError> {
        let Some(lists) = &arriving.lists else {
            return Ok(PatientChange::default());
        };
        let lists = arriving.unsaid.matched(known, lists);
        let change = known.rewritten(&lists, Rules::TakingOver, on);
        change.map_err(|broken| match broken.breach {
            Breach::EndBeforeStart => StoreError::Refused(no_period()),
            other => Unavailable(format!("the lists do not match: {}", other.as_str())).into(),
        })
    }

    /// What is written, and what that makes of the person.
    pub(crate) fn decide(
        &self,
        whole: &Whole,
        manner: Manner,
    ) -> Result<(WholeChanges, TakenOver), Refusal> {
        let standing = &whole.holding.standing;
        if self.rewriting.expected != Some(standing.version) {
            return Err(Refusal::VersionMismatch);
        }
        let is_new = standing.version == TargetVersion::default();
        let recorder: &Recorder = &self.rewriting.recorder;
        let stamp = recorder.stamp(&whole.holding);
        let (rewrite, wishes) = self.rewriting.planned(whole, &stamp)?;
        let decided = Decided {
            rewrite,
            wishes,
            arrival: self.arrival(whole, &stamp, is_new),
            by: Rule::ByRole,
        };
        let key = &self.rewriting.key;
        let changes = recorder.whole_changes(whole, key, decided, &stamp);
        let so = match (is_new, changes.is_change()) {
            (true, _) => TakenOver::New,
            (false, true) => TakenOver::Changed,
            (false, false) => TakenOver::Unchanged,
        };
        match manner {
            Manner::InEarnest => Ok((changes, so)),
            Manner::OnTrial => Ok((self.looked(&stamp, is_new), so)),
        }
    }

    /// No change, and the word that somebody looked.
    fn looked(&self, stamp: &Stamp, is_new: bool) -> WholeChanges {
        let key = &self.rewriting.key;
        let mut subject = of_area(key.target, &key.area);
        if is_new {
            subject.target = None;
        }
        let recorder: &Recorder = &self.rewriting.recorder;
        WholeChanges {
            at: stamp.at,
            rewrite: Rewrite::default(),
            wishes: None,
            arrival: None,
            events: Vec::new(),
            wishes_event: None,
            audit: vec![recorder.entry(stamp.at, subject, Outcome::Allowed(ON_TRIAL))],
        }
    }

    fn arrival(&self, whole: &Whole, stamp: &Stamp, is_new: bool) -> Option<Arrival> {
        let target = self.rewriting.key.target;
        let restriction = self.restriction(whole, stamp);
        let carried = self.carried(whole);
        let needed = is_new || restriction.is_some() || carried.is_some();
        needed.then(|| Arrival {
            identifier: TargetIdentifier {
                target,
                identifier: Identifier::from_stored(
                    IdentifierSystem::NHS_NUMBER.to_owned(),
                    self.arriving.number.as_str().to_owned(),
                ),
                recorded: stamp.clone(),
            },
            version: self.arriving.version,
            restriction_event: restriction.as_ref().map(|_| self.restricted(stamp)),
            restriction,
            carried,
        })
    }

    /// What is carried along from now on, if that is something else than before. Whoever hides where somebody can be
    /// found hides some of it too: what is here stays then.
    fn carried(&self, whole: &Whole) -> Option<Carried> {
        let carry = self.arriving.carrying.as_ref()?;
        let known = whole.carried.as_ref();
        if known.is_some() && self.arriving.hides() {
            return None;
        }
        carry(known).filter(|next| Some(next) != known)
    }

    fn restricted(&self, stamp: &Stamp) -> AccessEvent {
        let Rewriting { recorder, key, .. } = &self.rewriting;
        recorder.access_event(AccessEventKind::Restricted, key.target, stamp)
    }

    /// The word that they are restricted, when it is new. None is lifted: whoever took it back elsewhere may not know
    /// why it is here.
    fn restriction(&self, whole: &Whole, stamp: &Stamp) -> Option<Restriction> {
        let last = whole.holding.standing.restriction.as_ref();
        let reason = PlainText::from_stored(RESTRICTED_ELSEWHERE.to_owned());
        let target = self.rewriting.key.target;
        let there = self.arriving.level()?;
        // What is hidden here stays hidden as far as it is.
        let here = last.and_then(Restriction::in_force);
        let level = here.map_or(there, |here| here.max(there));
        Restriction::next(last, target, Some(level), reason, stamp)
    }
}

fn no_period() -> Refusal {
    let reason = Reason::new(
        Code::EndBeforeStart,
        "This is before the day on which it starts",
        "Give the same day or a later one, or leave it out for no end",
    );
    Refusal::invalid(Field::ValidUntil, reason)
}

impl Arriving {
    /// How far somebody is restricted in the other system.
    fn level(&self) -> Option<Level> {
        match self.confidentiality? {
            Confidentiality::Unrestricted => None,
            Confidentiality::Restricted => Some(Level::Restricted),
            Confidentiality::VeryRestricted => Some(Level::VeryRestricted),
        }
    }

    /// Whether it says so and nothing of how they are reached.
    fn hides(&self) -> bool {
        self.level().is_some() && self.lists.is_none()
    }

    /// Whether what came is no more than what is carried along.
    pub fn is_no_record(&self) -> bool {
        self.lists.is_none() && self.confidentiality.is_none()
    }
}
