//! Doing what happens through the use cases, and noting in the model what came of it.

use contactable_domain::actor::Role;
use contactable_domain::contact_detail::{NewContactDetail, Precondition};
use contactable_domain::ports::Clock;
use contactable_domain::time::day_of;
use contactable_domain::value::PlainText;
use contactable_service::{AskedGrant, AskedPass, TargetRecord};
use jiff::ToSpan;

use super::model::Model;
use super::operation::{AREAS, Operation};
use super::people::People;
use crate::random_history::said;
use crate::store_suite::{World, asked_sharing};
use crate::{draft, new, target};

/// Does it, and notes it.
pub async fn perform(world: &World, people: &People, model: &mut Model, operation: &Operation) {
    match operation {
        Operation::Wait(minutes) => world.clock.advance_seconds(60 * i64::from(*minutes)),
        Operation::Make {
            target: about,
            area,
            value,
        } => {
            let wanted = NewContactDetail {
                area: PlainText::parse(AREAS[usize::from(*area)], 100).expect("valid"),
                ..new(target(*about), said(*value))
            };
            // Five of a channel are the most.
            if let Ok(made) = world.make_as(&people.steward, wanted).await {
                model.records.push(vec![made]);
            }
        }
        Operation::Replace { record, value } => {
            replace(world, people, model, *record, *value).await;
        }
        Operation::Share { .. } => share(world, people, model, operation).await,
        Operation::Withdraw(number) => withdraw(world, people, model, *number).await,
        Operation::Restrict {
            target: about,
            level,
        } => {
            let caller = world.caller(&people.steward);
            let reason = PlainText::parse("at risk", 100).expect("valid");
            let said = world
                .use_cases
                .restrict_person(caller, target(*about), *level, reason);
            model.restrictions.extend(said.await.expect("allowed"));
        }
        Operation::BreakGlass {
            person,
            target: about,
            minutes,
        } => {
            let actor = people.nth(*person);
            let asked = AskedPass {
                target: target(*about),
                reason: PlainText::parse("on call", 100).expect("valid"),
                minutes: *minutes,
            };
            let broken = world
                .use_cases
                .break_glass(world.caller(actor), asked)
                .await;
            assert_eq!(broken.is_ok(), actor.has(Role::BreakGlass));
            model.passes.extend(broken);
        }
        Operation::Look { .. } => {}
    }
}

async fn replace(
    world: &World,
    people: &People,
    model: &mut Model,
    number: u8,
    value: (contactable_domain::vocabulary::Channel, u8),
) {
    let count = model.records.len();
    let Some(versions) = model.records.get_mut(usize::from(number) % count.max(1)) else {
        return;
    };
    let Some(last) = versions.last().cloned() else {
        return;
    };
    let record = TargetRecord {
        target: last.target.id,
        id: last.id,
    };
    let caller = world.caller(&people.steward);
    let said = draft(&said(value));
    let done = world
        .use_cases
        .replace_information(caller, record, said, Precondition::Any);
    // The other channel may be full.
    if let Ok(after) = done.await
        && after != last
    {
        versions.push(after);
    }
}

async fn share(world: &World, people: &People, model: &mut Model, operation: &Operation) {
    let Operation::Share {
        target: about,
        from,
        by,
        channels,
        purposes,
        days,
    } = operation
    else {
        return;
    };
    let area = |number: u8| AREAS[usize::from(number) % AREAS.len()].to_owned();
    let today = day_of(world.clock.now());
    let asked = AskedGrant {
        from: Some(area(*from)),
        to: area(from + by),
        channels: channels.clone(),
        purposes: purposes.clone(),
        expires_on: days.map(|days| today + i64::from(days).days()),
        ..asked_sharing(target(*about))
    };
    let shared = world
        .use_cases
        .share(world.caller(&people.steward), asked)
        .await;
    let (grant, is_new) = shared.expect("the steward may");
    if is_new {
        model.grants.push(grant);
    }
}

async fn withdraw(world: &World, people: &People, model: &mut Model, number: u8) {
    let count = model.grants.len();
    let Some(grant) = model.grants.get_mut(usize::from(number) % count.max(1)) else {
        return;
    };
    let asked = world.withdrawal(grant.target, grant.id);
    let caller = world.caller(&people.steward);
    let withdrawn = world.use_cases.withdraw_sharing(caller, asked).await;
    *grant = withdrawn.expect("the steward may").grant;
}
