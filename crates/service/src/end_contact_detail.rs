use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{ContactDetail, EndReason, Precondition};
use contactable_domain::ports::Scope;

use crate::{Caller, ContactDetails, Failure, TargetRecord};

impl ContactDetails {
    /// Retires a record (the deployed DELETE). It stays readable as history.
    ///
    /// # Errors
    /// [`Failure::Refused`]: no such pair for this caller, or another version.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn end_contact_detail(
        &self,
        caller: Caller<'_>,
        record: TargetRecord,
        reason: Option<EndReason>,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::End);
        let key = self
            .existing(&recorder, record.id, Some(record.target))
            .await?;
        let scope = Scope::Existing(key);
        self.change(recorder, scope, move |holding, stamp| {
            holding.end(record.id, reason, &precondition, stamp)
        })
        .await
    }
}
