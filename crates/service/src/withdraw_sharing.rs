use contactable_domain::access::{Operation, Rule, Standing, Whose};
use contactable_domain::audit::{Action, Outcome, Subject};
use contactable_domain::event::AccessEventKind;
use contactable_domain::ids::{GrantId, TargetId};
use contactable_domain::ports::StandingChanges;
use contactable_domain::refusal::Refusal;
use contactable_domain::sharing::{AgreedBy, AgreementMethod, SharingGrant, Withdrawal};
use contactable_domain::value::PlainText;

use crate::recorder::{NO_CHANGE, Recorder, about_target};
use crate::{Caller, ContactDetails, Failure};

/// A withdrawal as somebody asks for it.
#[derive(Clone, Debug)]
pub struct AskedWithdrawal {
    /// About whom.
    pub target: TargetId,
    /// Of which grant.
    pub grant: GrantId,
    /// Who wants it.
    pub by: AgreedBy,
    /// How they said so.
    pub method: AgreementMethod,
    /// Why, if they said.
    pub reason: Option<PlainText>,
}

/// A grant that was withdrawn.
#[derive(Clone, Debug)]
pub struct WithdrawnGrant {
    /// The grant.
    pub grant: SharingGrant,
    /// Whether whoever withdrew it may see what it says: withdrawing is never held up, seeing may be.
    pub shown: bool,
}

impl ContactDetails {
    /// Withdraws a sharing grant: no read that begins after this returned sees by it. It is as easy as it was to
    /// agree: either area may record it, and the person themselves. Withdrawn before, it stays as it was.
    ///
    /// # Errors
    /// [`Failure::Refused`]: there is no such grant for this caller, or it is not for them to say who withdrew
    /// it. [`Failure::Unavailable`].
    #[tracing::instrument(level = "debug", skip_all)]
    pub async fn withdraw_sharing(
        &self,
        caller: Caller<'_>,
        asked: AskedWithdrawal,
    ) -> Result<WithdrawnGrant, Failure> {
        let recorder = self.recorder(caller, Action::WithdrawSharing);
        let about = Subject {
            grant: Some(asked.grant),
            ..about_target(asked.target)
        };
        self.permit(&recorder, about.clone()).await?;
        if let Err(problem) = asked.by.check_said_by(caller.actor.mode) {
            let refusal = Refusal::Invalid(vec![problem]);
            return Err(self.refuse(&recorder, about, refusal).await);
        }
        let (inside, subject) = (recorder.clone(), about.clone());
        let withdrawn = self.change_standing(&recorder, asked.target, about, move |standing| {
            let known = standing.grants.iter().find(|one| one.id == asked.grant);
            let known = known.ok_or(Refusal::NotFound)?;
            let by = may_see_grant(&inside, standing, known).map_err(Rule::refusal)?;
            let stamp = inside.stamp_after(standing.changed_at);
            let after = known.withdraw(Withdrawal {
                stamp: stamp.clone(),
                by: asked.by.clone(),
                method: asked.method,
                reason: asked.reason.clone(),
            });
            let is_first = after != *known;
            let kind = AccessEventKind::SharingWithdrawn;
            let event = || inside.access_event(kind, asked.target, &stamp);
            let subject = Subject {
                areas: vec![known.terms.from.clone(), known.terms.to.clone()],
                ..subject.clone()
            };
            let because = if is_first { by.as_str() } else { NO_CHANGE };
            let changes = StandingChanges {
                grant: is_first.then(|| after.clone()),
                events: is_first.then(event).into_iter().collect(),
                audit: vec![inside.entry(stamp.at, subject, Outcome::Allowed(because))],
                ..StandingChanges::default()
            };
            let seer = inside.clone().wanting(Operation::SeeSharing);
            let shown = may_see_grant(&seer, standing, known).is_ok();
            Ok((
                changes,
                WithdrawnGrant {
                    grant: after,
                    shown,
                },
            ))
        });
        withdrawn.await
    }
}

/// Whether the actor may do what they want with a grant: as somebody of the area that shares, or of the one that it
/// shares with.
pub(crate) fn may_see_grant(
    recorder: &Recorder,
    standing: &Standing,
    grant: &SharingGrant,
) -> Result<Rule, Rule> {
    let of_area = |area| {
        let touched = recorder.may_touch(standing, Whose::in_area(area));
        touched.map_err(|refusal| match refusal {
            Refusal::Hidden(rule) => rule,
            _ => Rule::AnotherArea,
        })
    };
    of_area(&grant.terms.from).or_else(|first| {
        let second = of_area(&grant.terms.to);
        second.map_err(|second| match first {
            Rule::AnotherArea => second,
            first => first,
        })
    })
}
