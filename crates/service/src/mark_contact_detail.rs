use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{
    ContactDetail, Precondition, Undeliverable, Verification,
};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::Scope;

use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Marks a record as found to be right (PDS standard, "Ownership of contact details").
    ///
    /// # Errors
    /// [`Failure::Refused`]: not there for this caller, another version, retired, or in the future.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn verify_contact_detail(
        &self,
        caller: Caller<'_>,
        id: ContactDetailId,
        verification: Verification,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::Verify);
        let scope = Scope::Existing(self.existing(&recorder, id, None).await?);
        self.change(recorder, scope, move |holding, stamp| {
            holding.verify(id, verification, &precondition, stamp)
        })
        .await
    }

    /// Marks a record as one at which something did not arrive.
    ///
    /// # Errors
    /// As [`ContactDetails::verify_contact_detail`]; also when the means do not go with the record.
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn mark_undeliverable(
        &self,
        caller: Caller<'_>,
        id: ContactDetailId,
        mark: Undeliverable,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::MarkUndeliverable);
        let scope = Scope::Existing(self.existing(&recorder, id, None).await?);
        self.change(recorder, scope, move |holding, stamp| {
            holding.mark_undeliverable(id, &mark, &precondition, stamp)
        })
        .await
    }

    /// Takes back that something did not arrive.
    ///
    /// # Errors
    /// As [`ContactDetails::verify_contact_detail`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn lift_undeliverable(
        &self,
        caller: Caller<'_>,
        id: ContactDetailId,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::LiftUndeliverable);
        let scope = Scope::Existing(self.existing(&recorder, id, None).await?);
        self.change(recorder, scope, move |holding, stamp| {
            holding.lift_undeliverable(id, &precondition, stamp)
        })
        .await
    }
}
