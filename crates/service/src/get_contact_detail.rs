use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::RecordKey;
use contactable_domain::refusal::Refusal;

use crate::recorder::about;
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// One record of the caller's areas, active or historic (council specification, "GET /contact-details/{id}").
    ///
    /// # Errors
    /// [`Failure::Refused`]: not there, which is also what another area's record looks like.
    /// [`Failure::Unavailable`].
    pub async fn get_contact_detail(
        &self,
        caller: Caller<'_>,
        id: ContactDetailId,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::Read);
        let areas = self
            .areas_of(
                &recorder,
                caller,
                Subject {
                    record: Some(id),
                    ..Subject::default()
                },
            )
            .await?;
        let found = self
            .store
            .find(RecordKey {
                id,
                areas: areas.clone(),
                target: None,
            })
            .await?;
        let Some(record) = found else {
            let subject = Subject {
                target: None,
                record: Some(id),
                areas,
            };
            return Err(self.refuse(&recorder, subject, Refusal::NotFound).await);
        };
        self.note_seen(&recorder, about(&record)).await?;
        Ok(record)
    }
}
