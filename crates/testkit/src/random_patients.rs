//! Random changes of a Patient's lists as a whole, some of them too late and some sent again, against a plain model: what
//! each kind says, how often anything changed, and all or nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use contactable_domain::contact_detail::{ContactDetail, Information};
use contactable_domain::ids::ContactDetailId;
use contactable_domain::patient::{List, Patient, Wanted, WantedPatient, WantedWishes};
use contactable_domain::ports::Evidence;
use contactable_domain::preferences::ContactMethod;
use contactable_domain::vocabulary::Use;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::store_suite::{World, item, kept, numbered, request, used_for};
use crate::{address, email, phone};

/// The kinds that are changed; the last is in the list of addresses.
const KINDS: usize = 5;

/// What becomes of one kind.
#[derive(Clone, Copy, Debug)]
enum Wish {
    Keep,
    Remove,
    /// Under the id that it has, if there is one.
    Say(u8),
    /// Away with it, and another in its place.
    Replace(u8),
}

/// What becomes of the wishes.
#[derive(Clone, Copy, Debug)]
enum Asked {
    Nothing,
    ForNone,
    For(ContactMethod),
}

/// One request.
#[derive(Clone, Debug)]
struct Step {
    wishes: [Wish; KINDS],
    asked: Asked,
    /// It was worked out for the version before the last.
    too_late: bool,
    sent_again: bool,
}

/// What there should be.
#[derive(Clone, Default)]
struct Model {
    said: BTreeMap<usize, (u8, Option<ContactDetailId>)>,
    method: Option<ContactMethod>,
    version: u64,
    events: usize,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let wish = prop_oneof![
        3 => Just(Wish::Keep),
        1 => Just(Wish::Remove),
        2 => (0..4_u8).prop_map(Wish::Say),
        1 => (0..4_u8).prop_map(Wish::Replace),
    ];
    let methods = prop::sample::select(vec![ContactMethod::Email, ContactMethod::Letter]);
    let asked = prop_oneof![
        5 => Just(Asked::Nothing),
        1 => Just(Asked::ForNone),
        1 => methods.prop_map(Asked::For),
    ];
    let step = (
        prop::array::uniform5(wish),
        asked,
        prop::bool::weighted(0.15),
        prop::bool::weighted(0.2),
    );
    let step = step.prop_map(|(wishes, asked, too_late, sent_again)| Step {
        wishes,
        asked,
        too_late,
        sent_again,
    });
    prop::collection::vec(step, 1..12)
}

/// Plays `cases` random sequences, each on a fresh store.
///
/// # Panics
/// When the store and the model part ways; the smallest sequence that shows it is printed.
pub fn check<Guard>(cases: u32, fresh: impl Fn() -> (Arc<dyn Evidence>, Guard)) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&steps(), |steps| {
        let (store, _guard) = fresh();
        runtime.block_on(play(&World::over(store), &steps))
    });
    assert!(outcome.is_ok(), "{}", outcome.expect_err("it failed"));
}

async fn play(world: &World, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut patient = world.known_patient(numbered(1), &[]).await;
    let mut earlier = patient.clone();
    let mut model = Model {
        version: 1,
        ..Model::default()
    };
    for (number, step) in (0..).zip(steps) {
        world.clock.advance_seconds(1);
        let read = if step.too_late { &earlier } else { &patient };
        let update = world.update(read, &wanted(read, step), request(number));
        let done = world.change(update.clone()).await;
        if read.version.number() == model.version {
            model.apply(step);
            prop_assert_eq!(done.as_ref().ok(), Some(&world.patient(numbered(1)).await));
        } else {
            prop_assert_eq!(
                done.as_ref().err().map(String::as_str),
                Some("version-mismatch")
            );
        }
        if step.sent_again {
            prop_assert_eq!(world.change(update).await, done);
        }
        earlier = patient;
        patient = world.patient(numbered(1)).await;
        model.compare(world, &patient).await?;
    }
    let whole = world.verify_trail(&[]).await;
    prop_assert!(whole.is_ok(), "{whole:?}");
    Ok(())
}

/// What a kind says under a number.
fn saying(kind: usize, number: u8) -> Information {
    match kind {
        0 => phone(&format!("020 7946 000{number}")),
        1 => used_for(Use::Mobile, phone(&format!("07700 90000{number}"))),
        2 => email(&format!("home{number}@example.com")),
        3 => used_for(Use::Work, email(&format!("work{number}@example.com"))),
        _ => address(&format!("Flat {number}")),
    }
}

/// The lists as the step wants them.
fn wanted(patient: &Patient, step: &Step) -> WantedPatient {
    let mut lists = WantedPatient {
        contacts: kept(patient).contacts,
        ..WantedPatient::default()
    };
    for (kind, wish) in step.wishes.iter().enumerate() {
        let what = saying(kind, 0);
        let of_kind = |record: &&ContactDetail| {
            (record.channel(), record.information.label) == (what.value.channel(), what.label)
        };
        let known = patient
            .records
            .iter()
            .find(of_kind)
            .map(|record| record.item_id());
        let one = match (*wish, known) {
            (Wish::Keep, Some(id)) => Wanted::Kept(id),
            (Wish::Say(number), Some(id)) => Wanted::Changed(id, item(saying(kind, number))),
            (Wish::Say(number), None) | (Wish::Replace(number), _) => {
                Wanted::Added(None, item(saying(kind, number)))
            }
            (Wish::Keep | Wish::Remove, _) => continue,
        };
        if kind + 1 == KINDS {
            lists.addresses.push(one);
        } else {
            lists.telecoms.push(one);
        }
    }
    lists.wishes = match step.asked {
        Asked::Nothing => WantedWishes::Kept,
        Asked::ForNone => WantedWishes::Removed,
        Asked::For(method) => WantedWishes::Set {
            method: Some(method),
            format: None,
            times: None,
        },
    };
    lists
}

impl Model {
    fn apply(&mut self, step: &Step) {
        let before = self.events;
        for (kind, wish) in step.wishes.iter().enumerate() {
            let known = self.said.get(&kind).map(|(said, _)| *said);
            self.events += match (*wish, known) {
                (Wish::Keep, _) | (Wish::Remove, None) => 0,
                (Wish::Say(number), Some(said)) if said == number => 0,
                (Wish::Remove, Some(_)) | (Wish::Say(_), _) | (Wish::Replace(_), None) => 1,
                (Wish::Replace(_), Some(_)) => 2,
            };
            match *wish {
                Wish::Keep => {}
                Wish::Remove => {
                    self.said.remove(&kind);
                }
                Wish::Say(number) => {
                    let id = self.said.get(&kind).and_then(|(_, id)| *id);
                    self.said.insert(kind, (number, id));
                }
                Wish::Replace(number) => {
                    self.said.insert(kind, (number, None));
                }
            }
        }
        let method = match step.asked {
            Asked::Nothing => self.method,
            Asked::ForNone => None,
            Asked::For(method) => Some(method),
        };
        self.events += usize::from(method != self.method);
        self.method = method;
        self.version += u64::from(self.events > before);
    }

    /// Holds the store against this; learns the ids of what is new.
    async fn compare(&mut self, world: &World, patient: &Patient) -> Result<(), TestCaseError> {
        prop_assert_eq!(patient.version.number(), self.version);
        let version = world.store.target_version(patient.target).await;
        prop_assert_eq!(version.expect("readable"), self.version);
        let events = world.store.outbox(patient.target).await.expect("readable");
        prop_assert_eq!(events.len(), self.events);
        let method = patient
            .wishes
            .as_ref()
            .and_then(|known| known.wishes.method);
        prop_assert_eq!(method, self.method);
        prop_assert_eq!(patient.records.len(), self.said.len());
        prop_assert_eq!(patient.records_of(List::Contact).count(), 0);
        for (kind, (number, id)) in &mut self.said {
            let wanted = saying(*kind, *number);
            let found = patient
                .records
                .iter()
                .find(|record| record.information == wanted);
            let found = found.map(|record| record.id);
            prop_assert!(found.is_some(), "kind {} says something else", kind);
            prop_assert_eq!(found, id.or(found), "its id stays");
            *id = found;
        }
        Ok(())
    }
}
