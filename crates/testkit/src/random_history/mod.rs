//! Random interleavings of everything that can be asked, held against a plain model: the same answers,
//! the same records in the end, and every invariant on the way.

mod model;
mod operation;

use std::sync::Arc;

use contactable_domain::contact_detail::{Amendment, ContactDetail, Edit, NewContactDetail};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::ports::Evidence;
use contactable_domain::value::PlainText;
use jiff::{SignedDuration, Timestamp};
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use uuid::Uuid;

use crate::store_suite::World;
use crate::{HOUSING, SOCIAL_CARE, address, email, fax, new, phone, target, textphone};
use contactable_domain::ports::Clock;
use contactable_domain::vocabulary::Channel;
use model::Model;
use operation::{AREAS, Operation, TARGETS, operations};

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
        runtime.block_on(play(&World::over(store), &operations))
    });
    assert!(outcome.is_ok(), "{}", outcome.expect_err("it failed"));
}

async fn play(world: &World, operations: &[Operation]) -> Result<(), TestCaseError> {
    let mut model = Model::default();
    for (step, operation) in operations.iter().enumerate() {
        let expected = model.apply(operation, world.clock.now().as_second());
        let got = perform(world, &model, operation).await;
        let same = got == expected;
        let told = format!("step {step} {operation:?}: store {got:?}, model {expected:?}");
        proptest::prop_assert!(same, "{told}");
        compare(world, &model, step).await?;
    }
    Ok(())
}

/// Does it through the use cases; the outcome is the record's id, or the refusal's code.
async fn perform(
    world: &World,
    model: &Model,
    operation: &Operation,
) -> Result<Option<ContactDetailId>, String> {
    let id = |record: ContactDetail| Some(record.id);
    match operation {
        Operation::Wait(seconds) => {
            world.clock.advance_seconds(i64::from(*seconds));
            Ok(None)
        }
        Operation::Make {
            target: number,
            area,
            id: given,
            value,
            is_default,
            seconds,
        } => {
            let until =
                |seconds: &i16| world.clock.now() + SignedDuration::from_secs(i64::from(*seconds));
            let wanted = NewContactDetail {
                id: ContactDetailId::new(id_of(*given)),
                area: PlainText::parse(name(*area), 100).expect("valid"),
                is_default: *is_default,
                valid_until: seconds.as_ref().map(until),
                ..new(target(*number), said(*value))
            };
            let actor = if *area == 0 {
                &world.housing
            } else {
                &world.social_care
            };
            world.make_as(actor, wanted).await.map(id)
        }
        Operation::Amend {
            record,
            active,
            is_default,
            described,
        } => {
            let description = described
                .map(|text| PlainText::parse(&format!("note {text}"), 100).expect("valid"));
            let amendment = Amendment {
                is_active: *active,
                is_default: *is_default,
                description: description.map_or(Edit::Keep, |text| Edit::Set(Some(text))),
                statements: Vec::new(),
            };
            let found = model.nth(*record).map(|found| found.id);
            world
                .amend(
                    found.unwrap_or(ContactDetailId::from(Uuid::max())),
                    amendment,
                )
                .await
                .map(id)
        }
        Operation::Replace { record, value } => match model.current(*record) {
            Some(current) => world.replace(&current, said(*value)).await.map(id),
            None => Ok(None),
        },
        Operation::End { record } => match model.current(*record) {
            Some(current) => world.end(&current).await.map(id),
            None => Ok(None),
        },
    }
}

fn id_of(number: u8) -> Uuid {
    Uuid::from_u64_pair(
        0x018f_3f2e_7a3b_7c00,
        0x8000_0000_0000_0000 | u64::from(number),
    )
}

fn name(area: u8) -> &'static str {
    if area == 0 { HOUSING } else { SOCIAL_CARE }
}

fn said((channel, number): (Channel, u8)) -> contactable_domain::contact_detail::Information {
    match channel {
        Channel::Phone => phone(&format!("07700 9000{number:02}")),
        Channel::Email => email(&format!("name{number}@example.com")),
        Channel::Address => address(&format!("Flat {number}")),
        Channel::Fax => fax(&format!("01632 9600{number:02}")),
        Channel::Textphone => textphone(&format!("01632 9601{number:02}")),
    }
}

/// The store's records against the model's, and the invariants on the store's own.
async fn compare(world: &World, model: &Model, step: usize) -> Result<(), TestCaseError> {
    let now = world.clock.now();
    for number in 0..TARGETS {
        let version = world
            .store
            .target_version(target(number))
            .await
            .expect("readable");
        proptest::prop_assert_eq!(
            version,
            model.changes(number),
            "target version, step {}",
            step
        );
        for area in 0..AREAS {
            let actor = if area == 0 {
                &world.housing
            } else {
                &world.social_care
            };
            let everything = contactable_service::PageRequest {
                limit: 1000,
                after: None,
            };
            let listed = world
                .page_as(actor, target(number), true, everything)
                .await
                .records;
            let shown: Vec<_> = listed.iter().map(|r| shown(r, now)).collect();
            proptest::prop_assert_eq!(
                shown,
                model.shown(number, area, now.as_second()),
                "step {}",
                step
            );
            invariants(&listed, now)?;
        }
    }
    Ok(())
}

/// What is compared of a record.
type Shown = (ContactDetailId, String, Option<String>, bool, bool, u32);

fn shown(record: &ContactDetail, now: Timestamp) -> Shown {
    (
        record.id,
        record.information.value.one_line().to_owned(),
        record
            .information
            .description
            .as_ref()
            .map(|d| d.as_str().to_owned()),
        record.is_default,
        record.is_active(now),
        record.version.number(),
    )
}

fn invariants(records: &[ContactDetail], now: Timestamp) -> Result<(), TestCaseError> {
    for channel in Channel::ALL {
        let of_channel = || records.iter().filter(|record| record.channel() == *channel);
        let active = of_channel().filter(|record| record.is_active(now)).count();
        let defaults = of_channel().filter(|record| record.is_default).count();
        proptest::prop_assert!(active <= usize::from(channel.active_limit().unwrap_or(u8::MAX)));
        proptest::prop_assert!(defaults <= 1);
    }
    proptest::prop_assert!(
        records
            .iter()
            .all(|record| record.ended.is_none() || !record.is_default)
    );
    Ok(())
}
