use contactable_domain::access;
use contactable_domain::area::{ServiceArea, Team, UprnRule};
use contactable_domain::audit::{Action, Subject};
use contactable_domain::contact_detail::{ContactDetail, Information, NewContactDetail};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::Scope;
use contactable_domain::value::ContactValue;

use crate::recorder::about_target;
use crate::{Caller, ContactDetails, Failure};

impl ContactDetails {
    /// Makes a record for one of the caller's areas (council specification, "POST /contact-details"). With the client's
    /// own id it may be repeated safely: the same request gets the same answer.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not the caller's area, too many active details, or the id stands for
    /// something else. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn create_contact_detail(
        &self,
        caller: Caller<'_>,
        mut new: NewContactDetail,
    ) -> Result<ContactDetail, Failure> {
        let recorder = self.recorder(caller, Action::Create);
        let asked = Subject {
            record: new.id,
            ..about_target(new.target.id)
        };
        self.permit(&recorder, asked.clone()).await?;
        let owner = match access::area_to_write(caller.actor, Some(new.area.as_str())) {
            Ok(area) => area.clone(),
            Err(refusal) => {
                return Err(self.refuse(&recorder, asked, refusal).await);
            }
        };
        let team = access::team_to_write(caller.actor, &owner, new.team.as_ref().map(Team::name));
        new.team = match team {
            Ok(team) => team,
            Err(refusal) => {
                let subject = Subject {
                    areas: vec![owner.key().clone()],
                    ..asked
                };
                return Err(self.refuse(&recorder, subject, refusal).await);
            }
        };
        // A repeated request is held against the first by what was given, not by what was found.
        let given = new.clone();
        self.look_up_uprn(&owner, &mut new.information).await;
        let id = new.id.unwrap_or_else(|| self.new_id());
        let area = owner.key().clone();
        let target = new.target.id;
        let scope = Scope::New {
            target,
            area: area.clone(),
            id,
        };
        self.change(recorder, scope, move |holding, stamp| {
            let is_repeated = holding.original.is_some();
            let wanted = if is_repeated { &given } else { &new };
            let plan = holding.make(wanted.clone(), id, area.clone(), stamp)?;
            plan.keeping_to(std::slice::from_ref(&owner))
        })
        .await
    }

    /// Adds the UPRN of an address when the area wants it looked up. A gazetteer that cannot answer
    /// holds nothing up: the address is recorded without.
    pub(crate) async fn look_up_uprn(&self, area: &ServiceArea, information: &mut Information) {
        if area.uprn_rule() != UprnRule::LookedUp {
            return;
        }
        let wanted = area.wants_uprn_of(information);
        let (Some(gazetteer), Some(address)) = (&self.gazetteer, wanted) else {
            return;
        };
        if let Ok(Some(uprn)) = gazetteer.uprn_of(address).await {
            let address = address.clone().with_uprn(uprn);
            information.value = ContactValue::Address(Box::new(address));
        }
    }

    pub(crate) fn new_id(&self) -> ContactDetailId {
        ContactDetailId::from(self.ids.next(self.clock.now()))
    }
}
