use contactable_domain::audit::{Action, Outcome};
use contactable_domain::event::AccessEventKind;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::StandingChanges;
use contactable_domain::restriction::{Level, Restriction};
use contactable_domain::value::PlainText;

use crate::recorder::{NO_CHANGE, about_target};
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Restricts a person to a level, or lifts that when none is given. From then on every phone number, e-mail address
    /// and address of theirs is hidden from whoever is not trusted with them. Said again, it changes nothing; another
    /// level is a new word. Gives the latest word on it; `None` when nobody ever restricted them.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn restrict_person(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        level: Option<Level>,
        reason: PlainText,
    ) -> Result<Option<Restriction>, Failure> {
        let (action, kind) = if level.is_some() {
            (Action::Restrict, AccessEventKind::Restricted)
        } else {
            (Action::LiftRestriction, AccessEventKind::RestrictionLifted)
        };
        let recorder = self.recorder(caller, action);
        let about = about_target(target);
        let by = self.permit(&recorder, about.clone()).await?;
        let (inside, subject) = (recorder.clone(), about.clone());
        let said = self.change_standing(&recorder, target, about, move |standing| {
            let stamp = inside.stamp_after(standing.changed_at);
            let last = standing.restriction.as_ref();
            let next = Restriction::next(last, target, level, reason.clone(), &stamp);
            let because = next.as_ref().map_or(NO_CHANGE, |_| by.as_str());
            let event = |_: &Restriction| inside.access_event(kind, target, &stamp);
            let entry = inside.entry(stamp.at, subject.clone(), Outcome::Allowed(because));
            let changes = StandingChanges {
                events: next.iter().map(event).collect(),
                restriction: next.clone(),
                audit: vec![entry],
                ..StandingChanges::default()
            };
            Ok((changes, next.or_else(|| last.cloned())))
        });
        said.await
    }

    /// The latest word on whether a person is restricted, and why; `None` when nobody ever said.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_restriction(
        &self,
        caller: Caller<'_>,
        target: TargetId,
    ) -> Result<Option<Restriction>, Failure> {
        let recorder = self.recorder(caller, Action::ReadRestriction);
        let about = about_target(target);
        let by = self.permit(&recorder, about.clone()).await?;
        let standing = self.store.standing(target).await?;
        self.note_allowed(&recorder, about, by).await?;
        Ok(standing.restriction)
    }
}
