use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::refusal::Refusal;

use crate::{Caller, ContactDetails, Failure, Seen};

impl ContactDetails {
    /// Every version that the caller may see of a record, the first one first.
    ///
    /// # Errors
    /// [`Failure::Refused`]: history is not shown to them, or it is not there, which is also what a record looks
    /// like that they may not see. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_history(
        &self,
        caller: Caller<'_>,
        id: ContactDetailId,
    ) -> Result<Seen<Vec<ContactDetail>>, Failure> {
        let recorder = self.recorder(caller, Action::ReadHistory);
        let subject = Subject {
            record: Some(id),
            ..Subject::default()
        };
        let areas = self.areas_of(&recorder, subject.clone()).await?;
        let subject = Subject { areas, ..subject };
        let found = self.store.versions(id, None, recorder.viewer()).await?;
        let (versions, basis) = self.seen(&recorder, subject.clone(), found).await?;
        let Some(last) = versions.last() else {
            return Err(self.refuse(&recorder, subject, Refusal::NotFound).await);
        };
        self.note_record(&recorder, last, basis).await?;
        Ok(Seen {
            what: versions,
            grant: basis.grant,
        })
    }
}
