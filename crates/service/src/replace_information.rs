use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::{ContactDetail, InformationDraft, Precondition};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::{RecordKey, Scope};

use crate::recorder::Recorder;
use crate::{Caller, ContactDetails, Failure};

/// A record together with the target it must belong to, as the deployed paths name them.
#[derive(Clone, Copy, Debug)]
pub struct TargetRecord {
    /// The target.
    pub target: TargetId,
    /// The record.
    pub id: ContactDetailId,
}

impl ContactDetails {
    /// Replaces what a record says, under the same id (the deployed PATCH).
    ///
    /// # Errors
    /// [`Failure::Refused`]: no such pair for this caller, another version, historic, or the new
    /// channel is full. [`Failure::Unavailable`].
    pub async fn replace_information(
        &self,
        caller: Caller<'_>,
        record: TargetRecord,
        draft: InformationDraft,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::ReplaceInformation);
        let scope = self
            .existing(&recorder, caller, record.id, Some(record.target))
            .await?;
        let areas = caller.actor.areas.clone();
        self.change(recorder, scope, move |holding, stamp| {
            let plan = holding.replace_information(record.id, &draft, &precondition, stamp)?;
            plan.keeping_to(&areas)
        })
        .await
    }

    /// The scope of a change to a record in one of the caller's areas.
    pub(crate) async fn existing(
        &self,
        recorder: &Recorder,
        caller: Caller<'_>,
        id: ContactDetailId,
        target: Option<TargetId>,
    ) -> Result<Scope, Failure> {
        let subject = Subject {
            target,
            record: Some(id),
            areas: Vec::new(),
        };
        let areas = self.areas_of(recorder, caller, subject).await?;
        Ok(Scope::Existing(RecordKey { id, areas, target }))
    }
}
