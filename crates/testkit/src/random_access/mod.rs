//! Random sequences of agreements, withdrawals, restrictions, broken glass, changes and time, held against a plain
//! model: whoever looks, in whichever way, sees a record if and only if the one decision of the domain allows it.

mod model;
mod operation;
mod people;
mod perform;

use std::sync::Arc;

use contactable_domain::ports::Evidence;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::store_suite::World;
use model::Model;
use operation::{Operation, PURPOSES, operations};
use people::People;
use perform::perform;

/// Plays `cases` random sequences, each on a fresh store.
///
/// # Panics
/// When somebody sees what the decision refuses, or does not see what it allows; the smallest sequence that shows it
/// is printed.
pub fn check<Guard>(cases: u32, fresh: impl Fn() -> (Arc<dyn Evidence>, Guard)) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&operations(), |operations| {
        let (store, _guard) = fresh();
        runtime.block_on(play(&World::over(store), &operations))
    });
    assert!(outcome.is_ok(), "{}", outcome.expect_err("it failed"));
}

async fn play(world: &World, operations: &[Operation]) -> Result<(), TestCaseError> {
    let people = People::of(world);
    people.identify(world).await;
    let mut model = Model::default();
    for (step, operation) in operations.iter().enumerate() {
        if let Operation::Look { person, purpose } = *operation {
            compare(world, &people, &model, (step, person, purpose)).await?;
        } else {
            perform(world, &people, &mut model, operation).await;
        }
    }
    for person in 0..people.count() {
        for purpose in PURPOSES {
            compare(world, &people, &model, (operations.len(), person, purpose)).await?;
        }
    }
    let whole = world.verify_trail(&[]).await;
    proptest::prop_assert!(whole.is_ok(), "{whole:?}");
    Ok(())
}

/// What somebody sees of each record against what the decision says of it.
async fn compare(
    world: &World,
    people: &People,
    model: &Model,
    (step, person, purpose): (usize, usize, contactable_domain::actor::PurposeOfUse),
) -> Result<(), TestCaseError> {
    let actor = people.nth(person);
    for versions in &model.records {
        let Some(record) = versions.last() else {
            continue;
        };
        let seen = world.ways_for(actor, record, purpose).await;
        let allowed = model.ways(world, actor, record, purpose);
        let told = format!("step {step}, person {person}, {purpose:?}");
        proptest::prop_assert_eq!(seen, allowed, "{}", told);
        let seen = world.versions_as(actor, record, purpose).await;
        let allowed = model.versions_seen(world, actor, versions, purpose);
        proptest::prop_assert_eq!(seen, allowed, "versions, {}", told);
        let seen = world.traced_by_history(actor, versions, purpose).await;
        let allowed = model.traced_by_history(world, actor, versions, purpose);
        proptest::prop_assert_eq!(seen, allowed, "traced, {}", told);
    }
    Ok(())
}
