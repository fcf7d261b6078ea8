use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{ContactDetail, Precondition, Replacement};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::{RecordKey, Scope};

use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Makes a record in the place of another and retires that one, in one step (council specification, "a new
    /// record was added and old record was marked as inactive"). With the client's own id it may be repeated
    /// safely.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not there for this caller, another team's, another version, historic, the new one
    /// starts later or is of a channel that is full, or the id stands for something else.
    /// [`Failure::Unavailable`].
    pub async fn supersede_contact_detail(
        &self,
        caller: Caller<'_>,
        old: ContactDetailId,
        replacement: Replacement,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::Supersede);
        let scope = self.existing(&recorder, caller, old, None).await?;
        let Scope::Existing(key) = scope else {
            return Err(contactable_domain::refusal::Refusal::NotFound.into());
        };
        let looked_up = self.with_uprn(caller, &key, &replacement).await?;
        let id = replacement.id.unwrap_or_else(|| self.new_id());
        let areas = caller.actor.areas.clone();
        let scope = Scope::Successor { old: key, id };
        self.change(recorder, scope, move |holding, stamp| {
            // A repeated request is held against the first by what was given, not by what was found.
            let is_repeated = holding.original.is_some();
            let wanted = if is_repeated {
                &replacement
            } else {
                &looked_up
            };
            let plan = holding.supersede(old, wanted, id, &precondition, stamp)?;
            plan.keeping_to(&areas)
        })
        .await
    }

    /// The same replacement with its address's UPRN, if the area that has the old record wants it looked up.
    async fn with_uprn(
        &self,
        caller: Caller<'_>,
        key: &RecordKey,
        replacement: &Replacement,
    ) -> Result<Replacement, Failure> {
        let mut looked_up = replacement.clone();
        let wants = caller
            .actor
            .areas
            .iter()
            .any(|area| area.wants_uprn_of(&replacement.information).is_some());
        if !wants {
            return Ok(looked_up);
        }
        let old = self.store.find(key.clone()).await?;
        let owner = old.and_then(|old| caller.actor.areas.iter().find(|a| *a.key() == old.area));
        if let Some(owner) = owner {
            self.look_up_uprn(owner, &mut looked_up.information).await;
        }
        Ok(looked_up)
    }
}
