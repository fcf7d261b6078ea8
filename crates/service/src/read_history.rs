use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::RecordKey;
use contactable_domain::refusal::Refusal;

use crate::recorder::about;
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Every version of a record of the caller's areas, the first one first.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not there, which is also what another area's record looks like.
    /// [`Failure::Unavailable`].
    pub async fn read_history(
        &self,
        caller: Caller<'_>,
        id: ContactDetailId,
    ) -> Result<Vec<ContactDetail>, Failure> {
        let recorder = self.recorder(caller, Action::ReadHistory);
        let mut subject = Subject {
            record: Some(id),
            ..Subject::default()
        };
        subject.areas = self.areas_of(&recorder, caller, subject.clone()).await?;
        let key = RecordKey {
            id,
            areas: subject.areas.clone(),
            target: None,
        };
        let versions = self.store.versions(key).await?;
        let Some(last) = versions.last() else {
            return Err(self.refuse(&recorder, subject, Refusal::NotFound).await);
        };
        self.note_seen(&recorder, about(last)).await?;
        Ok(versions)
    }
}
