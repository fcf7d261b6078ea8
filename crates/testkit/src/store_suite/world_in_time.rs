//! What else can be asked in a world: superseding, marks, wishes, earlier instants, turns by the clock.

use std::sync::Arc;

use contactable_domain::access::Operation;
use contactable_domain::actor::Actor;
use contactable_domain::contact_detail::{
    ContactDetail, EndReason, FailureKind, Information, Precondition, Replacement, Undeliverable,
    Verification, VerifiedBy,
};
use contactable_domain::ids::{ContactDetailId, TargetId};
use contactable_domain::listing::Wanted;
use contactable_domain::ports::{Clock, Held, HeldBy, Sighted};
use contactable_domain::preferences::{ContactPreferences, Wishes};
use contactable_domain::time::{Period, start_of};
use contactable_domain::vocabulary::Means;
use contactable_service::{Moment, PageRequest};
use jiff::Timestamp;
use jiff::civil::Date;

use super::world::{Done, code_of, told};
use super::{EVERYTHING, World};
use crate::actor_of;

/// A record to be put in the place of another, from the day on which it is recorded.
pub fn replacement(information: Information) -> Replacement {
    Replacement {
        id: None,
        information,
        period: Period::default(),
        reason: EndReason::Superseded,
    }
}

impl World {
    /// Puts a record in the place of one of Housing.
    pub async fn supersede(&self, old: ContactDetailId, new: Replacement) -> Done {
        let caller = self.caller(&self.housing);
        let done = self
            .use_cases
            .supersede_contact_detail(caller, old, new, Precondition::Any);
        told(done.await)
    }

    /// Marks a record of Housing as found to be right just now.
    pub async fn verify(&self, id: ContactDetailId) -> Done {
        let verification = Verification {
            how: VerifiedBy::InPerson,
            at: self.clock.now(),
        };
        let caller = self.caller(&self.housing);
        let done =
            self.use_cases
                .verify_contact_detail(caller, id, verification, Precondition::Any);
        told(done.await)
    }

    /// Marks a record of Housing as one at which something did not arrive just now.
    pub async fn undeliverable(
        &self,
        id: ContactDetailId,
        failure: FailureKind,
        means: Means,
    ) -> Done {
        let mark = Undeliverable {
            failure,
            means,
            evidence: None,
            at: self.clock.now(),
        };
        let caller = self.caller(&self.housing);
        let done = self
            .use_cases
            .mark_undeliverable(caller, id, mark, Precondition::Any);
        told(done.await)
    }

    /// Takes such a mark back.
    pub async fn lift(&self, id: ContactDetailId) -> Done {
        let caller = self.caller(&self.housing);
        let done = self
            .use_cases
            .lift_undeliverable(caller, id, Precondition::Any);
        told(done.await)
    }

    /// Records what a target wants as somebody; the error is the refusal's code.
    pub async fn set_wishes(
        &self,
        actor: &Arc<Actor>,
        target: TargetId,
        wishes: Wishes,
        precondition: Precondition,
    ) -> Result<Option<ContactPreferences>, String> {
        let caller = self.caller(actor);
        let done = self
            .use_cases
            .set_preferences(caller, target, None, wishes, precondition);
        done.await.map(|(_, known)| known).map_err(code_of)
    }

    /// The records of Housing at some moment.
    pub async fn listed_at(
        &self,
        target: TargetId,
        wanted: Wanted,
        moment: Moment,
    ) -> Vec<ContactDetail> {
        let page = PageRequest {
            wanted,
            moment,
            ..EVERYTHING
        };
        self.page_as(&self.housing, target, page).await.records
    }

    /// The records of Housing of which a day is true, retired ones too.
    pub async fn valid_on(&self, target: TargetId, day: Date) -> Vec<ContactDetail> {
        let moment = Moment {
            as_of: None,
            valid_on: Some(day),
        };
        self.listed_at(target, Wanted::Everything, moment).await
    }

    /// Everything that somebody of these areas sees of what is held about these targets, as of an instant.
    pub async fn held(
        &self,
        targets: &[TargetId],
        areas: &[&str],
        as_of: Option<Timestamp>,
    ) -> Vec<Held> {
        let by = HeldBy {
            viewer: self.viewer(&actor_of(areas), Operation::SeeHistory),
            as_of,
        };
        let held = self.store.held(targets.to_vec(), by);
        held.await.expect("readable")
    }

    /// Every version of a record, as its own area sees it.
    pub async fn versions(&self, record: &ContactDetail) -> Vec<ContactDetail> {
        let actor = actor_of(&[record.area.as_str()]);
        let viewer = self.viewer(&actor, Operation::SeeHistory);
        let versions = self.store.versions(record.id, None, viewer);
        match versions.await.expect("readable") {
            Sighted::Seen(versions, _) => versions,
            Sighted::Hidden(..) | Sighted::NothingThere => Vec::new(),
        }
    }

    /// Tells turns; how many records were looked at.
    pub async fn tell_turns(&self) -> usize {
        self.use_cases.tell_turns().await.expect("told")
    }

    /// What was told of a target that happened by the clock, oldest first.
    pub async fn turns_told(&self, target: TargetId) -> Vec<(ContactDetailId, &'static str)> {
        let bodies = self.store.outbox(target).await.expect("readable");
        bodies.iter().filter_map(|body| turn_told(body)).collect()
    }

    /// Lets time pass up to the first instant of a day in London.
    pub fn wait_until(&self, day: Date) {
        self.wait_until_instant(start_of(day));
    }

    /// Lets time pass up to an instant in whole seconds.
    pub fn wait_until_instant(&self, at: Timestamp) {
        let seconds = at.as_second() - self.clock.now().as_second();
        self.clock.advance_seconds(seconds);
    }
}

/// Which record an event of the clock is about, and what happened; `None` for other events.
fn turn_told(body: &str) -> Option<(ContactDetailId, &'static str)> {
    let kind = ["Started", "Lapsed"]
        .into_iter()
        .find(|kind| body.contains(&format!("\"eventType\":\"ContactDetail{kind}Event\"")))?;
    let (_, data) = body.split_once("\"eventData\"")?;
    let (_, id) = data.split_once("\"id\":\"")?;
    Some((ContactDetailId::parse(id.split('"').next()?)?, kind))
}
