//! Random interleavings of everything that can be asked, held against a plain model: the same answers,
//! the same records in the end, and every invariant on the way. In the end everything is asked again as of
//! every instant of the history, and what was told of the clock's work is counted.

mod model;
mod operation;
mod perform;
mod replay;
mod shown;

use std::sync::Arc;

use contactable_domain::area::PlaceRules;
use contactable_domain::contact_detail::ContactDetail;
use contactable_domain::ports::{Clock, Evidence};
use contactable_domain::time::day_of;
use contactable_domain::vocabulary::Channel;
use jiff::civil::Date;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::store_suite::World;
use crate::{manager_under, target};
use model::Model;
use operation::{AREAS, Operation, TARGETS, operations, places};
use perform::perform;
pub(crate) use perform::said;
use replay::Memory;
use shown::Shown;

/// Runs `cases` random histories, each on a fresh store.
///
/// # Panics
/// When the store and the model part ways; the smallest history that shows it is printed.
pub fn check<Guard>(cases: u32, fresh: impl Fn() -> (Arc<dyn Evidence>, Guard)) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&operations(), |operations| {
        let (store, _guard) = fresh();
        runtime.block_on(play(World::over(store), &operations))
    });
    assert!(outcome.is_ok(), "{}", outcome.expect_err("it failed"));
}

async fn play(mut world: World, operations: &[Operation]) -> Result<(), TestCaseError> {
    world.housing = manager_under(places(0));
    let mut model = Model::default();
    let mut memory = Memory::default();
    for (step, operation) in operations.iter().enumerate() {
        let now = world.clock.now().as_second();
        let got = perform(&mut world, &model, operation).await;
        let expected = model.apply(operation, now);
        let same = got == expected;
        let told = format!("step {step} {operation:?}: store {got:?}, model {expected:?}");
        proptest::prop_assert!(same, "{told}");
        memory.ask(&world).await;
        compare(&world, &model, &memory, step).await?;
    }
    memory.compare(&world).await?;
    let last = Operation::TellTurns;
    let _ = perform(&mut world, &model, &last).await;
    let _ = model.apply(&last, world.clock.now().as_second());
    compare_turns(&world, &model).await
}

/// The store's records against the model's, and the invariants on the store's own.
async fn compare(
    world: &World,
    model: &Model,
    memory: &Memory,
    step: usize,
) -> Result<(), TestCaseError> {
    let now = world.clock.now();
    for number in 0..TARGETS {
        let version = world.store.target_version(target(number)).await;
        proptest::prop_assert_eq!(
            version.expect("readable"),
            model.changes(number),
            "target version, step {}",
            step
        );
        for area in 0..AREAS {
            let listed = memory.everything(now, number, area);
            let shown = listed.iter().map(|r| Shown::of(r, day_of(now)));
            proptest::prop_assert_eq!(
                shown.collect::<Vec<_>>(),
                model.shown(number, area, now.as_second()),
                "step {}",
                step
            );
            invariants(listed, model.steady_places(area), day_of(now))?;
        }
    }
    Ok(())
}

/// The events of the clock's work against what the model says: each just as often.
async fn compare_turns(world: &World, model: &Model) -> Result<(), TestCaseError> {
    for number in 0..TARGETS {
        let mut told = world.turns_told(target(number)).await;
        told.sort_unstable();
        proptest::prop_assert_eq!(told, model.turns_told(number));
    }
    Ok(())
}

/// What holds of the records of one target in one area; limits and defaults where the area always had these
/// places.
fn invariants(
    records: &[ContactDetail],
    places: Option<PlaceRules>,
    now: Date,
) -> Result<(), TestCaseError> {
    if let Some(places) = places {
        for channel in Channel::ALL {
            let of_channel = || records.iter().filter(|record| record.channel() == *channel);
            let active = of_channel().filter(|record| record.is_active(now)).count();
            let defaults = of_channel().filter(|record| record.is_default).count();
            let limit = places.limit_of(*channel).map_or(usize::MAX, usize::from);
            proptest::prop_assert!(active <= limit);
            proptest::prop_assert!(defaults <= 1);
        }
    }
    proptest::prop_assert!(
        records
            .iter()
            .all(|record| record.ended.is_none() || !record.is_default)
    );
    Ok(())
}
