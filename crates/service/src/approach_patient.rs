use contactable_domain::access::{Decision, Rule, may_ask, may_name_number};
use contactable_domain::audit::{Action, Subject};

use crate::{Caller, ContactDetails, Failure};

/// Whether somebody may come near a Patient at all, before anything is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Approach {
    /// They may.
    Open,
    /// Whoever comes this way may not do this to anybody.
    NotThisWay,
    /// They may name their own number only, and this is another.
    NotTheirOwn,
}

impl ContactDetails {
    /// Whether the caller may read, or change, whoever this text names. It is not looked at whether the text is an NHS
    /// number: a patient is told nothing of any other (PDS, "Order of checks"). A refusal is noted.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn approach_patient(
        &self,
        caller: Caller<'_>,
        number: &str,
        to_change: bool,
    ) -> Result<Approach, Failure> {
        let action = if to_change {
            Action::PatchPatient
        } else {
            Action::ReadPatient
        };
        let recorder = self.recorder(caller, action);
        let (approach, rule) = match may_ask(caller.actor, recorder.operation()) {
            Decision::Refuse(rule) => (Approach::NotThisWay, rule),
            Decision::Allow(_) if !may_name_number(caller.actor, number) => {
                (Approach::NotTheirOwn, Rule::AnotherPerson)
            }
            Decision::Allow(_) => return Ok(Approach::Open),
        };
        let subject = Subject::default();
        self.note_refused(&recorder, subject, &rule.told()).await?;
        Ok(approach)
    }
}
