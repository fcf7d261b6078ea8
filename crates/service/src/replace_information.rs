use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{ContactDetail, InformationDraft, Precondition};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::Scope;

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
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn replace_information(
        &self,
        caller: Caller<'_>,
        record: TargetRecord,
        draft: InformationDraft,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::ReplaceInformation);
        let key = self
            .existing(&recorder, record.id, Some(record.target))
            .await?;
        let scope = Scope::Existing(key);
        let areas = caller.actor.areas.clone();
        self.change(recorder, scope, move |holding, stamp| {
            let plan = holding.replace_information(record.id, &draft, &precondition, stamp)?;
            plan.keeping_to(&areas)
        })
        .await
    }
}
