use contactable_domain::audit::{Action, AuditEntry, Outcome};
use contactable_domain::event::{AccessEvent, AccessEventKind};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{StandingChanges, StoreError, SuccessionKey};
use contactable_domain::succession::{Fate, Parties, Succession};
use contactable_domain::value::PlainText;

use crate::recorder::{NO_CHANGE, about_target};
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Says what became of a target: another took its place, it is invalid, it is live again. Said again, it changes
    /// nothing. From then on nothing is recorded about a target that is not live, and nothing of it is used to reach
    /// anybody. Gives the latest word; `None` when the target always was live.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role, or it does not fit what became of the two so far
    /// ([`Succession::next`]). [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn say_what_became(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        fate: Fate,
        reason: PlainText,
    ) -> Result<Option<Succession>, Failure> {
        let recorder = self.recorder(caller, action_of(fate));
        let about = about_target(target);
        let by = self.permit(&recorder, about.clone()).await?;
        let key = SuccessionKey {
            target,
            survivor: fate.survivor(),
        };
        let (inside, subject) = (recorder.clone(), about.clone());
        let decide = Box::new(move |parties: &Parties| {
            let stamp = inside.stamp_after(parties.old.standing.changed_at);
            let next = Succession::next(parties, fate, reason.clone(), &stamp)?;
            let because = next.as_ref().map_or(NO_CHANGE, |_| by.as_str());
            let kind = AccessEventKind::of(fate);
            let event = |_: &Succession| inside.access_event(kind, target, &stamp);
            let mut events: Vec<AccessEvent> = next.iter().map(event).collect();
            let mut audit =
                vec![inside.entry(stamp.at, subject.clone(), Outcome::Allowed(because))];
            let protection = next.as_ref().and_then(|_| parties.protection(fate, &stamp));
            if let Some(word) = &protection {
                let kind = AccessEventKind::Restricted;
                events.push(inside.access_event(kind, word.target, &word.recorded));
                audit.push(AuditEntry {
                    action: Action::Restrict,
                    ..inside.entry(
                        word.recorded.at,
                        about_target(word.target),
                        Outcome::Allowed(by.as_str()),
                    )
                });
            }
            Ok(StandingChanges {
                succession: next,
                protection,
                events,
                audit,
                ..StandingChanges::default()
            })
        });
        match self.store.change_succession(key, decide).await {
            Ok(last) => Ok(last),
            Err(StoreError::Refused(refusal)) => Err(self.refuse(&recorder, about, refusal).await),
            Err(error) => Err(error.into()),
        }
    }

    /// The latest word on what became of a target; `None` when nobody ever said.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_succession(
        &self,
        caller: Caller<'_>,
        target: TargetId,
    ) -> Result<Option<Succession>, Failure> {
        let recorder = self.recorder(caller, Action::ReadSuccession);
        let about = about_target(target);
        let by = self.permit(&recorder, about.clone()).await?;
        let standing = self.store.standing(target).await?;
        self.note_allowed(&recorder, about, by).await?;
        Ok(standing.succession)
    }
}

fn action_of(fate: Fate) -> Action {
    match fate {
        Fate::SupersededBy(_) => Action::SupersedeTarget,
        Fate::Invalidated => Action::InvalidateTarget,
        Fate::Restored => Action::RestoreTarget,
    }
}
