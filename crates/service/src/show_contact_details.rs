use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::display::{Audience, shown_to};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::HeldBy;
use jiff::civil::Date;

use crate::{Caller, ContactDetails, Failure, Moment};

/// What an audience is shown of a target.
#[derive(Clone, Debug)]
pub struct View {
    /// The records; with each the one that can be used instead, where it cannot be used itself.
    pub records: Vec<(ContactDetail, Option<ContactDetailId>)>,
    /// The day on which they counted as valid or not.
    pub on: Date,
}

impl ContactDetails {
    /// What of a target's records in the caller's areas this audience is shown (PDS standard, "Displaying
    /// contact details").
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller works for no area. [`Failure::Unavailable`].
    pub async fn show_contact_details(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        audience: Audience,
        moment: Moment,
    ) -> Result<View, Failure> {
        let recorder = self.recorder(caller, Action::List);
        let mut subject = Subject {
            target: Some(target),
            ..Subject::default()
        };
        subject.areas = self.areas_of(&recorder, caller, subject.clone()).await?;
        let by = HeldBy {
            areas: subject.areas.clone(),
            as_of: moment.as_of,
        };
        let held = self.store.held(vec![target], by).await?;
        self.note_seen(&recorder, subject).await?;
        let on = moment.day(self.clock.now());
        let records: Vec<ContactDetail> = held.into_iter().flat_map(|held| held.records).collect();
        let shown = shown_to(audience, &records, on).into_iter();
        let owned = shown.map(|shown| {
            let instead = shown.use_instead.map(|record| record.id);
            (shown.record.clone(), instead)
        });
        Ok(View {
            records: owned.collect(),
            on,
        })
    }
}
