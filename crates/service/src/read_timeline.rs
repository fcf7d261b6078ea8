use contactable_domain::access::Glimpse;
use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{ContactDetail, Version};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{HeldBy, Sighted};
use contactable_domain::time::day_of;
use contactable_domain::timeline::Timeline;
use jiff::Timestamp;

use crate::recorder::{Recorder, about_target};
use crate::{Caller, ContactDetails, Failure};

/// A timeline, and how far the caller saw.
#[derive(Clone, Debug)]
pub struct SeenTimeline {
    /// Which detail was in use when.
    pub timeline: Timeline,
    /// By which grants another area's were seen.
    pub glimpse: Glimpse,
}

impl ContactDetails {
    /// Which of a target's details that the caller may see was in use when (council specification, "History of
    /// correspondence addresses"): as the service holds them now, looked at from today, or as it held them at an
    /// instant, looked at from the day of that instant. A target nobody knows and one of which the caller may see
    /// nothing look alike: the timeline is empty.
    ///
    /// # Errors
    /// [`Failure::Refused`]: history is not shown to the caller, or they work for no area.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_timeline(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        as_of: Option<Timestamp>,
    ) -> Result<SeenTimeline, Failure> {
        let recorder = self.recorder(caller, Action::ReadTimeline);
        let mut subject = about_target(target);
        subject.areas = self.areas_of(&recorder, subject.clone()).await?;
        let by = HeldBy {
            viewer: recorder.viewer(),
            as_of,
        };
        let on = day_of(as_of.unwrap_or_else(|| self.clock.now()));
        let (mut histories, mut glimpse) = (Vec::new(), Glimpse::default());
        for held in self.store.held(vec![target], by).await? {
            let records = held.records.iter();
            self.note_seen(&recorder, subject.clone(), &held.glimpse, records)
                .await?;
            glimpse = held.glimpse;
            for record in held.records {
                let versions = self.versions_until(&recorder, record, as_of).await?;
                histories.push(versions);
            }
        }
        histories.retain(|versions| !versions.is_empty());
        Ok(SeenTimeline {
            timeline: Timeline::of(histories, on),
            glimpse,
        })
    }

    /// The versions of a record up to an instant; only one that was changed is asked for. None of a record that has
    /// been hidden since it was listed.
    async fn versions_until(
        &self,
        recorder: &Recorder,
        record: ContactDetail,
        as_of: Option<Timestamp>,
    ) -> Result<Vec<ContactDetail>, Failure> {
        if record.version == Version::FIRST {
            return Ok(vec![record]);
        }
        let area = Some(record.area.clone());
        let found = self.store.versions(record.id, area, recorder.viewer());
        let found = found.await?;
        let Sighted::Seen(mut versions, _) = found else {
            return Ok(Vec::new());
        };
        versions.retain(|version| as_of.is_none_or(|at| version.recorded.at <= at));
        Ok(versions)
    }
}
