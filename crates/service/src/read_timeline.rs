use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::{ContactDetail, Version};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{HeldBy, RecordKey};
use contactable_domain::time::day_of;
use contactable_domain::timeline::Timeline;
use jiff::Timestamp;

use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Which of a target's details in the caller's areas was in use when (council specification, "History of
    /// correspondence addresses"): as the service holds them now, looked at from today, or as it held them at an
    /// instant, looked at from the day of that instant. A target nobody knows and one that only other areas know
    /// look alike: the timeline is empty.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller works for no area. [`Failure::Unavailable`].
    pub async fn read_timeline(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        as_of: Option<Timestamp>,
    ) -> Result<Timeline, Failure> {
        let recorder = self.recorder(caller, Action::ReadTimeline);
        let mut subject = Subject {
            target: Some(target),
            ..Subject::default()
        };
        subject.areas = self.areas_of(&recorder, caller, subject.clone()).await?;
        let by = HeldBy {
            areas: subject.areas.clone(),
            as_of,
        };
        let on = day_of(as_of.unwrap_or_else(|| self.clock.now()));
        let held = self.store.held(vec![target], by).await?;
        self.note_seen(&recorder, subject).await?;
        let mut histories = Vec::new();
        for record in held.into_iter().flat_map(|held| held.records) {
            histories.push(self.versions_until(record, as_of).await?);
        }
        Ok(Timeline::of(histories, on))
    }

    /// The versions of a record up to an instant; only one that was changed is asked for.
    async fn versions_until(
        &self,
        record: ContactDetail,
        as_of: Option<Timestamp>,
    ) -> Result<Vec<ContactDetail>, Failure> {
        if record.version == Version::FIRST {
            return Ok(vec![record]);
        }
        let key = RecordKey {
            id: record.id,
            areas: vec![record.area],
            target: Some(record.target.id),
        };
        let mut versions = self.store.versions(key).await?;
        versions.retain(|version| as_of.is_none_or(|at| version.recorded.at <= at));
        Ok(versions)
    }
}
