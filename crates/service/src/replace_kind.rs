use contactable_domain::access::{self, Whose};
use contactable_domain::area::{ServiceArea, Team};
use contactable_domain::audit::Action;
use contactable_domain::contact_detail::{ContactDetail, KindReplacement, OneOfKind, Precondition};
use contactable_domain::holding::Rewrite;
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::ports::{
    StoreError, Unavailable, Whole, WholeChanges, WholeDone, WholeKey, WholeOutcome,
};
use contactable_domain::refusal::Refusal;

use crate::recorder::{Recorder, about_target};
use crate::whole_changes::{Decided, of_area};
use crate::{Caller, ContactDetails, Failure};

/// A record that is asked to be put in the place of all of its kind.
#[derive(Clone, Debug)]
pub struct AskedKind {
    /// Whose.
    pub target: TargetId,
    /// For which of the caller's areas; their only one unless given.
    pub area: Option<String>,
    /// What is to be there.
    pub replacement: KindReplacement,
    /// Which one of the kind the caller is willing to replace.
    pub precondition: Precondition<OneOfKind>,
}

/// The one record of a kind.
#[derive(Clone, Debug)]
pub struct KindReplaced {
    /// The record.
    pub record: ContactDetail,
    /// Whether nothing of the kind was there before.
    pub is_first: bool,
}

impl ContactDetails {
    /// Puts a new record in the place of all that an area holds of one kind about a target, in one step (PDS standard,
    /// "Updating contact details"). Where the only one in force says just that already, nothing changes.
    ///
    /// # Errors
    /// [`Failure::Refused`]: not the caller's area or it is not said which, another stands there than was named, another
    /// team's record would go, the new one is not in force today, or there is no room for it.
    /// [`Failure::Unavailable`]: the outcome may be unknown; send it again.
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn replace_kind(
        &self,
        caller: Caller<'_>,
        asked: AskedKind,
    ) -> Result<KindReplaced, Failure> {
        let recorder = self.recorder(caller, Action::ReplaceKind);
        let owner = self.area_to_record_for(&recorder, &asked).await?;
        let mut replacement = asked.replacement;
        let named = replacement.team.as_ref().map(Team::name);
        replacement.team = match access::team_to_write(caller.actor, &owner, named) {
            Ok(team) => team,
            Err(refusal) => {
                let subject = of_area(asked.target, owner.key());
                return Err(self.refuse(&recorder, subject, refusal).await);
            }
        };
        self.look_up_uprn(&owner, &mut replacement.information)
            .await;
        let key = WholeKey {
            target: asked.target,
            area: owner.key().clone(),
        };
        let (kind, places) = (replacement.kind, owner.places());
        let rule = Replacing {
            recorder: recorder.clone(),
            key: key.clone(),
            owner,
            replacement,
            precondition: asked.precondition,
            id: self.new_id(),
        };
        let decide = Box::new(move |whole: &Whole| rule.decide(whole));
        let outcome = self.store.change_whole(key.clone(), None, decide).await;
        match outcome {
            Ok(WholeOutcome::Done(done)) => {
                let holding = done.before.holding.under(places);
                let before = holding.of_kind(kind).next();
                told(&done, before.cloned()).ok_or(Refusal::NotFound.into())
            }
            Ok(WholeOutcome::Repeated(_)) => {
                let why = "a request without a key is none that comes again";
                Err(Unavailable(why.to_owned()).into())
            }
            Err(StoreError::Refused(refusal)) => {
                let subject = of_area(key.target, &key.area);
                Err(self.refuse(&recorder, subject, refusal).await)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The area for which it is to be recorded; a refusal is noted.
    async fn area_to_record_for(
        &self,
        recorder: &Recorder,
        asked: &AskedKind,
    ) -> Result<ServiceArea, Failure> {
        let subject = about_target(asked.target);
        self.permit(recorder, subject.clone()).await?;
        match access::area_to_write(recorder.actor(), asked.area.as_deref()) {
            Ok(area) => Ok(area.clone()),
            Err(refusal) => Err(self.refuse(recorder, subject, refusal).await),
        }
    }
}

/// A replacement on its way to what it writes.
struct Replacing {
    recorder: Recorder,
    key: WholeKey,
    owner: ServiceArea,
    replacement: KindReplacement,
    precondition: Precondition<OneOfKind>,
    id: ContactDetailId,
}

impl Replacing {
    fn decide(&self, whole: &Whole) -> Result<WholeChanges, Refusal> {
        let WholeKey { target, area } = &self.key;
        let (recorder, standing) = (&self.recorder, &whole.holding.standing);
        let by = recorder.may_make(standing, Whose::in_area(area))?;
        let stamp = recorder.stamp(&whole.holding);
        let holding = recorder.under_its_rules(&whole.holding, Some(area));
        let place = (*target, area);
        let plan = holding.replace_kind(
            &self.replacement,
            self.id,
            place,
            &self.precondition,
            &stamp,
        )?;
        let plan = plan.keeping_to(std::slice::from_ref(&self.owner))?;
        recorder.may_change(standing, &plan.steps)?;
        let decided = Decided {
            rewrite: Rewrite {
                steps: plan.steps,
                slots: plan.slots,
            },
            wishes: None,
            arrival: None,
            by,
        };
        Ok(recorder.whole_changes(whole, &self.key, decided, &stamp))
    }
}

/// What became of it: the record that was made last, or the one that said so already.
fn told(done: &WholeDone, before: Option<ContactDetail>) -> Option<KindReplaced> {
    let is_first = before.is_none();
    let made = done.changes.rewrite.steps.last();
    let record = made.map(|step| step.after.clone()).or(before)?;
    Some(KindReplaced { record, is_first })
}
