use contactable_domain::area::AreaKey;
use contactable_domain::contact_detail::{ContactDetail, NewContactDetail, Stamp};
use contactable_domain::event::ContactDetailEvent;
use contactable_domain::holding::Holding;
use contactable_domain::ids::{ContactDetailId, CorrelationId, EventId, TargetId};
use contactable_domain::ports::{Changes, Clock, Decide, Ids, Scope, StoreError};
use contactable_domain::refusal::Refusal;
use uuid::Uuid;

use super::World;
use crate::{HOUSING, email, new, phone, target};

/// 64 at once on one target: five phones get in, one default is left, and every answer tells the truth.
pub async fn many_writers_pass_neither_limit_nor_default(world: World) {
    let mut writers = Vec::new();
    for number in 0..64 {
        let world = world.clone();
        writers.push(tokio::spawn(async move {
            let wanted = NewContactDetail {
                is_default: true,
                ..new(target(1), phone(&format!("07700 9000{number:02}")))
            };
            world.make(wanted).await
        }));
    }
    let mut made = Vec::new();
    for writer in writers {
        match writer.await.expect("no panic") {
            Ok(record) => made.push(record.id),
            Err(refusal) => assert_eq!(refusal, "too-many-active"),
        }
    }
    assert_eq!(made.len(), 5);
    let all = world.all(target(1)).await;
    assert!(all.iter().all(|record| made.contains(&record.id)));
    assert_eq!(all.len(), 5);
    assert_eq!(all.iter().filter(|record| record.is_default).count(), 1);
    assert_eq!(
        world
            .store
            .target_version(target(1))
            .await
            .expect("readable"),
        5
    );
    assert_eq!(
        world.store.outbox(target(1)).await.expect("readable").len(),
        5 + 4
    );
}

/// 48 at once, each about a target of their own: everybody finds what they wrote, as soon as they wrote it, and nothing
/// of anybody else's.
pub async fn everybody_at_once_finds_their_own(world: World) {
    let mut people = Vec::new();
    for number in 0..48 {
        let world = world.clone();
        people.push(tokio::spawn(async move {
            let mut mine = Vec::new();
            for count in 0..3 {
                assert_eq!(ids(&world.all(target(number)).await), mine);
                assert!(world.all(target(number + 100)).await.is_empty());
                let wanted = new(
                    target(number),
                    email(&format!("p{number}.{count}@example.com")),
                );
                mine.push(world.make(wanted).await.expect("there is room").id);
            }
            let found = world.all(target(number)).await;
            assert_eq!(ids(&found), mine);
            assert!(
                found
                    .iter()
                    .all(|record| record.target.id == target(number))
            );
        }));
    }
    for person in people {
        person.await.expect("no panic");
    }
}

fn ids(records: &[ContactDetail]) -> Vec<ContactDetailId> {
    records.iter().map(|record| record.id).collect()
}

/// Makes a phone record; its event gets this id, or the rule panics.
fn rule(world: &World, target: TargetId, id: ContactDetailId, event: Option<Uuid>) -> Decide {
    let stamp = Stamp {
        at: world.clock.now(),
        by: world.housing.author.clone(),
    };
    Box::new(move |holding: &Holding| -> Result<Changes, Refusal> {
        let event = event.expect("a rule that panics");
        let plan = holding.make(
            new(target, phone("07700 900001")),
            id,
            AreaKey::of(HOUSING),
            &stamp,
        )?;
        let correlation = CorrelationId::from(id.uuid());
        let tell = |step| ContactDetailEvent::of(step, EventId::from(event), correlation);
        let events = plan.steps.iter().map(tell).collect();
        Ok(Changes {
            plan,
            events,
            audit: Vec::new(),
        })
    })
}

fn scope(target: TargetId, id: ContactDetailId) -> Scope {
    Scope::New {
        target,
        area: AreaKey::of(HOUSING),
        id,
    }
}

async fn write(world: World, target: TargetId, event: Option<Uuid>) -> Result<Changes, StoreError> {
    let id = ContactDetailId::from(world.ids.next(world.clock.now()));
    let decide = rule(&world, target, id, event);
    world.store.change(scope(target, id), decide).await
}

/// Makes a record under this id, without asking whether it was used.
async fn write_as(world: World, target: TargetId, id: Uuid) -> Result<Changes, StoreError> {
    let new_id = || world.ids.next(world.clock.now());
    let decide = rule(&world, target, ContactDetailId::from(id), Some(new_id()));
    let scope = scope(target, ContactDetailId::from(new_id()));
    world.store.change(scope, decide).await
}

/// Writes that share a commit with it succeed, and so do later ones.
pub async fn a_rule_that_panics_hurts_nobody_else(world: World) {
    let mut others = Vec::new();
    for number in 0..16 {
        let bad = number == 7;
        let event = (!bad).then(|| world.ids.next(world.clock.now()));
        others.push((
            bad,
            tokio::spawn(write(world.clone(), target(number), event)),
        ));
    }
    for (bad, other) in others {
        let outcome = other.await.expect("the caller does not panic");
        assert_eq!(outcome.is_err(), bad);
    }
    world
        .make(new(target(1), email("a@example.com")))
        .await
        .expect("the store goes on");
}

/// Two records with one id cannot both be kept: the second write fails, all others stand.
pub async fn a_write_that_fails_takes_no_other_down(world: World) {
    let taken = world.ids.next(world.clock.now());
    write_as(world.clone(), target(0), taken)
        .await
        .expect("the first to use the id");
    let mut others = Vec::new();
    for number in 0..16 {
        let bad = number == 7;
        let id = if bad {
            taken
        } else {
            world.ids.next(world.clock.now())
        };
        let target = if bad { target(0) } else { target(number + 100) };
        others.push((bad, tokio::spawn(write_as(world.clone(), target, id))));
    }
    for (bad, other) in others {
        let outcome = other.await.expect("no panic");
        assert_eq!(matches!(outcome, Err(StoreError::Unavailable(_))), bad);
    }
    assert_eq!(world.all(target(0)).await.len(), 1);
    assert_eq!(
        world.store.outbox(target(0)).await.expect("readable").len(),
        1
    );
    assert_eq!(world.all(target(101)).await.len(), 1);
}
