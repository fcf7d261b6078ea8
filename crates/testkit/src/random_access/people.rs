//! Those who look.

use std::sync::Arc;

use contactable_domain::actor::{AccessMode, Actor, Role};
use contactable_domain::contact_detail::Stamp;
use contactable_domain::ports::{Clock, TargetIdentifier};

use super::operation::{AREAS, TARGETS};
use crate::store_suite::{World, nhs_number};
use crate::{actor_of, patient, target, with_roles};

/// NHS numbers for tests, one for each target.
pub const NUMBERS: [&str; TARGETS as usize] = ["9990000018", "9990000026"];

/// Those who look, and somebody who may do everything.
pub struct People {
    all: Vec<Arc<Actor>>,
    /// Records, shares and restricts whatever is asked.
    pub steward: Arc<Actor>,
}

fn in_mode(actor: &Arc<Actor>, mode: AccessMode) -> Arc<Actor> {
    let mut actor = Actor::clone(actor);
    actor.mode = mode;
    Arc::new(actor)
}

impl People {
    /// Some of every area, role and mode.
    pub fn of(world: &World) -> Self {
        let nurse = actor_of(&AREAS[2..]);
        let clerk = actor_of(&AREAS[..2]);
        let all = vec![
            world.housing.clone(),
            world.social_care.clone(),
            nurse.clone(),
            clerk,
            with_roles(&world.housing, &[Role::Safeguarding]),
            with_roles(&world.social_care, &[Role::BreakGlass]),
            with_roles(&nurse, &[Role::BreakGlass]),
            with_roles(&world.housing, &[Role::Administrator, Role::Auditor]),
            in_mode(&nurse, AccessMode::HealthcareWorker),
            in_mode(&world.social_care, AccessMode::Unattended { update: false }),
            in_mode(&world.housing, AccessMode::Operator),
            patient(NUMBERS[0]),
            patient(NUMBERS[1]),
        ];
        let roles = [Role::Administrator, Role::Safeguarding];
        Self {
            all,
            steward: with_roles(&actor_of(&AREAS), &roles),
        }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// One of them.
    pub fn nth(&self, number: usize) -> &Arc<Actor> {
        &self.all[number % self.all.len()]
    }

    /// Ties each target to its NHS number.
    pub async fn identify(&self, world: &World) {
        for number in 0..TARGETS {
            let tied = TargetIdentifier {
                target: target(number),
                identifier: nhs_number(NUMBERS[usize::from(number)]),
                recorded: Stamp {
                    at: world.clock.now(),
                    by: self.steward.author.clone(),
                },
            };
            let entry = world.entry(Some(target(number)));
            world.store.tie(tied, entry).await.expect("kept");
        }
    }
}
