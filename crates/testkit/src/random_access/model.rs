//! What was agreed and recorded, as plain lists.

use contactable_domain::access::{self, Decision, Question, Standing, Whose};
use contactable_domain::actor::{Actor, PurposeOfUse};
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ids::TargetId;
use contactable_domain::ports::Clock;
use contactable_domain::restriction::{Pass, Restriction};
use contactable_domain::sharing::SharingGrant;
use contactable_domain::trace::LookupTerm;
use contactable_domain::value::NhsNumber;

use super::operation::TARGETS;
use super::people::NUMBERS;
use crate::store_suite::{WAYS, World, tracer};
use crate::target;

/// What was agreed and recorded.
#[derive(Default)]
pub struct Model {
    /// Each record's versions.
    pub records: Vec<Vec<ContactDetail>>,
    /// All grants, as they are now.
    pub grants: Vec<SharingGrant>,
    /// Every word on a restriction.
    pub restrictions: Vec<Restriction>,
    /// Every breaking of the glass.
    pub passes: Vec<Pass>,
}

impl Model {
    fn standing(&self, of: TargetId) -> Standing {
        let number = (0..TARGETS).position(|number| target(number) == of);
        let number = number.and_then(|number| NhsNumber::parse(NUMBERS[number]).ok());
        let restriction = self.restrictions.iter().rfind(|word| word.target == of);
        let grants = self.grants.iter().filter(|grant| grant.target == of);
        let passes = self.passes.iter().filter(|pass| pass.target == of);
        Standing {
            restriction: restriction.cloned(),
            succession: None,
            nhs_number: number,
            grants: grants.cloned().collect(),
            passes: passes.cloned().collect(),
            changed_at: None,
            ..Standing::default()
        }
    }

    fn allows(
        &self,
        world: &World,
        actor: &Actor,
        operation: access::Operation,
        record: &ContactDetail,
        purpose: PurposeOfUse,
    ) -> bool {
        let question = Question {
            actor,
            operation,
            purpose,
            standing: &self.standing(record.target.id),
            whose: Whose::of(record),
            at: world.clock.now(),
        };
        matches!(access::decide(&question).0, Decision::Allow(_))
    }

    /// The ways that are open to somebody.
    pub fn ways(
        &self,
        world: &World,
        actor: &std::sync::Arc<Actor>,
        record: &ContactDetail,
        purpose: PurposeOfUse,
    ) -> Vec<&'static str> {
        use access::Operation::{See, SeeHistory, Trace};
        let tracer = tracer(actor);
        let open = |way: &&str| match *way {
            "active" | "id" => self.allows(world, actor, See, record, purpose),
            "traced" => self.allows(world, &tracer, Trace, record, purpose),
            _ => self.allows(world, actor, SeeHistory, record, purpose),
        };
        WAYS.into_iter().filter(open).collect()
    }

    /// How many of a record's versions somebody sees: none unless they see the last.
    pub fn versions_seen(
        &self,
        world: &World,
        actor: &Actor,
        versions: &[ContactDetail],
        purpose: PurposeOfUse,
    ) -> usize {
        let history = access::Operation::SeeHistory;
        let seen = |one: &&ContactDetail| self.allows(world, actor, history, one, purpose);
        match versions.last().filter(seen) {
            Some(_) => versions.iter().filter(seen).count(),
            None => 0,
        }
    }

    /// By which of the values that a record ever had somebody finds it.
    pub fn traced_by_history(
        &self,
        world: &World,
        actor: &std::sync::Arc<Actor>,
        versions: &[ContactDetail],
        purpose: PurposeOfUse,
    ) -> Vec<bool> {
        let tracer = tracer(actor);
        let trace = access::Operation::Trace;
        let seen = |one: &ContactDetail| self.allows(world, &tracer, trace, one, purpose);
        let term = |one: &ContactDetail| LookupTerm::of(&one.information);
        let finds = |by: &ContactDetail| {
            let alike = |one: &&ContactDetail| term(one) == term(by);
            versions.last().is_some_and(seen) && versions.iter().filter(alike).any(seen)
        };
        versions.iter().map(finds).collect()
    }
}
