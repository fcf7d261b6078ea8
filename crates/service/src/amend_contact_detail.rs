use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{Amendment, ContactDetail, Precondition};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::Scope;

use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Changes whether a record is active, whether it is the default, or its description (council specification
    /// "PUT /contact-details/{id}").
    ///
    /// # Errors
    /// [`Failure::Refused`]: not there for this caller, another version, another part differs, or
    /// historic. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn amend_contact_detail(
        &self,
        caller: Caller<'_>,
        id: ContactDetailId,
        amendment: Amendment,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::Amend);
        let scope = Scope::Existing(self.existing(&recorder, id, None).await?);
        self.change(recorder, scope, move |holding, stamp| {
            holding.amend(id, &amendment, &precondition, stamp)
        })
        .await
    }
}
