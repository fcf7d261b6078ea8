use contactable_domain::audit::{Action, Subject};
use contactable_domain::ids::TargetId;
use contactable_domain::listing::{Listing, Page, Position};

use crate::{Caller, ContactDetails, Failure};

/// Which part of the records is wanted.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest {
    /// At most this many records.
    pub limit: usize,
    /// Records after this place only.
    pub after: Option<Position>,
}

impl ContactDetails {
    /// The records of a target in the caller's areas, oldest first (council specification
    /// "GET /contact-details?targetId="). A target nobody knows and one that only other areas know look
    /// alike: there are no records.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller works for no area. [`Failure::Unavailable`].
    pub async fn list_contact_details(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        include_historic: bool,
        page: PageRequest,
    ) -> Result<Page, Failure> {
        let recorder = self.recorder(caller, Action::List);
        let mut subject = Subject {
            target: Some(target),
            ..Subject::default()
        };
        subject.areas = self.areas_of(&recorder, caller, subject.clone()).await?;
        let listing = Listing {
            target,
            areas: subject.areas.clone(),
            include_historic,
            at: self.clock.now(),
            after: page.after,
            limit: page.limit,
        };
        let page = self.store.list(listing).await?;
        self.note_seen(&recorder, subject).await?;
        Ok(page)
    }
}
