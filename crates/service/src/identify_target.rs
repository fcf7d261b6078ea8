use contactable_domain::actor::AccessMode;
use contactable_domain::audit::{Action, Outcome};
use contactable_domain::contact_detail::Stamp;
use contactable_domain::identifier::{Identifier, IdentifierSystem, in_use};
use contactable_domain::ids::TargetId;
use contactable_domain::ports::{TargetIdentifier, Tied};

use crate::recorder::{NO_CHANGE, about_target};
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Ties an identifier, such as an NHS number, to a target. Tied before, it stays as it was recorded then. By it a patient is known to be that target, so an
    /// identifier that is another target's stays there.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role, or the identifier is another target's.
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn identify_target(
        &self,
        caller: Caller<'_>,
        target: TargetId,
        identifier: Identifier,
    ) -> Result<TargetIdentifier, Failure> {
        let recorder = self.recorder(caller, Action::Identify);
        let about = about_target(target);
        let by = self.permit(&recorder, about.clone()).await?;
        let now = self.clock.now();
        let tied = TargetIdentifier {
            target,
            identifier,
            recorded: Stamp::following(None, now, caller.actor.author.clone()),
        };
        let entry = recorder.entry(now, about.clone(), Outcome::Allowed(by.as_str()));
        match self.store.tie(tied.clone(), entry).await? {
            Tied::Now => Ok(tied),
            Tied::Already => {
                let entry = recorder.entry(now, about, Outcome::Allowed(NO_CHANGE));
                self.store.note(entry).await?;
                let known = self.store.identifiers(target).await?;
                let before = known
                    .into_iter()
                    .find(|one| one.identifier == tied.identifier);
                Ok(before.unwrap_or(tied))
            }
            Tied::ElsewhereAlready => Err(self.refuse(&recorder, about, in_use()).await),
        }
    }

    /// The identifiers of a target.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_identifiers(
        &self,
        caller: Caller<'_>,
        target: TargetId,
    ) -> Result<Vec<TargetIdentifier>, Failure> {
        let recorder = self.recorder(caller, Action::ReadIdentifiers);
        let about = about_target(target);
        let by = self.permit(&recorder, about.clone()).await?;
        let identifiers = self.store.identifiers(target).await?;
        self.note_allowed(&recorder, about, by).await?;
        Ok(identifiers)
    }

    /// Which target the caller is themselves: a patient whose NHS number is tied to one.
    ///
    /// # Errors
    /// [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn own_target(&self, caller: Caller<'_>) -> Result<Option<TargetId>, Failure> {
        let AccessMode::Patient(number) = caller.actor.mode else {
            return Ok(None);
        };
        let system = IdentifierSystem::NHS_NUMBER.to_owned();
        let identifier = Identifier::from_stored(system, number.as_str().to_owned());
        Ok(self.store.identified(identifier).await?)
    }
}
