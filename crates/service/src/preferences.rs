use contactable_domain::access;
use contactable_domain::area::AreaKey;
use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::Precondition;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{HeldBy, PreferencesKey, StoreError};
use contactable_domain::preferences::{ContactPreferences, Wishes};

use crate::recorder::{Recorder, wishes_of};
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// How a target wants to be reached, as each of the caller's areas was told.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller works for no area. [`Failure::Unavailable`].
    pub async fn read_preferences(
        &self,
        caller: Caller<'_>,
        target: TargetId,
    ) -> Result<Vec<ContactPreferences>, Failure> {
        let recorder = self.recorder(caller, Action::ReadPreferences);
        let mut subject = Subject {
            target: Some(target),
            ..Subject::default()
        };
        subject.areas = self.areas_of(&recorder, caller, subject.clone()).await?;
        let by = HeldBy {
            areas: subject.areas.clone(),
            as_of: None,
        };
        let held = self.store.held(vec![target], by).await?;
        self.note_seen(&recorder, subject).await?;
        Ok(held.into_iter().flat_map(|held| held.preferences).collect())
    }

    /// Every version of what one of the caller's areas knows of a target's wishes, the first one first.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not the caller's area, or it is not said which. [`Failure::Unavailable`].
    pub async fn read_preference_history(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        area: Option<&str>,
    ) -> Result<Vec<ContactPreferences>, Failure> {
        let recorder = self.recorder(caller, Action::ReadPreferences);
        let area = self.asking_area(&recorder, caller, target, area).await?;
        let key = PreferencesKey { target, area };
        let versions = self.store.preference_versions(key.clone()).await?;
        self.note_seen(&recorder, wishes_of(&key)).await?;
        Ok(versions)
    }

    /// Records how a target wants to be reached, in place of what the area knew (council specification, "Should we
    /// record preferred contact method?"). What it knew before stays in the history. Says for which area, and
    /// what it knows then: `None` when it knew nothing and was told nothing.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not the caller's area, it is not said which, the wishes contradict each other, or
    /// another version.
    /// [`Failure::Unavailable`].
    pub async fn set_preferences(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        area: Option<&str>,
        wishes: Wishes,
        precondition: Precondition,
    ) -> Result<(AreaKey, Option<ContactPreferences>), Failure> {
        let recorder = self.recorder(caller, Action::SetPreferences);
        let area = self.asking_area(&recorder, caller, target, area).await?;
        let key = PreferencesKey { target, area };
        let (inside, about) = (recorder.clone(), key.clone());
        let decide = Box::new(move |known: Option<&ContactPreferences>, changed_at| {
            let stamp = inside.stamp_after(changed_at);
            let place = (about.target, about.area.clone());
            let new = ContactPreferences::told(known, place, &wishes, &precondition, &stamp)?;
            Ok(inside.preferences_changes(new, &about, &stamp))
        });
        match self.store.change_preferences(key.clone(), decide).await {
            Ok(known) => Ok((key.area, known)),
            Err(StoreError::Refused(refusal)) => {
                Err(self.refuse(&recorder, wishes_of(&key), refusal).await)
            }
            Err(StoreError::Unavailable(unavailable)) => Err(unavailable.into()),
        }
    }

    /// The area for which the caller asks; a refusal is noted.
    pub(crate) async fn asking_area(
        &self,
        recorder: &Recorder,
        caller: Caller<'_>,
        target: TargetId,
        area: Option<&str>,
    ) -> Result<AreaKey, Failure> {
        match access::area_to_ask_for(caller.actor, area) {
            Ok(area) => Ok(area.key().clone()),
            Err(refusal) => {
                let subject = Subject {
                    target: Some(target),
                    ..Subject::default()
                };
                Err(self.refuse(recorder, subject, refusal).await)
            }
        }
    }
}
