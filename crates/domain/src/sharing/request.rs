use super::{AgreedBy, LawfulBasis, SharingGrant, Terms};
use crate::contact_detail::Stamp;
use crate::ids::{GrantId, TargetId};
use crate::refusal::{Code, Field, FieldProblem, Reason, Refusal};

/// How many grants about one target may hold at a time: each costs every look at the target a little.
pub const MAX_LIVE: usize = 100;

/// What somebody gives to record a sharing grant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewGrant {
    /// The id it is to have; one is made unless given.
    pub id: Option<GrantId>,
    /// About whom.
    pub target: TargetId,
    /// What was agreed.
    pub terms: Terms,
}

/// What recording a grant comes to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GrantOutcome {
    /// It is new.
    Made(SharingGrant),
    /// The same holds already.
    Known(SharingGrant),
}

impl NewGrant {
    /// What comes of it beside the grants that are there.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with everything that is wrong with the terms, or with [`Code::TooMany`] when
    /// [`MAX_LIVE`] hold already; [`Refusal::Conflict`] when the id stands for another grant.
    pub fn record(
        self,
        known: &[SharingGrant],
        id: GrantId,
        stamp: &Stamp,
    ) -> Result<GrantOutcome, Refusal> {
        let terms = self.terms.in_order();
        if let Some(same_id) = known.iter().find(|grant| grant.id == id) {
            return if same_id.terms == terms {
                Ok(GrantOutcome::Known(same_id.clone()))
            } else {
                Err(id_in_use())
            };
        }
        let problems = problems(&terms, stamp);
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let live = || known.iter().filter(|grant| grant.is_live(stamp.at));
        if let Some(same) = live().find(|grant| grant.terms == terms) {
            return Ok(GrantOutcome::Known(same.clone()));
        }
        if live().count() >= MAX_LIVE {
            return Err(too_many());
        }
        Ok(GrantOutcome::Made(SharingGrant {
            id,
            target: self.target,
            terms,
            recorded: stamp.clone(),
            withdrawn: None,
        }))
    }
}

fn problems(terms: &Terms, stamp: &Stamp) -> Vec<FieldProblem> {
    let today = stamp.day();
    let over = |day: Option<jiff::civil::Date>| day.is_some_and(|day| day < today);
    let mut problems = Vec::new();
    let mut note = |wrong: bool, field, code, problem: &'static str, remedy: &'static str| {
        if wrong {
            problems.push(FieldProblem::new(field, Reason::new(code, problem, remedy)));
        }
    };
    note(
        terms.from == terms.to,
        Field::SharedWith,
        Code::NotTogether,
        "A service area needs no agreement to use its own records",
        "Name another service area",
    );
    note(
        terms.agreement.on > today,
        Field::AgreedOn,
        Code::InTheFuture,
        "This day is still to come",
        "Give the day on which they agreed",
    );
    note(
        over(terms.expires_on),
        Field::ExpiresOn,
        Code::AlreadyOver,
        "This day is over",
        "Give today or a later day, or leave it out",
    );
    note(
        over(terms.review_on),
        Field::ReviewOn,
        Code::AlreadyOver,
        "This day is over",
        "Give today or a later day, or leave it out",
    );
    note(
        terms.agreement.by == AgreedBy::Organisation && terms.basis == LawfulBasis::Consent,
        Field::AgreedBy,
        Code::NotTogether,
        "Consent is given by the person, or by somebody on their behalf",
        "Name who agreed, or another lawful basis",
    );
    problems
}

fn too_many() -> Refusal {
    Refusal::invalid(
        Field::TargetId,
        Reason::new(
            Code::TooMany,
            "100 agreements about this target hold already",
            "Withdraw one that is no longer needed, then record the new one",
        ),
    )
}

fn id_in_use() -> Refusal {
    Refusal::conflict(
        Field::Id,
        Reason::new(
            Code::IdInUse,
            "This id stands for another agreement",
            "Use a new id, or none",
        ),
    )
}
