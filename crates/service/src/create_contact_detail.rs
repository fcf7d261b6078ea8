use contactable_domain::access;
use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::{ContactDetail, NewContactDetail};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::Scope;

use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Makes a record for one of the caller's areas (council specification, "POST /contact-details"). With the client's
    /// own id it may be repeated safely: the same request gets the same answer.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not the caller's area, too many active details, or the id stands for
    /// something else. [`Failure::Unavailable`].
    pub async fn create_contact_detail(
        &self,
        caller: Caller<'_>,
        new: NewContactDetail,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::Create);
        let area = match access::area_to_write(caller.actor, new.area.as_str()) {
            Ok(area) => area.key().clone(),
            Err(refusal) => {
                let subject = Subject {
                    target: Some(new.target.id),
                    record: new.id,
                    areas: Vec::new(),
                };
                return Err(self.refuse(&recorder, subject, refusal).await);
            }
        };
        let id = new.id.unwrap_or_else(|| self.new_id());
        let target = new.target.id;
        let scope = Scope::New {
            target,
            area: area.clone(),
            id,
        };
        self.change(recorder, scope, move |holding, stamp| {
            holding.make(new.clone(), id, area.clone(), stamp)
        })
        .await
    }

    fn new_id(&self) -> ContactDetailId {
        ContactDetailId::from(self.ids.next(self.clock.now()))
    }
}
