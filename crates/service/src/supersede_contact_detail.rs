use contactable_domain::access::Operation;
use contactable_domain::area::ServiceArea;
use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{ContactDetail, Precondition, Replacement};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::{Scope, Sighted};

use crate::recorder::Recorder;
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
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn supersede_contact_detail(
        &self,
        caller: Caller<'_>,
        old: ContactDetailId,
        replacement: Replacement,
        precondition: Precondition,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::Supersede);
        let key = self.existing(&recorder, old, None).await?;
        let looked_up = self.with_uprn(&recorder, old, &replacement).await?;
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
        recorder: &Recorder,
        old: ContactDetailId,
        replacement: &Replacement,
    ) -> Result<Replacement, Failure> {
        let mut looked_up = replacement.clone();
        let actor = recorder.actor();
        let wants = |area: &ServiceArea| area.wants_uprn_of(&replacement.information).is_some();
        if !actor.areas.iter().any(wants) {
            return Ok(looked_up);
        }
        let viewer = recorder.viewer().wanting(Operation::See);
        if let Sighted::Seen(old, _) = self.store.find(old, viewer).await?
            && let Some(owner) = actor.area_of_key(&old.area)
        {
            self.look_up_uprn(owner, &mut looked_up.information).await;
        }
        Ok(looked_up)
    }
}
