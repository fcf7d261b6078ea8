use contactable_domain::access::Operation;
use contactable_domain::audit::Action;
use contactable_domain::ids::TargetId;
use contactable_domain::listing::{Listing, Page, Position, Wanted};
use contactable_domain::time::day_of;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::recorder::{Recorder, about_target};
use crate::{Caller, ContactDetails, Failure};

/// Which records are wanted, and which part of them.
#[derive(Clone, Copy, Debug)]
pub struct PageRequest {
    /// Which of them.
    pub wanted: Wanted,
    /// As the service held them and on which day.
    pub moment: Moment,
    /// At most this many records.
    pub limit: usize,
    /// Records after this place only.
    pub after: Option<Position>,
}

/// The two times of a question; both now unless given.
#[derive(Clone, Copy, Default, Debug)]
pub struct Moment {
    /// What the service held at this instant, one of the past.
    pub as_of: Option<Timestamp>,
    /// What is true on this day; unless given, the day of that instant, and all that is held counts.
    pub valid_on: Option<Date>,
}

impl Moment {
    /// The day that counts, when it is this instant now.
    pub(crate) fn day(self, now: Timestamp) -> Date {
        self.valid_on
            .unwrap_or_else(|| day_of(self.as_of.unwrap_or(now)))
    }
}

impl ContactDetails {
    /// The records of a target that the caller may see, oldest first (council specification
    /// "GET /contact-details?targetId="). A target nobody knows and one of which they may see nothing look
    /// alike: there are no records. Patients and healthcare workers are shown what their view has, on one page.
    ///
    /// # Errors
    /// [`Failure::Refused`]: history is not shown to the caller, or they work for no area.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn list_contact_details(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        page: PageRequest,
    ) -> Result<Page, Failure> {
        let historic = page.wanted == Wanted::Everything || page.moment.as_of.is_some();
        let recorder = self.looking_at(caller, historic);
        if let Some(audience) = caller.actor.mode.audience()
            && !historic
        {
            let view = self.view(&recorder, target, audience, page.moment).await?;
            return Ok(view.into_page());
        }
        let mut subject = about_target(target);
        subject.areas = self.areas_of(&recorder, subject.clone()).await?;
        let listing = Listing {
            target,
            viewer: recorder.viewer(),
            wanted: page.wanted,
            as_of: page.moment.as_of,
            on: page.moment.day(self.clock.now()),
            valid_only: page.moment.valid_on.is_some(),
            after: page.after,
            limit: page.limit,
        };
        let page = self.store.list(listing).await?;
        self.note_seen(&recorder, subject, &page.glimpse, page.records.iter())
            .await?;
        Ok(page)
    }

    /// The recorder of a look at a list, of what is held now or of what was held before.
    pub(crate) fn looking_at(&self, caller: Caller<'_>, historic: bool) -> Recorder {
        let recorder = self.recorder(caller, Action::List);
        if historic {
            recorder.wanting(Operation::SeeHistory)
        } else {
            recorder
        }
    }
}
