use contactable_domain::access::{Whose, area_that_shares, area_to_share_with};
use contactable_domain::actor::PurposeOfUse;
use contactable_domain::audit::{Action, Outcome, Subject};
use contactable_domain::event::AccessEventKind;
use contactable_domain::ids::{GrantId, TargetId};
use contactable_domain::ports::StandingChanges;
use contactable_domain::refusal::Refusal;
use contactable_domain::sharing::{
    Agreement, GrantOutcome, LawfulBasis, NewGrant, SharingGrant, Terms,
};
use contactable_domain::vocabulary::Channel;
use jiff::civil::Date;

use crate::recorder::{NO_CHANGE, Recorder, about_target};
use crate::{Caller, ContactDetails, Failure};

/// A sharing grant as somebody asks for it, with its areas by name.
#[derive(Clone, Debug)]
pub struct AskedGrant {
    /// The id it is to have; one is made unless given.
    pub id: Option<GrantId>,
    /// About whom.
    pub target: TargetId,
    /// The area whose records they are; the caller's only one unless given.
    pub from: Option<String>,
    /// The area that may use them.
    pub to: String,
    /// Records of these channels only; of all when none is named.
    pub channels: Vec<Channel>,
    /// For these purposes only; for all when none is named.
    pub purposes: Vec<PurposeOfUse>,
    /// Why the law allows it.
    pub basis: LawfulBasis,
    /// Who agreed.
    pub agreement: Agreement,
    /// The last day on which it may be used.
    pub expires_on: Option<Date>,
    /// The day on which somebody should look at it again.
    pub review_on: Option<Date>,
}

impl ContactDetails {
    /// Records that what one area holds about a target may be used by another (council specification, note on
    /// sharing). The same again changes nothing and gets the grant that holds. Says whether it is new.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not the caller's area, no such area, terms that do not go together, an
    /// agreement that is not for the caller to tell, a person that only
    /// the safeguarding lead looks after, or an id that stands for another grant. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn share(
        &self,
        caller: Caller<'_>,
        asked: AskedGrant,
    ) -> Result<(SharingGrant, bool), Failure> {
        let recorder = self.recorder(caller, Action::Share);
        let about = about_target(asked.target);
        self.permit(&recorder, about.clone()).await?;
        let new = match self.named(&recorder, asked) {
            Ok(new) => new,
            Err(refusal) => return Err(self.refuse(&recorder, about, refusal).await),
        };
        let target = new.target;
        let id = new.id;
        let id = id.unwrap_or_else(|| GrantId::from(self.ids.next(self.clock.now())));
        let about = Subject {
            areas: vec![new.terms.from.clone(), new.terms.to.clone()],
            grant: Some(id),
            ..about
        };
        let (inside, subject) = (recorder.clone(), about.clone());
        let made = self.change_standing(&recorder, target, about, move |standing| {
            let whose = Whose::in_area(&new.terms.from);
            let by = inside.may_make(standing, whose)?;
            let stamp = inside.stamp_after(standing.changed_at);
            let outcome = new.clone().record(&standing.grants, id, &stamp)?;
            let (grant, events, because) = match outcome {
                GrantOutcome::Known(grant) => (grant, Vec::new(), NO_CHANGE),
                GrantOutcome::Made(grant) => {
                    let kind = AccessEventKind::Shared;
                    let event = inside.access_event(kind, target, &stamp);
                    (grant, vec![event], by.as_str())
                }
            };
            let subject = Subject {
                grant: Some(grant.id),
                ..subject.clone()
            };
            let is_new = !events.is_empty();
            let changes = StandingChanges {
                grant: is_new.then(|| grant.clone()),
                events,
                audit: vec![inside.entry(stamp.at, subject, Outcome::Allowed(because))],
                ..StandingChanges::default()
            };
            Ok((changes, (grant, is_new)))
        });
        made.await
    }

    /// The grant with the areas that the names stand for.
    fn named(&self, recorder: &Recorder, asked: AskedGrant) -> Result<NewGrant, Refusal> {
        let actor = recorder.actor();
        let said = asked.agreement.by.check_said_by(actor.mode);
        said.map_err(|problem| Refusal::Invalid(vec![problem]))?;
        let from = area_that_shares(actor, &self.areas, asked.from.as_deref())?;
        let to = area_to_share_with(&self.areas, &asked.to)?;
        Ok(NewGrant {
            id: asked.id,
            target: asked.target,
            terms: Terms {
                from,
                to,
                channels: asked.channels,
                purposes: asked.purposes,
                basis: asked.basis,
                agreement: asked.agreement,
                expires_on: asked.expires_on,
                review_on: asked.review_on,
            },
        })
    }
}
