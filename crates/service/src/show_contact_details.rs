use contactable_domain::access::{Glimpse, may_look_as};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::display::{Audience, shown_to};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::listing::Page;
use contactable_domain::ports::HeldBy;
use jiff::civil::Date;

use crate::recorder::{Recorder, about_target};
use crate::{Caller, ContactDetails, Failure, Moment};

/// What an audience is shown of a target.
#[derive(Clone, Debug)]
pub struct View {
    /// The records; with each the one that can be used instead, where it cannot be used itself.
    pub records: Vec<(ContactDetail, Option<ContactDetailId>)>,
    /// The day on which they counted as valid or not.
    pub on: Date,
    /// How far the caller saw.
    pub glimpse: Glimpse,
}

impl View {
    /// The records alone, as a page.
    pub(crate) fn into_page(self) -> Page {
        Page {
            records: self.records.into_iter().map(|(record, _)| record).collect(),
            next: None,
            on: self.on,
            glimpse: self.glimpse,
        }
    }
}

impl ContactDetails {
    /// What of a target's records that the caller may see this audience is shown (PDS standard, "Displaying
    /// contact details").
    ///
    /// # Errors
    /// [`Failure::Refused`]: it is not for the caller to choose, or they work for no area.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn show_contact_details(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        audience: Audience,
        moment: Moment,
    ) -> Result<View, Failure> {
        let recorder = self.looking_at(caller, moment.as_of.is_some());
        if let Err(refusal) = may_look_as(caller.actor.mode, audience) {
            return Err(self.refuse(&recorder, about_target(target), refusal).await);
        }
        self.view(&recorder, target, audience, moment).await
    }

    pub(crate) async fn view(
        &self,
        recorder: &Recorder,
        target: TargetId,
        audience: Audience,
        moment: Moment,
    ) -> Result<View, Failure> {
        let mut subject = about_target(target);
        subject.areas = self.areas_of(recorder, subject.clone()).await?;
        let by = HeldBy {
            viewer: recorder.viewer(),
            as_of: moment.as_of,
        };
        let mut held = self.store.held(vec![target], by).await?;
        let (records, glimpse) = held
            .pop()
            .map(|held| (held.records, held.glimpse))
            .unwrap_or_default();
        let on = moment.day(self.clock.now());
        let shown = shown_to(audience, &records, on).into_iter();
        let owned = shown.map(|shown| {
            let instead = shown.use_instead.map(|record| record.id);
            (shown.record.clone(), instead)
        });
        let view = View {
            records: owned.collect(),
            on,
            glimpse,
        };
        let seen = view.records.iter().map(|(record, _)| record);
        self.note_seen(recorder, subject, &view.glimpse, seen)
            .await?;
        Ok(view)
    }
}
