use std::sync::{Arc, PoisonError};

use contactable_domain::audit::{Action, Outcome, Subject};
use contactable_domain::contact_detail::Stamp;
use contactable_domain::ids::RevocationId;
use contactable_domain::ports::Unavailable;
use contactable_domain::refusal::Refusal;
use contactable_domain::revocation::{Revocation, RevocationList, Revoked, TokenIdentity};
use contactable_domain::value::PlainText;

use crate::recorder::NO_CHANGE;
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Takes access back, of one token or of everything that somebody has, at once: no request that begins after this
    /// returned is let in.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn revoke_access(
        &self,
        caller: Caller<'_>,
        issuer: Arc<str>,
        what: Revoked,
        reason: PlainText,
    ) -> Result<Revocation, Failure> {
        let recorder = self.recorder(caller, Action::Revoke);
        let by = self.permit(&recorder, Subject::default()).await?;
        let now = self.clock.now();
        let revocation = Revocation {
            id: RevocationId::from(self.ids.next(now)),
            issuer,
            what,
            reason,
            recorded: Stamp::following(None, now, caller.actor.author.clone()),
            lifted: None,
        };
        let entry = recorder.entry(now, Subject::default(), Outcome::Allowed(by.as_str()));
        self.hold(&revocation);
        let kept = self.store.keep_revocation(revocation.clone(), entry).await;
        self.load_revocations().await?;
        kept?;
        Ok(revocation)
    }

    fn hold(&self, revocation: &Revocation) {
        let mut list = self.revoked.write().unwrap_or_else(PoisonError::into_inner);
        list.add(revocation.issuer.clone(), revocation.what.clone());
    }

    /// Gives access back. Lifted before, it stays as it was.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role, or there is no such revocation. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn lift_revocation(
        &self,
        caller: Caller<'_>,
        id: RevocationId,
    ) -> Result<Revocation, Failure> {
        let recorder = self.recorder(caller, Action::LiftRevocation);
        let by = self.permit(&recorder, Subject::default()).await?;
        let known = self.store.revocations().await?;
        let Some(mut revocation) = known.into_iter().find(|known| known.id == id) else {
            let refusal = Refusal::NotFound;
            return Err(self.refuse(&recorder, Subject::default(), refusal).await);
        };
        let now = self.clock.now();
        let stamp = Stamp::following(None, now, caller.actor.author.clone());
        let because = match revocation.lifted {
            Some(_) => NO_CHANGE,
            None => by.as_str(),
        };
        revocation.lifted.get_or_insert(stamp);
        let entry = recorder.entry(now, Subject::default(), Outcome::Allowed(because));
        self.store
            .keep_revocation(revocation.clone(), entry)
            .await?;
        self.load_revocations().await?;
        Ok(revocation)
    }

    /// All revocations, those that were lifted too, the first one first.
    ///
    /// # Errors
    /// [`Failure::Refused`]: the caller has not the role. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn read_revocations(&self, caller: Caller<'_>) -> Result<Vec<Revocation>, Failure> {
        let recorder = self.recorder(caller, Action::ReadRevocations);
        let by = self.permit(&recorder, Subject::default()).await?;
        let revocations = self.store.revocations().await?;
        self.note_allowed(&recorder, Subject::default(), by).await?;
        Ok(revocations)
    }

    /// Takes what is revoked from the store: once when the service starts, and after each change.
    ///
    /// # Errors
    /// [`Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn load_revocations(&self) -> Result<(), Unavailable> {
        let known = self.store.revocations().await?;
        let mut list = self.revoked.write().unwrap_or_else(PoisonError::into_inner);
        *list = RevocationList::of(&known).or_later(std::mem::take(&mut *list));
        Ok(())
    }

    /// Whether a token is of no use any more, though it was verified.
    pub fn is_revoked(&self, identity: &TokenIdentity) -> bool {
        let list = self.revoked.read().unwrap_or_else(PoisonError::into_inner);
        list.holds(identity)
    }
}
