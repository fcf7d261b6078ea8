use contactable_domain::access::{self, Operation, Rule, Whose};
use contactable_domain::area::AreaKey;
use contactable_domain::audit::Action;
use contactable_domain::contact_detail::Precondition;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{HeldBy, Known, PreferencesKey, Sighted, StoreError};
use contactable_domain::preferences::{ContactPreferences, Wishes};

use crate::recorder::{Recorder, about_target, wishes_of};
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// How a target wants to be reached, as each of the caller's areas was told.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller works for no area. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_preferences(
        &self,
        caller: Caller<'_>,
        target: TargetId,
    ) -> Result<Vec<ContactPreferences>, Failure> {
        let recorder = self.recorder(caller, Action::ReadPreferences);
        let mut subject = about_target(target);
        subject.areas = self.areas_of(&recorder, subject.clone()).await?;
        let by = HeldBy {
            viewer: recorder.viewer(),
            as_of: None,
        };
        let own = subject.areas.clone();
        let mut told = Vec::new();
        for held in self.store.held(vec![target], by).await? {
            self.note_seen(&recorder, subject.clone(), &held.glimpse, [].into_iter())
                .await?;
            told.extend(held.preferences);
        }
        told.retain(|known| own.contains(&known.area));
        Ok(told)
    }

    /// Every version of what one of the caller's areas knows of a target's wishes, the first one first.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not the caller's area, or it is not said which. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_preference_history(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        area: Option<&str>,
    ) -> Result<Vec<ContactPreferences>, Failure> {
        let recorder = self.recorder(caller, Action::ReadPreferences);
        let recorder = recorder.wanting(Operation::SeeHistory);
        let area = self.asking_area(&recorder, caller, target, area).await?;
        let key = PreferencesKey { target, area };
        let found = self
            .store
            .preference_versions(key.clone(), recorder.viewer());
        let (rule, versions) = match found.await? {
            Sighted::Seen(versions, basis) => (Ok(basis.rule), versions),
            Sighted::Hidden(_, rule) => (Err(rule), Vec::new()),
            Sighted::NothingThere => (Ok(Rule::OwnArea), Vec::new()),
        };
        match rule {
            Ok(by) => self.note_allowed(&recorder, wishes_of(&key), by).await?,
            // To whoever may not see them it is as if there were none.
            Err(rule) => {
                self.note_refused(&recorder, wishes_of(&key), &rule.refusal())
                    .await?;
            }
        }
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
    #[tracing::instrument(level = "debug", skip_all)]
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
        let decide = Box::new(move |known: &Known| {
            let whose = Whose::in_area(&about.area);
            let by = inside.may_make(&known.standing, whose)?;
            let stamp = inside.stamp_after(known.standing.changed_at);
            let place = (about.target, about.area.clone());
            let before = known.preferences.as_ref();
            let new = ContactPreferences::told(before, place, &wishes, &precondition, &stamp)?;
            Ok(inside.preferences_changes(new, &about, &stamp, by))
        });
        match self.store.change_preferences(key.clone(), decide).await {
            Ok(known) => Ok((key.area, known)),
            Err(StoreError::Refused(refusal)) => {
                Err(self.refuse(&recorder, wishes_of(&key), refusal).await)
            }
            Err(error) => Err(error.into()),
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
        self.permit(recorder, about_target(target)).await?;
        match access::area_to_ask_for(caller.actor, area) {
            Ok(area) => Ok(area.key().clone()),
            Err(refusal) => Err(self.refuse(recorder, about_target(target), refusal).await),
        }
    }
}
